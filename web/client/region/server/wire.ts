import type { NodeLoad } from '../day/wire';

/** What the server measures of itself; the server's `ServerView`. */
export interface TimeFigures {
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface StandingAlert {
  condition: string;
  figure: string;
  value: number;
  sinceMs: number;
}

export interface NodeFigures {
  sockets: number;
  boards: number;
  answering: number;
  acceptedPerSecond: number;
  acknowledged: TimeFigures;
  commit: TimeFigures;
  read: TimeFigures;
  readsPerSecond: number;
  batchMean: number | null;
  refused: { busy: number; rate: number; superseded: number; invalid: number; total: number };
  limitedPerSecond: number;
  queueShare: number;
  poolBusy: number | null;
  poolIdle: number | null;
  gcShare: number;
  memoryBytes: number;
  threads: number;
  threadsWaiting: number;
  diskFreeBytes: number | null;
  logBytes: number;
  isDraining: boolean;
  alerts: StandingAlert[];
}

export interface NodeMoment {
  atMs: number;
  answersPerSecond: number;
  ackP99Ms: number | null;
  waiting: number;
}

export interface ServerNode {
  id: string;
  name: string;
  isSelf: boolean;
  isHeard: boolean;
  ageMs: number;
  load: NodeLoad;
  /** Null for a node of another version. */
  figures: NodeFigures | null;
  trend: NodeMoment[];
}

export interface ServerView {
  atMs: number;
  nodes: ServerNode[];
}
