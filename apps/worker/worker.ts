import { PgBoss } from "pg-boss";
import type { System } from "@emeritus/operations/system.ts";
import { poolConfig } from "@emeritus/records/db.ts";
import type { Job } from "./job.ts";
import { jobs as allJobs } from "./jobs.ts";
import { resumePayroll } from "./payroll.ts";

/** A running worker. */
export interface Worker {
  /** Waits for the jobs in hand, then ends. */
  stop(): Promise<void>;
}

const queueSchema = "queue";
const patienceMs = 10_000;

/** Starts taking jobs from the queue in the database; as many machines as wish may do so at once. */
export async function startWorker(
  system: System,
  appUrl: string,
  jobs: readonly Job[] = allJobs,
): Promise<Worker> {
  const { connectionString, options } = poolConfig(appUrl, "emeritus_app");
  const boss = new PgBoss({
    connectionString: String(connectionString),
    options: String(options),
    schema: queueSchema,
    createSchema: false,
    max: 3,
    application_name: "emeritus worker",
  });
  boss.on("error", (error) => system.log.warn({ code: codeOf(error) }, "the queue could not be reached"));
  await boss.start();
  for (const job of jobs) await take(boss, system, job);
  resumePayroll(system).catch((error: unknown) =>
    system.log.error({ code: codeOf(error) }, "a payroll could not be carried on"),
  );
  return { stop: () => boss.stop({ close: true, graceful: true, timeout: patienceMs }) };
}

async function take(boss: PgBoss, system: System, job: Job): Promise<void> {
  await boss.createQueue(job.name, { policy: "singleton", retryLimit: 2, deleteAfterSeconds: 86_400 });
  await boss.schedule(job.name, job.when, {}, { tz: system.fund.timeZone });
  await boss.work(job.name, { pollingIntervalSeconds: 5 }, async () => {
    await job.run(system);
  });
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? "unknown";
}
