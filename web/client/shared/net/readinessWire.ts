/** The check of devices and its note, as `engine/Readiness` tells them. */
export type DeviceVerdict = 'ready' | 'remarks' | 'notReady';

export type ReadinessReason =
  | 'connectionLost'
  | 'connectionStuck'
  | 'connectionSlow'
  | 'connectionUneven'
  | 'transportBlocked'
  | 'storageMissing'
  | 'storageRefused'
  | 'storageLost'
  | 'storageSmall'
  | 'clockOff'
  | 'screenNarrow'
  | 'screenOverflows'
  | 'browserOld'
  | 'browserUnknown'
  | 'browserWithoutCrypto'
  | 'browserWithoutLocks'
  | 'browserWithoutWorker'
  | 'packageMissing'
  | 'packageWrong'
  | 'packageUnproven'
  | 'certificateExpired'
  | 'certificateEnds';

export interface ReadinessFinding {
  reason: ReadinessReason;
  weight: DeviceVerdict;
}

export type SocketCheck = 'blocked' | 'silent' | 'carried';
export type StorageCheck = 'missing' | 'refused' | 'lost' | 'kept';
export type BrowserKind = 'other' | 'chromium' | 'firefox';
export type PackageCheck = 'missing' | 'wrong' | 'unproven' | 'right';

export interface DeviceMeasurements {
  sent: number;
  failed: number;
  medianMs: number | null;
  slowMs: number | null;
  socket: SocketCheck;
  storage: StorageCheck;
  freeMb: number | null;
  clockOffsetMs: number;
  width: number;
  overflows: boolean;
  browser: BrowserKind;
  browserVersion: number;
  hasCrypto: boolean;
  hasLocks: boolean;
  hasWorker: boolean;
  package: PackageCheck;
}

export interface CheckOpened {
  token: string;
  ticket: string;
  schoolName: string;
  className: string;
  packageHash: string;
}

export interface CheckVerdict {
  verdict: DeviceVerdict;
  findings: ReadinessFinding[];
}

export interface CheckAddress {
  address: string;
  qr: string[];
}

export interface BoardReadiness {
  devices: { checked: number; remarks: number; notReady: number };
  check: CheckAddress;
}

export interface ClassReadiness {
  schoolId: string;
  schoolName: string;
  classId: string;
  className: string;
  checked: number;
  ready: number;
  remarks: number;
  notReady: number;
  lastAtMs: number | null;
}

export interface DeviceReadiness {
  number: number;
  verdict: DeviceVerdict;
  findings: ReadinessFinding[];
  atMs: number;
  measured: DeviceMeasurements;
}

export interface ReadinessReply {
  note: { classId: string; schoolName: string; className: string; devices: DeviceReadiness[] };
  check: CheckAddress;
}
