import type { StaffMe } from '../shared/net/staffWire';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../mock/staff.mjs';

export interface StaffMockState {
  staff: StaffMe | null;
  journal: number;
  /** What was last sent of a form about a student. */
  observed?: { answers?: number[]; declined?: boolean };
}

export const staffState = mock.staffState as () => StaffMockState;
export const staffAnswer = mock.staffAnswer as (
  state: StaffMockState,
  method: string,
  path: string,
  query: URLSearchParams,
  body: unknown,
  word: string | null,
) => [number, unknown?] | null;
