/* oxlint-disable unicorn/require-post-message-target-origin -- a worker thread has no origin */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Chunk, Making } from "./chunks.ts";

/** The chunks of a fund, made in a thread of its own: the next ones are made while the database takes the last. */
export async function* chunksMadeElsewhere(making: Making): AsyncGenerator<Chunk> {
  const thread = new Worker(new URL("./making.ts", import.meta.url), { workerData: making });
  const next = async (): Promise<Chunk | undefined> => {
    thread.postMessage("next");
    const [chunk] = (await once(thread, "message")) as [Chunk | undefined];
    return chunk;
  };
  try {
    let coming = next();
    for (;;) {
      const chunk = await coming;
      if (chunk === undefined) return;
      coming = next();
      coming.catch(() => undefined); // told where it is waited for
      yield chunk;
    }
  } finally {
    await thread.terminate();
  }
}
