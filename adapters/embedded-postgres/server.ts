import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { serverPrograms } from "./binaries.ts";
import type { ServerPrograms } from "./binaries.ts";
import { databaseUser } from "./database-user.ts";
import type { DatabaseUser } from "./database-user.ts";

/** A running PostgreSQL on this machine, reached by its owner's address. */
export interface EmbeddedServer {
  /** Address of the fund's database, as its administrator. */
  readonly url: string;
  /** Whether it was already running when it was asked for: another program uses it, or one was killed and left it. */
  readonly wasRunning: boolean;
  /** Whether the server's process is there now. */
  alive(): boolean;
  /** Starts the server again, at the same address, after it ended by itself. */
  revive(): Promise<void>;
  /** Stops the server, rolling back what is open; a second call does nothing. */
  stop(): Promise<void>;
}

interface Place {
  readonly data: string;
  readonly passwordFile: string;
  readonly user: DatabaseUser | undefined;
  readonly programs: ServerPrograms;
}

const administrator = "emeritus_administrator";
const database = "emeritus";

/** The server writes no parameter and no row into its log, since both may hold what is closed (records: closed fields). */
const settings: Readonly<Record<string, string>> = {
  client_connection_check_interval: "1s",
  idle_in_transaction_session_timeout: "60s",
  jit: "off",
  listen_addresses: "127.0.0.1",
  log_error_verbosity: "terse",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  max_connections: "60",
  max_wal_size: "4GB",
  shared_buffers: "256MB",
  timezone: "UTC",
  unix_socket_directories: "",
  work_mem: "32MB",
};

/** Starts the database kept under `home`, making it first where there is none, or joins the one already running. */
export async function startEmbedded(home: string): Promise<EmbeddedServer> {
  const place = placeIn(home);
  if (!existsSync(join(place.data, "PG_VERSION"))) await makeCluster(place);
  const running = await runningServer(place);
  if (running !== undefined) return running;
  await startCluster(place, await freePort());
  await makeDatabase(place);
  return serverOf(place, false);
}

function placeIn(home: string): Place {
  const data = join(home, "database");
  const user = databaseUser(data);
  return { data, user, passwordFile: join(home, "database-password"), programs: serverPrograms(user) };
}

/** Makes the cluster under another name first: a making that is broken off is never taken for a whole one. */
async function makeCluster({ data, passwordFile, user, programs }: Place): Promise<void> {
  const unfinished = `${data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (user !== undefined) chownSync(unfinished, user.uid, user.gid);
  if (!existsSync(passwordFile))
    writeFileSync(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
  const forInitdb = `${data}.password`;
  writeFileSync(forInitdb, readFileSync(passwordFile), { mode: 0o600 });
  if (user !== undefined) chownSync(forInitdb, user.uid, user.gid);
  const made = await ran(
    programs.initdb,
    [
      `--pgdata=${unfinished}`,
      `--username=${administrator}`,
      `--pwfile=${forInitdb}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--data-checksums",
    ],
    user,
  );
  rmSync(forInitdb);
  if (made.status !== 0)
    throw new CannotStart("databaseDidNotStart", { why: lastLine(made.said), log: data });
  renameSync(unfinished, data);
}

/** Runs a program to its end, beside our own; the answer is its status and what it said on standard error. */
async function ran(
  program: string,
  args: readonly string[],
  user: DatabaseUser | undefined,
): Promise<{ status: number | null; said: string }> {
  const running = spawn(program, args, { ...user, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  running.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    running.on("error", ({ message }) => resolve({ status: null, said: message }));
    running.on("close", (status) => resolve({ status, said }));
  });
}

