import { ApiFault, call, get, post } from '../shared/net/api';
import { sectionStart, type EnterReply, type HelloReply, type ConsentText, type LessonState, type NextTask, type PackageStep, type ParentWord, type Place, type SectionElapsed, type SessionState } from '../shared/net/wire';
import { AnswerLog } from '../shared/outbox/answerLog';
import { openDatabase, type Database, type SessionRecord } from '../shared/outbox/database';
import { deviceId } from '../shared/outbox/deviceId';
import { sendForgotten } from '../shared/outbox/forgotten';
import { SessionLink, type LinkHost, type LinkPhase } from '../shared/outbox/link';
import { backoffMs, realPace } from '../shared/outbox/pace';
import { Sessions } from '../shared/outbox/sessions';
import { claimTab, type TabClaim } from '../shared/outbox/tabs';
import { httpTransport } from '../shared/outbox/transport';
import type { TextKey } from '../shared/text/text';
import { loadBattery, type Battery, type BatteryItem } from './battery';
import { ChosenTasks, givenIn, lengthOf, patienceMs } from './chosen';
import { consentOf } from './consent';
import { Messages } from './messages.svelte';
import { keptKey, keepKey } from './ownKey';
import { Parts } from './parts.svelte';
import type { SlipNeeds } from './slip';
import { TimedSections } from './sections';

/** Which question the student is at; in `lesson` the class's state decides what is seen. */
export type Stage = 'loading' | 'code' | 'confirm' | 'before' | 'refused' | 'practice' | 'lesson' | 'occupied' | 'superseded' | 'expired';
export type Scene = 'apart' | 'lobby' | 'paused' | 'sittingEnd' | 'intro' | 'choosing' | 'item' | 'end' | 'done';

/** Version of the words on the consent page; what they tell differs by the form. */
const consentVersion = 'consent-3';

/** One student's run, as the pages see it. The outbox and the link do the carrying. */
export class Lesson implements LinkHost {
  stage = $state<Stage>('loading');
  place = $state<Place | null>(null);
  run = $state<LessonState | null>(null);
  link = $state<LinkPhase>('connecting');
  battery = $state.raw<Battery | null>(null);
  packageLate = $state(false);
  /** The server has no such package: a matter for its operator, not for patience. */
  packageMissing = $state(false);
  parent = $state<ParentWord>('none');
  /** What is read before deciding. */
  told = $state.raw<ConsentText | null>(null);
  readonly messages = new Messages();
  /** Item position; the number of items means the end. */
  position = $state(0);
  introSeen = $state(false);
  /** A step's time has just run out: a word about it until the student goes on. */
  timeIsUp = $state(false);
  finishing = $state(false);
  resultKey = $state<string | null>(null);
  /** The slip is on the screen; the answers go on being sent. */
  showsSlip = $state(false);
  saved = $state(0);
  answered = $state(0);
  pending = $state(0);
  degraded = $state(false);
  refusedAnswers = $state(0);
  /** Answers that waited here while the session went on elsewhere: the server holds them aside. */
  handedOver = $state(0);
  /** The token no longer opens the session: words for the code page. */
  mustReenter = $state(false);
  epoch: number | null = null;
  readonly deviceId = deviceId();

  private database: Database | null = null;
  private sessions = new Sessions(null);
  private record: SessionRecord | null = null;
  private log: AnswerLog | null = null;
  private carrier: SessionLink | null = null;
  private claim: TabClaim | null = null;
  private clockStart = 0;
  private sections = new TimedSections();
  private timePercent = $state(100);
  /** Heard before the battery was here. */
  private elapsed: readonly SectionElapsed[] = [];
  private parts = $state.raw(new Parts());
  private chosen = new ChosenTasks();
  /** The section whose next task is awaited from the server. */
  private choosing = $state.raw<PackageStep | null>(null);
  private opening = false;
  private fetched: { hash: string; battery: Promise<Battery> } | null = null;
  private placed = $state(false);

