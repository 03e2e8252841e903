let folded: HTMLDetailsElement[] = [];

/** Paper cannot unfold: before printing everything is opened but what says that it prints as it is. */
export function unfoldAll(): void {
  folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([data-prints-as-is])')].filter(({ open }) => !open);
  for (const details of folded) details.open = true;
}

/** After printing the page is as it was. */
export function foldAgain(): void {
  for (const details of folded) details.open = false;
  folded = [];
}
