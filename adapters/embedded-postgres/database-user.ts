import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";

/** The system user that the database runs as; PostgreSQL refuses to run as root. */
export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

const name = "emeritus";

/** The user for the database: nobody else when we are not root, else the owner of its data or our own system user. */
export function databaseUser(dataFolder: string): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(dataFolder) ?? namedUser() ?? createdUser();
}

function ownerOf(folder: string): DatabaseUser | undefined {
  const owner = statSync(folder, { throwIfNoEntry: false });
  return owner === undefined || owner.uid === 0 ? undefined : { uid: owner.uid, gid: owner.gid };
}

function namedUser(): DatabaseUser | undefined {
  const uid = idOf("-u");
  const gid = idOf("-g");
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function idOf(option: "-u" | "-g"): number | undefined {
  const answer = spawnSync("id", [option, name], { encoding: "utf8" });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}

function createdUser(): DatabaseUser {
  const ways: readonly [string, readonly string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]],
    ["adduser", ["-S", "-H", "-D", name]],
  ];
  for (const [program, args] of ways) {
    spawnSync(program, args);
    const user = namedUser();
    if (user !== undefined) return user;
  }
  throw new CannotStart("noDatabaseUser", { user: name });
}