  readonly scene = $derived.by<Scene>(() => {
    if (this.resultKey !== null) return 'done';
    if (this.parent !== 'none') return 'apart';
    // Whatever the class does meanwhile, and without a battery too: only the server's word is missing.
    if (this.finishing) return 'end';
    if (this.battery === null || !this.placed || this.run === null || this.run === 'lobby') return 'lobby';
    const item = this.battery.items[this.position];
    // Between two sittings a class may be paused; whoever comes to the end of one may leave all the same.
    if (item !== undefined && this.parts.isLater(item.step)) return 'sittingEnd';
    if (this.run === 'paused') return 'paused';
    if (item === undefined) return 'end';
    if (this.choosing !== null) return 'choosing';
    return !this.introSeen && (item.number === 1 || item.step.seconds !== undefined) ? 'intro' : 'item';
  });

  /** Opens what this browser was in; with a code in the address the code decides. */
  async start(hasCode: boolean): Promise<void> {
    this.database = await openDatabase();
    this.sessions = new Sessions(this.database);
    if (hasCode) keepKey(null);
    this.resultKey = keptKey();
    const record = hasCode || this.resultKey !== null ? null : await this.sessions.readCurrent();
    if (this.resultKey !== null) this.stage = 'lesson';
    else if (record === null) this.stage = 'code';
    else await this.resume(record);
    if (!hasCode) this.sendForgotten();
  }

  async entered(reply: EnterReply): Promise<void> {
    const sid = `${reply.place.classId}:${reply.place.seat}`;
    const known = await this.sessions.read(sid);
    const record: SessionRecord = {
      practised: false,
      epoch: null,
      acked: 0,
      restored: [],
      run: null,
      ...known,
      sid,
      token: reply.token,
      place: reply.place,
      packageHash: reply.packageHash,
      consent: consentOf(reply, known),
      slip: reply.slip,
      // Who types the code again has come for the next sitting.
      parts: { leftOut: known?.parts?.leftOut ?? [] },
    };
    await this.sessions.begin(record);
    if (this.record?.sid !== sid) this.forget();
    this.mustReenter = false;
    this.parent = 'none';
    this.told = null;
    this.record = record;
    this.place = record.place;
    // What is asked for consent depends on the form, so the package comes before the lesson.
    void this.fetchBattery(record.packageHash).then((battery) => (this.battery ??= battery));
    this.stage = 'confirm';
    this.sendForgotten();
  }

  /** «Да, это я». Entering a code is a deliberate act: this device takes the session over. */
  async confirm(): Promise<void> {
    if (this.record === null) return;
    if (this.record.consent === true) await this.open(this.record, true);
    else this.stage = 'before';
  }

  /** Fetches what is read before deciding until it is here. */
  async tell(telling: string): Promise<void> {
    for (let failures = 0; this.told === null; failures++) {
      try {
        this.told = await get<ConsentText>(`/api/consent-text/${consentVersion}-${telling}.json`);
      } catch (error) {
        if (!(error instanceof ApiFault)) throw error;
        this.packageLate = true;
        await realPace.sleep(Math.max(1_000, backoffMs(failures, realPace.random())));
      }
    }
  }

  /** @param parentPresent At home: whether an adult is near; null where nobody is asked. */
  async decide(agree: boolean, parentPresent: boolean | null = null): Promise<void> {
    if (this.record === null) return;
    const textVersion = this.told?.version;
    if (textVersion === undefined) return;
    try {
      await post('/api/session/consent', { agree, textVersion, epoch: this.record.epoch, parentPresent }, this.record.token);
    } catch (error) {
      // 409: agreed and begun in another window, and a refusal is given there; or refused on another device since the code was typed here.
      if (!(error instanceof ApiFault) || (error.status !== 401 && error.status !== 409)) throw error;
      return this.lockedOut();
    }
    await this.keep({ consent: agree, consentText: textVersion });
    if (agree) await this.open(this.record, true);
    else this.stage = 'refused';
  }

  reconsider(): void {
    this.stage = 'before';
  }

  async practised(): Promise<void> {
    await this.keep({ practised: true });
    this.stage = 'lesson';
  }

