/** How the pages look on this device: the system's wish, or the switch kept in this browser. */
export type Theme = 'auto' | 'light' | 'dark' | 'contrast';
export type Size = 'normal' | 'large';

const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');

class Look {
  theme = $state<Theme>(read('theme', ['auto', 'light', 'dark', 'contrast']));
  size = $state<Size>(read('size', ['normal', 'large']));

  /** Whether items show a button that reads them aloud, `auto` until somebody decides; nothing is ever read without a press. */
  speech = $state<'auto' | 'off' | 'on'>(read('speech', ['auto', 'off', 'on']));

  choose(theme: Theme): void {
    this.theme = theme;
    keep('theme', theme);
    this.apply();
  }

  resize(size: Size): void {
    this.size = size;
    keep('size', size);
    this.apply();
  }

  letSpeak(on: boolean): void {
    this.speech = on ? 'on' : 'off';
    keep('speech', this.speech);
  }

  /** `byForm`: the form of the lesson offers it from the start. */
  letsListen(byForm: boolean): boolean {
    return this.speech === 'auto' ? byForm : this.speech === 'on';
  }

  apply(): void {
    const wish = contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = this.theme === 'auto' ? wish : this.theme;
    document.documentElement.dataset['size'] = this.size;
  }
}

function read<T extends string>(key: string, allowed: readonly [T, ...T[]]): T {
  try {
    const stored = localStorage.getItem(key);
    return allowed.find((value) => value === stored) ?? allowed[0];
  } catch {
    return allowed[0];
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then it holds for this page only.
  }
}

export const look = new Look();

export function applyLook(): void {
  look.apply();
  dark.addEventListener('change', () => look.apply());
  contrast.addEventListener('change', () => look.apply());
}
