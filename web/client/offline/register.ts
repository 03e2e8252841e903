/** Lets the student's page open again without a network; browsers allow it on secure origins only. */
export function keepForReload(): void {
  // A browser that refuses (private mode, a full disk) goes on without.
  void navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
}
