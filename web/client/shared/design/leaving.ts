/** The browser asks before the page goes: what was typed would be lost. */
export function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // Chromium before 119 asks for this only.
  event.returnValue = true;
}