  /** Said while the questions, or what is read before deciding, are not here. */
  get loadingText(): TextKey {
    return this.packageMissing ? 'lobby.missing' : this.packageLate ? 'lobby.late' : 'lobby.loading';
  }

  valueOf(item: number): string | undefined {
    return this.log?.valueOf(item);
  }

  /** Stores an answer (empty: skipped) and sends it. */
  answer(item: number, value: string): void {
    const log = this.log;
    const step = this.battery?.items[item]?.step;
    if (log === null || log.valueOf(item) === value || (step !== undefined && this.sections.isClosed(step))) return;
    this.saveSections();
    this.store(log, item, value);
  }

  goTo(position: number, introSeen = false): void {
    const items = this.battery?.items ?? [];
    this.choosing = null;
    const from = items[this.position]?.step;
    if (from !== undefined && items[position]?.step !== from && this.sections.hasBegun(from)) this.sections.close(from);
    this.position = this.parts.landing(items, this.position, position, (at) => this.sections.landing(items, at));
    const step = items[this.position]?.step;
    // A step with a time limit is begun once, by its own button.
    this.introSeen = step?.seconds === undefined ? introSeen && (step === undefined || !this.parts.isLeftOut(step)) : this.sections.hasBegun(step);
    this.timeIsUp = false;
    this.saveSections();
    if (step?.adaptive !== undefined && this.introSeen && !this.parts.isLater(step)) this.chooseNext(step);
  }

  /** From an item to what comes after it. */
  onward(item: BatteryItem): void {
    if (item.step.adaptive === undefined) this.goTo(item.position + 1);
    else this.chooseNext(item.step);
  }

  /** «3 из 12»: where tasks are chosen by the answers, which one this is of those given. */
  placeOf(item: BatteryItem): { n: number; of: number } {
    if (item.step.adaptive === undefined) return { n: item.number, of: item.step.items.length };
    return { n: givenIn(item.step, (position) => position !== item.position && this.isGiven(position)) + 1, of: lengthOf(item.step) };
  }

  /** «Начать часть». */
  begin(item: BatteryItem): void {
    const { step, stepIndex } = item;
    if (this.log !== null && this.battery !== null && step.seconds !== undefined && !this.sections.hasBegun(step)) {
      this.store(this.log, this.battery.items.length + stepIndex, sectionStart);
    }
    this.sections.begin(step);
    this.parts.takeUp(step);
    this.goTo(item.position, true);
    this.saveParts();
  }

  /** «Пропустить эту часть». */
  skipPart(item: BatteryItem): void {
    this.parts.leaveOut(item.step);
    this.goTo(item.step.first + item.step.items.length);
    this.saveParts();
  }

  isLeftOut(step: PackageStep): boolean {
    return this.parts.isLeftOut(step);
  }

  /** «Продолжить сейчас»: the next sitting begins in the same lesson. */
  goOn(item: BatteryItem): void {
    this.parts.goOnTo(item.step);
    this.saveParts();
  }

  canGoBack(position: number): boolean {
    const items = this.battery?.items ?? [];
    // The next task rests on the answers before it: a section whose tasks are chosen is gone through forwards only.
    const isChosen = items[position - 1]?.step.adaptive !== undefined || (items[position]?.step.adaptive !== undefined && this.introSeen);
    return !isChosen && this.sections.isBackAllowed(items, position);
  }

  runSection(step: PackageStep): void {
    this.sections.run(step);
  }

  stopSection(): void {
    this.sections.stop();
    this.saveSections();
  }

  sectionLeftMs(step: PackageStep): number {
    return this.sections.leftMs(step);
  }

  sectionLimitMs(step: PackageStep): number {
    // Read for the page's sake: it is told anew when the conditions change.
    void this.timePercent;
    return this.sections.limitMs(step);
  }

  timeOver(step: PackageStep): void {
    this.goTo(step.first + step.items.length);
    this.timeIsUp = true;
  }

  /** A window that has lost the session does not write over what its successor counts. */
  saveSections(): void {
    const sections = this.sections.toRecord();
    if (this.carrier !== null && Object.keys(sections).length > 0) void this.keep({ sections });
  }

