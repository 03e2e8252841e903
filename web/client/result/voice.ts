import { getContext, setContext } from 'svelte';
import { t, tVariant, type Params, type TextKey } from '../shared/text/text';

export type Audience = 'student' | 'parent' | 'colleague';
export type Say = (key: TextKey, params?: Params) => string;

/** Whom the page speaks to: «ты», «вы» from the keys that end in `.parent`, or about the student from those that end in `.colleague`, which a page for staff brings along. */
export interface Voice {
  readonly audience: Audience;
  readonly isParent: boolean;
  say: Say;
}

const place = Symbol('voice');

export function sayTo(audience: Audience): Say {
  return audience === 'student' ? t : (key, params) => tVariant(key, audience, params);
}

/** Gives the components below the voice; `read` is asked anew at each text, so that the page follows the switch. */
export function provideVoice(read: () => Audience): Voice {
  const voice: Voice = {
    get audience() {
      return read();
    },
    get isParent() {
      return read() === 'parent';
    },
    say: (key, params) => sayTo(read())(key, params),
  };
  return setContext(place, voice);
}

export function useVoice(): Voice {
  return getContext<Voice>(place);
}
