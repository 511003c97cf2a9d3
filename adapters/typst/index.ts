/* oxlint-disable unicorn/require-post-message-target-origin -- a worker thread has no origin */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

import type { Letter, LetterPrinter } from "@emeritus/ports/letter-printer.ts";

/** Thrown where the printer's compiler is not installed: it is built for Linux on x64 only. */
class LettersUnavailable extends Error {
  override readonly name = "LettersUnavailable";
  constructor() {
    super("PDF letters need Linux on x64.");
  }
}

interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

/** A fresh thread after so many letters: the compiler keeps part of what it compiled even after its cache is emptied. */
const lettersPerThread = 2_000;

function installed(): boolean {
  try {
    createRequire(import.meta.url).resolve("@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu");
    return true;
  } catch {
    return false;
  }
}

/** Prints letters as PDF/UA-1 by Typst in a thread of its own, so that a long letter never blocks a page. */
export function typstPrinter(): LetterPrinter {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let sent = 0;
  let inThread = 0;

  function failAll(error: Error): void {
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
    worker = undefined;
  }

  function start(): Worker {
    if (!installed()) throw new LettersUnavailable();
    const thread = new Worker(new URL("./worker.ts", import.meta.url));
    thread.unref();
    thread.on("message", ({ id, bytes, failure }: { id: number; bytes?: Uint8Array; failure?: string }) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (bytes) one?.resolve(bytes);
      else one?.reject(new Error(`The letter could not be printed: ${failure}`));
      if (waiting.size === 0) thread.unref();
    });
    thread.on("error", (error) => failAll(error instanceof Error ? error : new Error(String(error))));
    inThread = 0;
    return thread;
  }

  function thread(): Worker {
    if (worker && inThread >= lettersPerThread && waiting.size === 0) {
      void worker.terminate();
      worker = undefined;
    }
    worker ??= start();
    inThread += 1;
    return worker;
  }

  return {
    async print(letter: Letter) {
      const to = thread();
      const id = (sent += 1);
      const seconds = Date.parse(`${letter.date}T00:00:00Z`) / 1000;
      return new Promise<Uint8Array>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        to.ref();
        to.postMessage({ id, letter: JSON.stringify(letter), seconds });
      });
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}
