import { createHash } from "node:crypto";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { connect } from "@emeritus/records/db.ts";
import { createKeys } from "@emeritus/records/keys.ts";
import { migrate } from "@emeritus/records/migrate.ts";
import { makePayees, type PayeeMade } from "./fund.ts";
import { ownServer, type OwnServer } from "./own-server.ts";

/** What a finished payroll left behind; two payrolls of one fund must leave the same. */
export interface Effect {
  readonly payees: number;
  readonly payments: number;
  readonly paymentCents: string;
  readonly transfers: number;
  readonly transferCents: string;
  /** Everyone on the roll who has no item, and items that are not payments or the other way round. */
  readonly unaccounted: number;
  /** Steps recorded, in order. */
  readonly steps: string;
  /** Files that the bank has, by SHA-256. */
  readonly files: readonly string[];
}

/** One fund in a template, from which each trial gets a database and a home of its own. */
export interface KillingGround extends AsyncDisposable {
  readonly server: OwnServer;
  trial(): Promise<Trial>;
}

/** One payroll that may be killed. */
export interface Trial extends AsyncDisposable {
  /** Starts the payroll, under another program if one is given. */
  start(under?: readonly string[]): ChildProcess;
  /** Runs the payroll to its end; throws when it does not end well. */
  finish(): Promise<void>;
  effect(): Promise<Effect>;
}

const program = new URL("whole-run.ts", import.meta.url).pathname;

/** Makes a server with a fund of so many payees, some of them held or not due. */
export async function killingGround(payees: number, version: 15 | 18): Promise<KillingGround> {
  const server = await ownServer(version);
  const keysAt = mkdtempSync(join(tmpdir(), "killing-keys-"));
  const keys = createKeys(join(keysAt, "keys"));
  await server.run("create database fund");
  await migrate(server.urlOf("fund"));
  const owner = connect(server.urlOf("fund"), "emeritus_owner", { most: 2 });
  await owner.db
    .insertInto("records.fund")
    .values({ fund: 1, name: "Demonstration fund", time_zone: "America/Chicago", demonstration: true })
    .execute();
  await makePayees(
    owner.db,
    keys,
    Array.from({ length: payees }, (_, n): PayeeMade =>
      n % 11 === 0 ? { account: "held" } : n % 13 === 0 ? { begins: "2027-02-01" } : {},
    ),
  );
  await owner.close();
  let made = 0;
  return {
    server,
    trial: async () => {
      const name = `trial${++made}`;
      await server.run(`create database ${name} template fund`);
      const home = mkdtempSync(join(tmpdir(), "killing-home-"));
      copyFileSync(join(keysAt, "keys"), join(home, "keys"));
      return trialIn(server, name, home);
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      rmSync(keysAt, { recursive: true });
    },
  };
}

function trialIn(server: OwnServer, name: string, home: string): Trial {
  const url = server.urlOf(name);
  const start: Trial["start"] = (under = []) => {
    const [command, ...args] = [...under, process.execPath, "--no-warnings", program, url, home];
    return spawn(command!, args, { stdio: ["ignore", "ignore", "pipe"] });
  };
  return {
    start,
    finish: async () => {
      const child = start();
      let errors = "";
      child.stderr!.on("data", (text) => (errors += text));
      if ((await exitOf(child)) !== 0) throw new Error(`the payroll did not end well: ${errors}`);
    },
    effect: () => effectOf(url, home),
    [Symbol.asyncDispose]: async () => {
      await server.run(`drop database ${name} with (force)`);
      rmSync(home, { recursive: true });
    },
  };
}