  /** The first item without an answer, or the end. */
  firstOpen(skippedToo = false): number {
    const items = this.battery?.items ?? [];
    const open = items.find(({ position, step, stepIndex }) => {
      if (step.adaptive !== undefined && this.chosen.left(step, stepIndex, (at) => this.isGiven(at)) === 0) return false;
      if (this.sections.isClosed(step) || this.parts.isLeftOut(step) || (skippedToo && !this.isWaited(step))) return false;
      const value = this.log?.valueOf(position);
      return value === undefined || (skippedToo && value === '');
    });
    // Where tasks are chosen, which one comes is asked at the section's door.
    return (open?.step.adaptive === undefined ? open?.position : open.step.first) ?? items.length;
  }

  get openCount(): number {
    const items = this.battery?.items ?? [];
    const chosen = (this.battery?.steps ?? []).map((step, index) =>
      step.adaptive === undefined || this.sections.isClosed(step) || !this.isWaited(step) ? 0 : this.chosen.left(step, index, (position) => this.isGiven(position)),
    );
    return chosen.reduce((sum, left) => sum + left, 0) + items.filter(({ position, step }) =>
      step.adaptive === undefined && (this.log?.valueOf(position) ?? '') === '' && !this.sections.isClosed(step) && this.isWaited(step),
    ).length;
  }

  finish(): void {
    this.finishing = true;
    void this.keep({ finishing: true });
    this.carrier?.finish();
  }

  /** What a slip is made of, or null when there is nothing to put into one. */
  async slipNeeds(): Promise<SlipNeeds | null> {
    const { log, record, epoch, finishing } = this;
    if (log === null || record?.slip === undefined || epoch === null) return null;
    const { first, answers } = await log.unsent();
    return answers.length === 0 && !finishing ? null : { pass: record.slip, place: record.place, unsent: { epoch, first, answers, finishes: finishing } };
  }

  /** «Продолжить здесь»: this window takes the session back. */
  async continueHere(): Promise<void> {
    const record = this.record === null ? null : await this.sessions.read(this.record.sid);
    if (record === null) this.stage = 'code';
    else await this.open(record, true);
  }

  /** Another student sits down, or the wrong seat was opened; unsent answers stay on the device and go home by themselves. */
  async leave(): Promise<void> {
    this.saveSections();
    const record = this.record;
    const holds = this.carrier !== null && this.pending === 0;
    this.close();
    // With nothing left to send the seat is given back, so that nobody waits for this device. Without a link it is free after a while.
    if (holds && record !== null && record.epoch !== null) {
      await call('POST', '/api/session/leave', { body: { epoch: record.epoch }, token: record.token, timeoutMs: 2_000 }).catch(() => undefined);
    }
    await this.sessions.leave();
    location.replace('/');
  }

  /** «Готово — передай место»: nothing of this session stays on the device, its key on the screen neither. */
  async done(): Promise<void> {
    keepKey(null);
    await this.wipe();
    location.replace('/');
  }

  wake(): void {
    this.carrier?.wake();
  }

  next(tasks: readonly NextTask[]): void {
    this.chosen.hear(tasks);
    if (this.choosing !== null) this.chooseNext(this.choosing);
  }

  phase(phase: LinkPhase): void {
    this.link = phase;
    if (phase === 'offline' && this.choosing !== null) this.goWithoutLink(this.choosing);
    if (phase === 'superseded') this.lose();
    else if (phase === 'occupied') this.stage = 'occupied';
    else if (phase === 'online' && this.stage === 'occupied') this.stage = this.entryStage();
  }

  moved(): void {
    if (this.log === null) return;
    this.pending = this.log.pendingAnswers;
    this.saved = this.log.saved;
    this.answered = this.log.answered;
    this.degraded = this.log.degraded;
  }

