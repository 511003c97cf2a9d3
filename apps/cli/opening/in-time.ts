import { setTimeout as pause } from "node:timers/promises";

/** How something ended in the time it was given. */
export interface End<T> {
  readonly value?: T;
  /** Why it did not come. */
  readonly why?: string;
}

/** Waits for an end, but not longer than it may take. */
export async function inTime<T>(end: Promise<T>, patienceMs: number): Promise<End<T>> {
  const waiting = new AbortController();
  const late = pause(patienceMs, { why: `not within ${patienceMs} ms` }, { signal: waiting.signal });
  late.catch(() => undefined); // the end came first
  const came = end.then(
    (value) => ({ value }),
    (error: unknown) => ({ why: error instanceof Error ? error.message : String(error) }),
  );
  const first = await Promise.race([came, late]);
  waiting.abort();
  return first;
}
