import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { systemFolder } from "./binaries.ts";

/** Where this program keeps keys, database, letters and bank files, and where it was asked to keep them. */
export interface Home {
  readonly folder: string;
  readonly wished: string;
}

/**
 * The folder of a program that runs its own database: the wished one, or one of its own under /var/lib/emeritus when
 * the wished one lies where another system user, as whom the database must run, cannot enter.
 */
export function homeWithDatabase(wished: string): Home {
  const folder = resolve(wished);
  if (process.getuid?.() !== 0 || opensToOthers(folder)) return { folder: writable(folder), wished: folder };
  const instead = join(systemFolder, createHash("sha256").update(folder).digest("hex").slice(0, 12));
  return { folder: writable(instead), wished: folder };
}

/** The folder of a program whose database is elsewhere. */
export function homeAlone(wished: string): Home {
  const folder = resolve(wished);
  return { folder: writable(folder), wished: folder };
}

function writable(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch {
    throw new CannotStart("folderNotWritable", { folder });
  }
}

/** Asked of the system itself, as a user with no rights of its own: modes alone do not tell. */
function opensToOthers(folder: string): boolean {
  let nearest = folder;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory()) return true; // nothing can be made there, and that is what must be told
  const nobody = 65_534;
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$0"', nearest], { cwd: "/", uid: nobody, gid: nobody }).status === 0
  );
}