/** Joins a server that runs; takes away one that hangs, and the mark of one that is gone. */
async function runningServer(place: Place): Promise<EmbeddedServer | undefined> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const mark = markOf(place.data);
    if (mark === undefined) return undefined;
    if (!isPostgres(mark.pid)) {
      rmSync(join(place.data, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (await answers(place)) {
      await makeDatabase(place);
      return serverOf(place, true);
    }
    await pause(100);
  }
  await control(place, ["stop", "-m", "immediate", "-w", "-t", "20"]);
  return undefined;
}

/** What the server wrote about itself: process, port. */
function markOf(data: string): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

/**
 * Whether a process is a PostgreSQL server that runs: its number may have passed to another program since, and one that
 * was killed may still be listed until its parent has asked after it.
 */
function isPostgres(pid: number | undefined): boolean {
  if (pid === undefined || !(pid > 0)) return false;
  const [state, name] = existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
  return name.includes("postgres") && !state.startsWith("Z");
}

function fromProc(pid: number): [state: string, name: string] {
  try {
    const [, name = "", state = ""] = /\((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return [state, name];
  } catch {
    return ["", ""];
  }
}

function fromPs(pid: number): [state: string, name: string] {
  const { stdout } = spawnSync("ps", ["-o", "stat=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const [state = "", ...name] = (stdout ?? "").trim().split(/\s+/);
  return [state, name.join(" ")];
}

async function answers(place: Place): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(place, "postgres"),
    connectionTimeoutMillis: 2_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Starts the server, once more while processes of one that was killed are still going. */
async function startCluster(place: Place, port: number): Promise<void> {
  const options = Object.entries({ ...settings, port: String(port) }).map(
    ([name, value]) => `-c ${name}='${value}'`,
  );
  const log = join(place.data, "server.log");
  for (let attempt = 0; attempt < 40; attempt++) {
    rmSync(log, { force: true });
    if (await control(place, ["start", "-w", "-t", "120", "-l", log, "-o", options.join(" ")])) return;
    if (!/shared memory block|still in use|lock file/.test(textOf(log))) break;
    await pause(250);
  }
  throw new CannotStart("databaseDidNotStart", { why: lastLine(textOf(log)), log });
}

async function makeDatabase(place: Place): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(place, "postgres") });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const there = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (there.rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

/** Runs pg_ctl beside the program, which goes on answering meanwhile, and out of reach of the terminal's Ctrl-C. */
async function control(
  { data, user, programs }: Place,
  [verb, ...args]: readonly string[],
): Promise<boolean> {
  const running = spawn(programs.pgCtl, [String(verb), "-D", data, "-s", ...args], {
    ...user,
    cwd: "/",
    stdio: "ignore",
    detached: true,
  });
  return new Promise((resolve) => {
    running.on("error", () => resolve(false));
    running.on("close", (status) => resolve(status === 0));
  });
}

/** A server that is asked to stop while it is being started again is stopped after that, and is not started any more. */
function serverOf(place: Place, wasRunning: boolean): EmbeddedServer {
  const port = markOf(place.data)?.port ?? 0;
  const runs = (): boolean => isPostgres(markOf(place.data)?.pid);
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;
  const startAgain = (): Promise<void> =>
    (starting ??= startCluster(place, port).finally(() => {
      starting = undefined;
    }));
  const stop = async (): Promise<void> => {
    await starting?.catch(() => undefined);
    await control(place, ["stop", "-m", "fast", "-w", "-t", "30"]);
    if (runs()) await control(place, ["stop", "-m", "immediate", "-w", "-t", "10"]);
    if (runs()) throw new Error("The database server did not stop.");
  };
  return {
    url: urlOf(place, database),
    wasRunning,
    alive: runs,
    revive: async () => {
      if (stopping === undefined) await startAgain();
    },
    stop: () => (stopping ??= stop()),
  };
}

function urlOf({ data, passwordFile }: Place, name: string): string {
  const password = existsSync(passwordFile) ? readFileSync(passwordFile, "utf8").trim() : "";
  return `postgres://${administrator}:${password}@127.0.0.1:${markOf(data)?.port ?? 0}/${name}`;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
