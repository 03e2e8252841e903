import { decimals, wholePercent } from '../../shared/text/numbers';
import { t, type TextKey } from '../../shared/text/text';
import type { ServerNode, StandingAlert, TimeFigures } from './wire';

/** One figure as it is read: what it is, and its value with the unit. */
export interface FigureRow {
  id: string;
  label: TextKey;
  value: string;
}

export interface FigureGroup {
  title: TextKey;
  rows: readonly FigureRow[];
}

const mebibyte = 1_048_576;

export const megabytes = (bytes: number | null): string => (bytes === null ? '–' : t('server.mb', { n: decimals(bytes / mebibyte, 0) }));
const perSecond = (value: number): string => t('server.perSecond', { n: decimals(value, 1) });
const times = ({ p50, p95, p99 }: TimeFigures): string =>
  p99 === null ? '–' : t('server.times', { p50: decimals(p50, 1), p95: decimals(p95, 1), p99: decimals(p99, 1) });

export type NodeState = 'silent' | 'storeLost' | 'starved' | 'draining' | 'ok';

export function stateOf({ isHeard, load, figures }: ServerNode): NodeState {
  return !isHeard ? 'silent' : load.isStoreLost ? 'storeLost' : figures?.isDraining === true ? 'draining' : load.isStarved ? 'starved' : 'ok';
}

/** A node's figures in the order of an answer's way: who is there, what comes in, how it is kept, what was turned away, what it costs. */
export function groupsOf({ load, figures }: ServerNode): FigureGroup[] {
  if (figures === null) return [];
  const pool = figures.poolBusy === null ? '–' : t('server.pool', { busy: figures.poolBusy, idle: figures.poolIdle ?? 0 });
  return [
    {
      title: 'server.group.people',
      rows: [
        { id: 'sockets', label: 'server.sockets', value: decimals(figures.sockets, 0) },
        { id: 'boards', label: 'server.boards', value: decimals(figures.boards, 0) },
        { id: 'answering', label: 'server.answering', value: decimals(figures.answering, 0) },
        { id: 'queue', label: 'server.queue', value: decimals(load.queue, 0) },
      ],
    },
    {
      title: 'server.group.answers',
      rows: [
        { id: 'accepted', label: 'server.accepted', value: perSecond(figures.acceptedPerSecond) },
        { id: 'durable', label: 'server.durable', value: perSecond(load.answersPerSecond) },
        { id: 'acknowledged', label: 'server.acknowledged', value: times(figures.acknowledged) },
        { id: 'waiting', label: 'server.waiting', value: t('server.waiting.of', { n: decimals(load.waiting, 0), share: wholePercent(figures.queueShare) }) },
      ],
    },
    {
      title: 'server.group.store',
      rows: [
        { id: 'batch', label: 'server.batch', value: decimals(figures.batchMean, 1) },
        { id: 'commit', label: 'server.commit', value: times(figures.commit) },
        { id: 'writer', label: 'server.writer', value: wholePercent(load.writerShare) },
        { id: 'read', label: 'server.read', value: times(figures.read) },
        { id: 'reads', label: 'server.reads', value: perSecond(figures.readsPerSecond) },
        { id: 'pool', label: 'server.pool.label', value: pool },
      ],
    },
    {
      title: 'server.group.refused',
      rows: [
        { id: 'busy', label: 'server.refused.busy', value: perSecond(figures.refused.busy) },
        { id: 'rate', label: 'server.refused.rate', value: perSecond(figures.refused.rate) },
        { id: 'superseded', label: 'server.refused.superseded', value: perSecond(figures.refused.superseded) },
        { id: 'invalid', label: 'server.refused.invalid', value: perSecond(figures.refused.invalid) },
        { id: 'limited', label: 'server.refused.limited', value: perSecond(figures.limitedPerSecond) },
      ],
    },
    {
      title: 'server.group.machine',
      rows: [
        { id: 'processor', label: 'server.processor', value: wholePercent(load.processorShare) },
        { id: 'gc', label: 'server.gc', value: wholePercent(figures.gcShare) },
        { id: 'memory', label: 'server.memory', value: megabytes(figures.memoryBytes) },
        { id: 'threads', label: 'server.threads', value: t('server.threads.of', { n: figures.threads, waiting: figures.threadsWaiting }) },
        { id: 'disk', label: 'server.disk', value: megabytes(figures.diskFreeBytes) },
        { id: 'log', label: 'server.log', value: megabytes(figures.logBytes) },
      ],
    },
  ];
}

/** The alerts of all nodes, the oldest first. */
export function alertsOf(nodes: readonly ServerNode[]): { node: ServerNode; alert: StandingAlert }[] {
  return nodes
    .filter(({ isHeard }) => isHeard)
    .flatMap((node) => (node.figures?.alerts ?? []).map((alert) => ({ node, alert })))
    .sort((one, other) => one.alert.sinceMs - other.alert.sinceMs);
}

const advised = ['storeLost', 'starved', 'queueShare', 'ackP99Ms', 'commitP99Ms', 'busyPerSecond', 'limitedPerSecond', 'writerShare', 'processorShare', 'gcShare', 'diskFreeMb', 'logMb'] as const;
type Advised = (typeof advised)[number];
const isAdvised = (figure: string): figure is Advised => (advised as readonly string[]).includes(figure);

/** What the built-in conditions mean and what to do; of the operator's own ones the operator knows. */
export function adviceOf({ figure }: StandingAlert): string {
  return isAdvised(figure) ? t(`server.alert.${figure}`) : t('server.alert.own');
}
