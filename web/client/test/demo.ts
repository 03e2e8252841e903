import type { StudentResult } from '../shared/net/wire';
// @ts-expect-error The stand-in server is plain JavaScript.
import { demoResult as made } from '../mock/result.mjs';

/** The results of the stand-in server, as the page is handed them. */
export const demoResult = made as (key: string) => StudentResult;