  greeted(reply: HelloReply): void {
    if (reply.epoch !== this.record?.epoch) void this.keep({ epoch: reply.epoch });
    this.parent = reply.parent ?? 'none';
    this.messages.hear(reply.messages ?? [], this.position);
    this.elapsed = reply.sections;
    this.next(reply.nx ?? []);
    this.setTimePercent(reply.timePercent ?? 100);
    this.hearSections();
    // Answers given elsewhere have come in: go on after them.
    if ((this.log?.answered ?? 0) > this.answered) this.placed = false;
    this.findPlace();
  }

  lesson(run: LessonState): void {
    if (this.run === run) return;
    this.run = run;
    void this.keep({ run });
  }

  finished(resultKey: string): void {
    this.resultKey = resultKey;
    keepKey(resultKey);
    this.finishing = this.showsSlip = false;
    this.stage = 'lesson';
    void this.wipe();
  }

  closed(state: SessionState): void {
    if (state === 'expired') {
      this.stage = 'expired';
      return;
    }
    const isHome = this.log?.pending === 0;
    this.lockedOut();
    if (isHome) void this.wipe();
  }

  async repeatConsent(): Promise<void> {
    const textVersion = this.record?.consentText;
    if (this.record?.consent === true && textVersion !== undefined) await post('/api/session/consent', { agree: true, textVersion }, this.record.token);
  }

  refused(): void {
    this.refusedAnswers = this.log?.refused ?? 0;
    this.moved();
  }

  orphaned(answers: number): void {
    this.handedOver = answers;
  }

  lockedOut(): void {
    this.close();
    this.mustReenter = true;
    this.stage = 'code';
  }

  private isGiven(position: number): boolean {
    return this.log?.valueOf(position) !== undefined;
  }

  /** The server's word where there is one; a moment's patience for it; the package's order where there is no link. */
  private chooseNext(step: PackageStep): void {
    const stepIndex = this.battery?.steps.indexOf(step) ?? -1;
    const next = this.chosen.next(step, stepIndex, (position) => this.isGiven(position));
    if (next !== null) this.come(step, next);
    // A page that is still connecting, after a reload say, may hear a word yet.
    else if (this.link === 'offline') this.goWithoutLink(step);
    else if (this.choosing !== step) {
      this.choosing = step;
      const given = givenIn(step, (position) => this.isGiven(position));
      void realPace.sleep(patienceMs).then(() => {
        if (this.choosing === step && givenIn(step, (position) => this.isGiven(position)) === given) this.goWithoutLink(step);
      });
    }
  }

  private goWithoutLink(step: PackageStep): void {
    this.come(step, this.chosen.withoutLink(step, (position) => this.isGiven(position)));
  }

  private come(step: PackageStep, next: number | 'end'): void {
    this.choosing = null;
    if (next === 'end') this.goTo(step.first + step.items.length);
    else this.position = next;
  }

  private async resume(record: SessionRecord): Promise<void> {
    this.record = record;
    this.place = record.place;
    if (record.consent !== true) void this.fetchBattery(record.packageHash).then((battery) => (this.battery ??= battery));
    if (record.consent === true) await this.open(record, false);
    else this.stage = record.consent === false ? 'refused' : 'confirm';
  }

  private setTimePercent(percent: number): void {
    this.timePercent = this.sections.percent = percent;
    if (this.record !== null && (this.record.timePercent ?? 100) !== percent) void this.keep({ timePercent: percent });
  }

  /** Once at a time: a second tap must not take the session from the first. */
  private async open(record: SessionRecord, takeOver: boolean): Promise<void> {
    if (this.opening) return;
    this.opening = true;
    try {
      await this.openOnce(record, takeOver);
    } finally {
      this.opening = false;
    }
  }

