// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SealFault } from '../../shared/names/bytes';
import { keyOf, sealPast } from '../../shared/names/chain';
import { wipeKey } from '../../shared/names/keep';
import { prepareChange } from '../../shared/names/keyChange';
import { openNote, sealNote } from '../../shared/names/note';
import { makeRecovery } from '../../shared/names/recovery';
import { makeSchoolKey } from '../../shared/names/schoolKey';
import { staffTexts } from '../../shared/text/staff';
import { loadLanguage } from '../../shared/text/text';
import ClassResults from '../../staff/ClassResults.svelte';
import { Names } from '../../staff/names/names.svelte';
import { Notes } from '../../staff/names/notes.svelte';
import { ResultsBook } from '../../staff/results.svelte';
import { Staff } from '../../staff/staff.svelte';
import { staffAnswer, staffState, type StaffMockState } from '../staffMock';
// @ts-expect-error The stand-in server is plain JavaScript.
import * as mock from '../../mock/names.mjs';

// A busy machine takes its time over keys.
vi.setConfig({ testTimeout: 60_000 });
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000 });

const words = 'Говорит о переезде; встретиться до каникул.';
const phrase = 'восемь синих тракторов едут';

beforeEach(() => vi.stubGlobal('crypto', webcrypto));
afterEach(() => vi.unstubAllGlobals());

describe('a sealed note', () => {
  it('opens as nothing but what it was written for', async () => {
    const key = await makeSchoolKey('s1', 1);
    const sealed = await sealNote(words, key, 'c1', 4, 2);
    const note = { seat: 4, generation: 1, revision: 2, sealed };
    expect(await openNote(note, key, 'c1')).toBe(words);
    expect((await sealNote('', key, 'c1', 4, 2)).length).toBe(sealed.length);
    const stranger = await makeSchoolKey('s1', 1);
    const others = [
      () => openNote({ ...note, seat: 5 }, key, 'c1'),
      () => openNote({ ...note, revision: 1 }, key, 'c1'),
      () => openNote(note, key, 'c2'),
      () => openNote(note, { ...key, generation: 2 }, 'c1'),
      () => openNote(note, { ...key, school: 's2' }, 'c1'),
      () => openNote(note, stranger, 'c1'),
    ];
    for (const other of others) await expect(other()).rejects.toBeInstanceOf(SealFault);
  });

  it('of the first key is read after two changes of key', async () => {
    const first = await makeSchoolKey('s1', 1);
    const note = { seat: 1, generation: 1, revision: 1, sealed: await sealNote(words, first, 'c1', 1, 1) };
    const second = await prepareChange({ id: 's1', generation: 1 }, first, [], [], await makeRecovery());
    const third = await prepareChange({ id: 's1', generation: 2 }, second.key, [], [], await makeRecovery());
    const past = [
      { generation: 1, sealed: second.change.past! },
      { generation: 2, sealed: third.change.past! },
    ];
    expect(await openNote(note, await keyOf(1, third.key, past), 'c1')).toBe(words);
    await expect(keyOf(1, third.key, past.slice(1))).rejects.toBeInstanceOf(SealFault);
    await expect(keyOf(1, third.key, [past[0]!, { generation: 2, sealed: past[0]!.sealed }])).rejects.toBeInstanceOf(SealFault);
    await expect(keyOf(4, third.key, past)).rejects.toBeInstanceOf(SealFault);
    await expect(keyOf(1, { ...second.key, school: 's2' }, past)).rejects.toBeInstanceOf(SealFault);
  });

  it('leaves no old key behind where nobody has one', async () => {
    expect((await prepareChange({ id: 's1', generation: 0 }, null, [], [], await makeRecovery())).change).toMatchObject({ past: null, dropLists: false });
    expect((await prepareChange({ id: 's1', generation: 3 }, null, [], [], await makeRecovery())).change).toMatchObject({ past: null, dropLists: true });
    const [old, next] = [await makeSchoolKey('s1', 1), await makeSchoolKey('s1', 2)];
    expect(await sealPast(old, next)).not.toBe(await sealPast(old, next));
  });
});

