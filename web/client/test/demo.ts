import type { StudentResult, TaskSolutions } from '../shared/net/studentResultWire';
// @ts-expect-error The stand-in server is plain JavaScript.
import { demoResult as made } from '../mock/result.mjs';
// @ts-expect-error The same.
import { demoSolutions as solved } from '../mock/solutions.mjs';

/** The results of the stand-in server, as the page is handed them. */
export const demoResult = made as (key: string) => StudentResult;
export const demoSolutions = solved as (key: string) => [number, TaskSolutions | { code: string }];
