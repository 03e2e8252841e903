import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readied } from '../region/import/upload';
import { countsOf, inOrder } from '../region/import/words';
import type { RosterChange, RosterSchoolLine } from '../shared/net/rosterWire';

const archive = (parts: Record<string, string>): Blob =>
  new Blob([zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))) as BlobPart]);

describe('what of a file is sent', () => {
  it('is an archive of OneRoster without its parts about persons', async () => {
    const ready = await readied(archive({ 'manifest.csv': 'm', 'orgs.csv': 'o', 'users.csv': 'Иванова', 'demographics.csv': '2010-01-01', 'enrollments.csv': 'e' }));
    expect(ready.left.sort()).toEqual(['demographics.csv', 'users.csv']);
    expect(Object.keys(unzipSync(new Uint8Array(await ready.file.arrayBuffer()))).sort()).toEqual(['enrollments.csv', 'manifest.csv', 'orgs.csv']);
  });

  it('is anything else as it is', async () => {
    for (const file of [new Blob(['Школа;Класс']), archive({ 'xl/workbook.xml': 'w' }), archive({ 'manifest.csv': 'm', 'orgs.csv': 'o' })]) {
      const ready = await readied(file);
      expect(ready.file).toBe(file);
      expect(ready.left).toEqual([]);
    }
  });

  it('is nothing of a broken archive', async () => {
    await expect(readied(new Blob(['PK broken']))).rejects.toMatchObject({ code: 'roster-unreadable' });
  });
});

describe('schools of a plan', () => {
  const school = (name: string, ...changes: RosterChange[]): RosterSchoolLine => ({
    municipality: '', name, code: '', isNew: false, isNewMunicipality: false, isTold: false, notMentioned: 0,
    classes: changes.map((change, at) => ({ name: `${at}А`, line: at, change, before: 1, after: 2, told: 0, held: null, isBegun: false })),
  });

  it('come with what stays first, and are counted', () => {
    const plan = [school('same', 'unchanged'), school('new', 'new'), school('held', 'new', 'held'), school('changed', 'changed', 'new')];
    expect(inOrder(plan).map(({ name }) => name)).toEqual(['held', 'changed', 'new', 'same']);
    expect(countsOf(plan[3]!)).toEqual({ new: 1, changed: 1, unchanged: 0, held: 0, before: 2, after: 4 });
  });
});
