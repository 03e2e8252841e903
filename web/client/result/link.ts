import { decoded } from '../shared/net/decoded';
import type { Audience } from './voice';

/** `#KEY` opens the student's page, `#KEY&parent` the parent's. */
export function linkOf(hash: string): { key: string; audience: Audience } {
  const [key = '', ...marks] = hash.replace(/^#/, '').split('&');
  return { key: decoded(key), audience: marks.includes('parent') ? 'parent' : 'student' };
}
