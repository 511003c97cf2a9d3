import { setTimeout as pause } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import type { System } from "@emeritus/operations/system.ts";
import { poolConfig } from "@emeritus/records/db.ts";
import type { Job } from "./job.ts";
import { jobs as allJobs } from "./jobs.ts";
import { carryingOn } from "./payroll.ts";
import { everLooked, lookingAtData } from "./quality.ts";

/** A running worker. */
export interface Worker {
  /** Takes no further job and waits for those in hand; the answer names the jobs that did not end in time, each once. */
  stop(): Promise<readonly string[]>;
}

const queueSchema = "queue";
const patienceMs = 10_000;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const firstLookSeconds = 15;

/**
 * Takes jobs from the queue in the database; as many machines as wish may do so at once. A database that is away delays the
 * worker and does not end it: it asks again until it is let in or stopped.
 */
export function startWorker(system: System, appUrl: string, jobs: readonly Job[] = allJobs): Worker {
  const working = new Working(system, appUrl, jobs);
  return { stop: () => working.stop() };
}

class Working {
  readonly #system: System;
  readonly #appUrl: string;
  readonly #jobs: readonly Job[];
  readonly #stopping = new AbortController();
  readonly #inHand = new Map<Promise<void>, Job>();
  readonly #queue: Promise<PgBoss | undefined>;

  constructor(system: System, appUrl: string, jobs: readonly Job[]) {
    this.#system = system;
    this.#appUrl = appUrl;
    this.#jobs = jobs;
    this.#queue = this.#begin();
  }

  async stop(): Promise<readonly string[]> {
    this.#stopping.abort();
    const queue = await this.#queue;
    await queue?.stop({ close: true, graceful: true, timeout: patienceMs });
    const rest = new AbortController();
    await Promise.race([
      Promise.allSettled(this.#inHand.keys()),
      pause(patienceMs, undefined, { signal: rest.signal }).catch(() => undefined),
    ]);
    rest.abort();
    return [...new Set([...this.#inHand.values()].map(({ name }) => name))];
  }

  async #begin(): Promise<PgBoss | undefined> {
    const { signal } = this.#stopping;
    for (let wait = firstWaitMs; !signal.aborted; wait = Math.min(2 * wait, longestWaitMs)) {
      const queue = await this.#open();
      if (queue !== undefined) return queue;
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }

  /** A queue whose start broke off is ended again: its timers and connections would outlive the program's stop. */
  async #open(): Promise<PgBoss | undefined> {
    const queue = newQueue(this.#appUrl);
    queue.on("error", (error) =>
      this.#system.log.warn({ code: codeOf(error) }, "the queue could not be reached"),
    );
    try {
      await queue.start();
      for (const job of this.#jobs) await this.#take(queue, job);
    } catch (error) {
      this.#system.log.warn({ code: codeOf(error) }, "the worker could not start, and tries again");
      await queue.stop({ close: true, graceful: false });
      return undefined;
    }
    if (this.#jobs.includes(carryingOn)) this.#carryOnNow();
    if (this.#jobs.includes(lookingAtData)) await this.#lookSoon(queue);
    return queue;
  }

  async #take(queue: PgBoss, job: Job): Promise<void> {
    await queue.createQueue(job.name, { policy: "singleton", retryLimit: 2, deleteAfterSeconds: 86_400 });
    await queue.schedule(job.name, job.when, {}, { tz: this.#system.fund.timeZone });
    await queue.work(job.name, { pollingIntervalSeconds: 5 }, () => this.#do(job));
  }

  /** A payroll that was killed does not wait for the next minute. */
  #carryOnNow(): void {
    this.#do(carryingOn).catch((error: unknown) =>
      this.#system.log.error({ code: codeOf(error) }, "a payroll could not be carried on"),
    );
  }

  /** A fund whose data nobody ever looked at does not wait for the night; pages and first payrolls come before. */
  async #lookSoon(queue: PgBoss): Promise<void> {
    const looked = await everLooked(this.#system);
    if (!looked) await queue.send(lookingAtData.name, {}, { startAfter: firstLookSeconds });
  }

  #do(job: Job): Promise<void> {
    const doing = job.run(this.#system).finally(() => this.#inHand.delete(doing));
    this.#inHand.set(doing, job);
    return doing;
  }
}

function newQueue(appUrl: string): PgBoss {
  const { connectionString, options } = poolConfig(appUrl, "emeritus_app");
  return new PgBoss({
    connectionString: String(connectionString),
    options: String(options),
    schema: queueSchema,
    createSchema: false,
    max: 3,
    application_name: "emeritus worker",
  });
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? "unknown";
}
