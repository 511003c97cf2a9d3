/* oxlint-disable unicorn/require-post-message-target-origin -- a worker thread has no origin */
import { parentPort, workerData } from "node:worker_threads";
import { chunksOf } from "./chunks.ts";
import type { Chunk, Making } from "./chunks.ts";

/** The thread's work: one chunk for each time it is asked, and nothing when there are no more. */
const chunks = chunksOf(workerData as Making);
parentPort!.on("message", () => {
  const { value } = chunks.next() as { value: Chunk | undefined };
  const bytes = value === undefined ? [] : [...Object.values(value.tables), value.payYears];
  parentPort!.postMessage(
    value,
    bytes.map(({ buffer }) => buffer),
  );
});
