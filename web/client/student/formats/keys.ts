/** What the keyboard does on a page with one question, in the practice and in the lesson: a digit answers, Enter goes on. */
export function answerKeys(press: (digit: number) => boolean, next: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || document.querySelector('dialog[open]') !== null) return;
    const target = event.target;
    const isTyped = target instanceof HTMLInputElement && target.type === 'text';
    if (event.key === 'Enter' && !(target instanceof Element && target.matches('button, a, summary'))) {
      event.preventDefault();
      next();
    } else if (/^\d$/.test(event.key) && !isTyped && press(Number(event.key))) {
      event.preventDefault();
    }
  };
}