/** The exit status of a process; null when a signal ended it. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

async function effectOf(url: string, home: string): Promise<Effect> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`
      select (select count(distinct benefit)::int from runs.payment) as payees, (select count(*)::int from runs.payment) as payments,
        (select sum(cents)::text from runs.payment) as "paymentCents", (select count(*)::int from ledger.transfer) as transfers,
        (select sum(cents)::text from ledger.transfer) as "transferCents",
        (select count(*)::int from ((select benefit from records.benefit except select benefit from runs.run_item)
          union all (select benefit from (select benefit, cents from runs.run_item where outcome = 'paid') i full join (select benefit, sum(cents) as cents from runs.payment group by benefit) p using (benefit) where i.cents is distinct from p.cents)) odd) as unaccounted,
        (select string_agg(step, ' ' order by recorded_from) from runs.run_step) as steps`);
    const sent = join(home, "bank", "sent");
    const files = readdirSync(sent)
      .filter((file) => !file.startsWith("."))
      .map((file) =>
        createHash("sha256")
          .update(readFileSync(join(sent, file)))
          .digest("hex"),
      );
    return { ...rows[0], files };
  } finally {
    await client.end();
  }
}

/** Runs a payroll that something strikes, then runs it to its end, and gives what it left. */
export async function struck(
  ground: KillingGround,
  strike: (child: ChildProcess) => Promise<void>,
  under: readonly string[] = [],
): Promise<Effect> {
  await using trial = await ground.trial();
  const child = trial.start(under);
  await strike(child);
  await exitOf(child);
  await trial.finish();
  return await trial.effect();
}

/** Kills the application after so many milliseconds. */
export const killApplication =
  (afterMs: number) =>
  async (child: ChildProcess): Promise<void> => {
    await Promise.race([sleep(afterMs), exitOf(child)]);
    child.kill("SIGKILL");
  };

/** Kills the database after so many milliseconds, and starts it again; the application ends by itself, or is killed with it. */
export const killDatabase =
  (server: OwnServer, afterMs: number, both: boolean) =>
  async (child: ChildProcess): Promise<void> => {
    await Promise.race([sleep(afterMs), exitOf(child)]);
    if (both) child.kill("SIGKILL");
    await server.kill();
    await exitOf(child);
    await server.start();
  };

/** System calls by which the payroll reaches the outside world: the database's socket, and files. */
const outsideCalls = [
  "write",
  "writev",
  "pwrite64",
  "sendto",
  "sendmsg",
  "fsync",
  "fdatasync",
  "rename",
  "renameat",
  "renameat2",
  "unlink",
  "unlinkat",
  "mkdir",
  "mkdirat",
  "openat",
  "connect",
  "ftruncate",
] as const;

/** One point at which the payroll reaches outside: the n-th time that its main thread makes this system call. */
export interface Point {
  readonly call: string;
  readonly nth: number;
}

/**
 * Every point of one payroll, from a trace of its main thread, in which it does all its writing. Calls that only read or only wake
 * the process itself are left out. strace counts each system call by itself, so points are swept one call at a time.
 */
export async function pointsOf(ground: KillingGround): Promise<Point[]> {
  await using trial = await ground.trial();
  const log = join(mkdtempSync(join(tmpdir(), "killing-trace-")), "trace");
  const child = trial.start(["strace", "-y", "-o", log, "-e", `trace=${outsideCalls.join(",")}`]);
  if ((await exitOf(child)) !== 0) throw new Error("the payroll did not end well under strace");
  const seen = new Map<string, number>();
  const points: Point[] = [];
  for (const line of readFileSync(log, "utf8").split("\n")) {
    const call = /^(\w+)\(/.exec(line)?.[1];
    if (call === undefined) continue;
    const nth = (seen.get(call) ?? 0) + 1;
    seen.set(call, nth);
    if (reachesOutside(call, line)) points.push({ call, nth });
  }
  rmSync(log);
  return points;
}

function reachesOutside(call: string, line: string): boolean {
  if (call === "openat" || call === "open") return line.includes("O_CREAT") || line.includes("O_WRONLY");
  if (call === "write" || call === "writev")
    return /^\w+\(\d+<(socket|TCP|\/)/.test(line) && !/<(\/dev\/|pipe:|anon_inode)/.test(line);
  return true;
}

/** Runs a payroll that strace kills as its main thread makes a system call for the n-th time. */
export function killedAt(ground: KillingGround, { call, nth }: Point): Promise<Effect> {
  const under = [
    "strace",
    "-o",
    "/dev/null",
    "-e",
    `trace=${call}`,
    "-e",
    `inject=${call}:signal=SIGKILL:when=${nth}`,
  ];
  return struck(ground, async (child) => void (await exitOf(child)), under);
}

/** Whether strace is there and may trace. */
export function hasStrace(): boolean {
  try {
    execFileSync("strace", ["-o", "/dev/null", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
