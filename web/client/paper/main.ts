import { layOut, type Block } from './layout';

const form = document.getElementById('paper-form');
const seats = document.getElementById('paper-seats');
const pages = document.getElementById('paper-pages');
const told = document.getElementById('paper-told');

if (form !== null && seats !== null && pages !== null && told !== null) {
  const pieces = [...form.children] as HTMLElement[];
  const feet = [...seats.children] as HTMLElement[];
  const first = feet[0];
  if (first !== undefined) {
    // All seats have the same form, so it is measured once.
    const trial = page(first);
    pages.append(trial);
    const body = trial.firstElementChild as HTMLElement;
    const laid = layOut(pieces.map(blockOf), (blocks) => {
      body.replaceChildren(...blocks.map((at) => copy(at, first)));
      return body.scrollHeight <= body.clientHeight;
    });
    trial.remove();
    for (const foot of feet) pages.append(set(foot, laid));
    told.textContent = filled(told, { pages: laid.length, seats: feet.length });
    document.body.dataset['pages'] = String(laid.length);
  }
  form.remove();
  seats.remove();

  function copy(at: number, foot: HTMLElement): HTMLElement {
    const made = pieces[at]!.cloneNode(true) as HTMLElement;
    for (const place of made.querySelectorAll<HTMLElement>('[data-fill=seat]')) place.textContent = foot.dataset['place'] ?? '';
    for (const line of made.querySelectorAll<HTMLElement>('.name')) line.dataset['seat'] = foot.dataset['seat'] ?? '';
    return made;
  }

  function set(foot: HTMLElement, laid: readonly number[][]): DocumentFragment {
    const fragment = document.createDocumentFragment();
    for (const [index, blocks] of laid.entries()) {
      const sheet = page(foot);
      sheet.dataset['seat'] = foot.dataset['seat'] ?? '';
      sheet.firstElementChild!.append(...blocks.map((at) => copy(at, foot)));
      const number = sheet.querySelector<HTMLElement>('.paper-number');
      if (number !== null) number.textContent = filled(number, { page: index + 1, pages: laid.length });
      fragment.append(sheet);
    }
    return fragment;
  }
}

function page(foot: HTMLElement): HTMLElement {
  const sheet = document.createElement('div');
  sheet.className = 'paper-page';
  const body = document.createElement('div');
  body.className = 'paper-body';
  sheet.append(body, foot.cloneNode(true));
  return sheet;
}

function blockOf(piece: HTMLElement): Block {
  const { keep, newPage, head, under } = piece.dataset;
  return { keep: keep !== undefined, newPage: newPage !== undefined, head: head ?? null, under: under ?? null };
}

function filled(place: HTMLElement, values: Record<string, number>): string {
  return (place.dataset['text'] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