describe('notes of a class', () => {
  interface State extends StaffMockState {
    names: { notes: Record<string, { seat: number; revision: number; sealed: string }[]> };
  }
  let state: State;
  let sent: string[];
  let staff: Staff;
  let names: Names;

  beforeEach(async () => {
    await loadLanguage(staffTexts);
    vi.stubGlobal('isSecureContext', true);
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
    HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    };
    state = { ...staffState(), ...mock.namesState() };
    sent = [];
    history.replaceState(null, '', '/staff');
    vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
      sent.push(`${path} ${String(request.body ?? '')}`);
      const word = new Headers(request.headers).get('X-Staff');
      const body: unknown = request.body === undefined ? {} : JSON.parse(request.body as string);
      const [status, reply] =
        mock.namesAnswer(state, request.method, path, body, word) ?? staffAnswer(state, request.method!, path, new URLSearchParams(), body, word);
      return new Response(status === 204 ? null : JSON.stringify(reply), { status });
    });
    await wipeKey();
    staff = new Staff();
    await staff.open();
    await staff.enter('psychologist', 'four plain words');
    await staff.proveCode('123456');
    names = new Names(staff, staff.me!);
    await names.load();
    await names.makeKeys(phrase);
    await names.openSchool('s1');
    expect(await names.changeKey(await makeRecovery())).toBeNull();
  });

  async function opened(): Promise<Notes> {
    const notes = new Notes(staff, 'c1');
    await notes.look();
    expect([notes.available, await notes.open()]).toEqual([true, null]);
    return notes;
  }

  it('leave the browser as ciphertext only and come back through a change of key', async () => {
    const notes = await opened();
    notes.type(2, words);
    expect([notes.isDraft(2), await notes.save(2), notes.isDraft(2)]).toEqual([true, null, false]);
    for (const one of sent) expect([one, one.includes('переезде')]).toEqual([one, false]);
    expect(sent.some((one) => one.startsWith('/api/names/classes/c1/notes {"seat":2'))).toBe(true);
    expect(await names.changeKey(await makeRecovery())).toBeNull();
    expect(await names.changeKey(await makeRecovery())).toBeNull();
    const later = await opened();
    expect(later.of(2)).toBe(words);
    later.type(2, `${words} Перенесено.`);
    expect(await later.save(2)).toBeNull();
    expect((await opened()).of(2)).toBe(`${words} Перенесено.`);
  });

  it('of two who write at once lose nothing', async () => {
    const [mine, theirs] = [await opened(), await opened()];
    theirs.type(1, 'Их слова');
    expect(await theirs.save(1)).toBeNull();
    mine.type(1, words);
    expect([await mine.save(1), mine.of(1), mine.theirs.get(1)]).toEqual(['note-changed', words, 'Их слова']);
    expect([await mine.save(1), mine.theirs.get(1)]).toEqual([null, undefined]);
    // A draft that was left lying while somebody else saved is not written over them unseen either.
    theirs.type(1, 'Черновик');
    expect([await theirs.open(), theirs.of(1), theirs.theirs.get(1)]).toEqual([null, 'Черновик', words]);
  });

  it('keep what is typed when the key was changed meanwhile', async () => {
    const notes = await opened();
    notes.type(1, words);
    expect(await names.changeKey(await makeRecovery())).toBeNull();
    expect([await notes.save(1), notes.of(1), notes.theirs.size]).toEqual(['note-again', words, 0]);
    expect(await notes.save(1)).toBeNull();
  });

  it('leave the others readable when one does not open', async () => {
    const notes = await opened();
    for (const seat of [1, 2]) {
      notes.type(seat, words);
      expect(await notes.save(seat)).toBeNull();
    }
    const broken = state.names.notes['c1']!.find((one) => one.seat === 1)!;
    broken.sealed = broken.sealed.slice(0, -4) + (broken.sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    const again = await opened();
    expect([again.broken.has(1), again.broken.has(2), again.of(2)]).toEqual([true, false, words]);
  });

  it('are not offered while the key is closed, and stand in a dialog when it is open', async () => {
    const book = new ResultsBook(staff);
    await book.openClass('c1');
    const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
    const page = mount(ClassResults, { target: document.body, props: { staff, book, room: book.room!, mayRelease: true } });
    await soon(() => expect(all('[data-testid=seat-note]').length).toBe(book.room!.seats.length));
    all('[data-testid=seat-2] [data-testid=seat-note]')[0]!.click();
    await soon(() => expect(all('[data-testid=note-text]').length).toBe(1));
    const field = all('[data-testid=note-text]')[0] as HTMLTextAreaElement;
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    all('[data-testid=note-save]')[0]!.click();
    await soon(() => expect(all('[data-testid=note-said]')[0]?.textContent).not.toBe(''));
    expect(state.names.notes['c1']!.map((one) => one.seat)).toEqual([2]);
    await unmount(page);
    await wipeKey();
    const closed = new Notes(staff, 'c1');
    await closed.look();
    expect([closed.available, await closed.open()]).toEqual([false, 'note-locked']);
  });
});
