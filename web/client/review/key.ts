import { SealFault } from '../shared/names/bytes';
import { keptKey } from '../shared/names/keep';
import { canOpenNames } from '../shared/names/opening';
import { unwrap, type SchoolKey } from '../shared/names/schoolKey';
import type { HeldSchoolKey } from '../shared/net/decisionWire';
import type { StaffMe } from '../shared/net/staffWire';

/** Why the school's key is not to be had here and now. */
export type NoKey = 'insecure' | 'locked' | 'noKey' | 'broken';

/** The school's key for whoever is signed in, opened with what this browser keeps of them. */
export async function openSchoolKey(me: StaffMe | null, { schoolId, generation, wrapped }: HeldSchoolKey): Promise<{ key: SchoolKey } | { none: NoKey }> {
  if (!canOpenNames() || me === null) return { none: 'insecure' };
  if (wrapped === null) return { none: 'noKey' };
  const kept = await keptKey(me.id, me.word);
  if (kept === null) return { none: 'locked' };
  try {
    return { key: await unwrap(wrapped, kept.key, kept, schoolId, generation) };
  } catch (error) {
    if (!(error instanceof SealFault)) throw error;
    return { none: 'broken' };
  }
}