  private async openOnce(record: SessionRecord, takeOver: boolean): Promise<void> {
    this.close();
    this.record = record;
    this.claim = await claimTab(record.sid, () => this.lose());
    const log = await AnswerLog.open(this.database, record);
    this.log = log;
    this.epoch = takeOver || this.claim.takenOver ? null : record.epoch;
    this.run = record.run;
    this.finishing = record.finishing === true;
    this.handedOver = 0;
    this.sections = new TimedSections(record.sections);
    this.setTimePercent(record.timePercent ?? 100);
    this.elapsed = [];
    this.parts = new Parts(record.parts);
    this.chosen = new ChosenTasks();
    this.choosing = null;
    this.placed = false;
    this.clockStart = performance.now() - log.elapsedMs;
    this.stage = this.entryStage();
    this.moved();
    void this.loadPackage(record.packageHash);
    const token = (): string => this.record?.token ?? '';
    const openHub = async (events: Parameters<typeof import('../shared/outbox/hubTransport').openHub>[1]) =>
      (await import('../shared/outbox/hubTransport')).openHub(token, events);
    this.carrier = new SessionLink(log, this, openHub, httpTransport(token), realPace);
    if (this.finishing) this.carrier.finish();
    void this.carrier.run();
  }

  private sendForgotten(): void {
    void sendForgotten(this.database, this.sessions, () => this.record?.sid ?? '');
  }

  private entryStage(): Stage {
    return this.record?.practised === true || (this.log?.answered ?? 0) > 0 ? 'lesson' : 'practice';
  }

  /** Once for a hash: the consent page and the lesson wait for the same package. */
  private fetchBattery(hash: string): Promise<Battery> {
    if (this.fetched?.hash !== hash) {
      this.battery = null;
      this.packageLate = this.packageMissing = false;
      this.fetched = { hash, battery: loadBattery(hash, this.sessions, realPace, (isMissing) => this.packageFailed(isMissing)) };
    }
    return this.fetched.battery;
  }

  private packageFailed(isMissing: boolean): void {
    this.packageLate = true;
    this.packageMissing = isMissing;
  }

  private async loadPackage(hash: string): Promise<void> {
    this.battery = await this.fetchBattery(hash);
    this.packageLate = this.packageMissing = false;
    this.hearSections();
    this.findPlace();
  }

  private store(log: AnswerLog, item: number, value: string): void {
    void log.append(item, value, performance.now() - this.clockStart).then(() => {
      this.moved();
      this.carrier?.wake();
    });
    this.moved();
  }

  private hearSections(): void {
    if (this.battery === null) return;
    this.sections.hear(this.battery.steps, this.elapsed);
    this.elapsed = [];
  }

  /** Once the battery and the answers are both here: where to go on. */
  private findPlace(): void {
    if (this.battery === null || this.log === null || this.record === null || this.placed) return;
    // A browser that was never greeted does not know what was answered elsewhere.
    if (this.record.epoch === null) return;
    this.placed = true;
    const log = this.log;
    this.sections.closePassed(this.battery.items, (position) => log.has(position));
    this.parts.settle(this.battery.items, (position) => log.has(position));
    this.goTo(this.firstOpen());
    const next = this.battery.items[this.position];
    if (this.parts.sitting === 0 && next !== undefined) this.parts.goOnTo(next.step);
    this.saveParts();
    if (this.stage === 'practice' && this.log.answered > 0) this.stage = 'lesson';
  }

  private isWaited(step: PackageStep): boolean {
    return this.parts.isWaited(step, (position) => this.log?.has(position) === true);
  }

  private saveParts(): void {
    if (this.carrier !== null) void this.keep({ parts: this.parts.toRecord() });
  }

  private lose(): void {
    this.close();
    this.stage = 'superseded';
  }

  /** Somebody else sits down. */
  private forget(): void {
    this.finishing = this.showsSlip = false;
    this.resultKey = null;
    keepKey(null);
    this.refusedAnswers = this.handedOver = 0;
    this.messages.forget();
  }

  private async wipe(): Promise<void> {
    this.close();
    if (this.record !== null) await this.sessions.wipe(this.record.sid).catch(() => undefined);
  }

  private close(): void {
    this.carrier?.stop();
    this.carrier = null;
    this.claim?.release();
    this.claim = null;
  }

  private async keep(change: Partial<SessionRecord>): Promise<void> {
    if (this.record === null) return;
    Object.assign(this.record, change);
    await this.sessions.patch(this.record.sid, change);
  }
}
