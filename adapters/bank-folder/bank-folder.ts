import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Bank, HandOver, OutgoingFile } from "@emeritus/ports/bank.ts";

/**
 * A bank that takes files from a folder. Ours are `drafts` and `ready`; the bank's are `sent`, where we put a file under its
 * fingerprint, and `taken`, where the bank's agent moves it under the same name. Only the owner can read any of them.
 */
export function bankFolder(folder: string): Bank {
  const draft = (name: string) => join(folder, "drafts", name);
  const ready = (name: string) => join(folder, "ready", name);
  const givenName = ({ name, sha256 }: OutgoingFile) => `${sha256}-${name}`;
  for (const part of ["drafts", "ready", "sent", "taken"])
    mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });

  return {
    keepDraft(name, headBytes, body) {
      removeTemporaries(join(folder, "drafts"), name);
      write(draft(`${name}.new`), [Buffer.alloc(headBytes, 0x20), body], false);
      renameSync(draft(`${name}.new`), draft(name));
    },

    draftBody(name, headBytes) {
      return existsSync(draft(name)) ? readFileSync(draft(name)).subarray(headBytes) : undefined;
    },

    async makeReady(file, head, body) {
      if (existsSync(ready(file.name)) && hashOf(readFileSync(ready(file.name))) === file.sha256) return;
      removeTemporaries(join(folder, "ready"), file.name);
      const bytes = Buffer.concat([head, await body()]);
      if (hashOf(bytes) !== file.sha256)
        throw new Error(`The file ${file.name} does not have the approved fingerprint.`);
      write(ready(`${file.name}.new`), [bytes], true);
      renameSync(ready(`${file.name}.new`), ready(file.name));
      syncFolder(join(folder, "ready"));
      rmSync(draft(file.name), { force: true });
    },

    handOver(file): HandOver {
      const [sent, taken] = [join(folder, "sent"), join(folder, "taken")];
      if (!existsSync(sent) || !existsSync(taken)) return "cannot say";
      if (existsSync(join(sent, givenName(file))) || existsSync(join(taken, givenName(file))))
        return "already there";
      const bytes = readFileSync(ready(file.name));
      if (hashOf(bytes) !== file.sha256)
        throw new Error(`The file ${file.name} does not have the approved fingerprint.`);
      const arriving = join(sent, `.${givenName(file)}`);
      write(arriving, [bytes], true);
      renameSync(arriving, join(sent, givenName(file)));
      syncFolder(sent);
      return "handed over";
    },
  };
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function removeTemporaries(folder: string, name: string): void {
  for (const left of readdirSync(folder))
    if (left === `${name}.new`) rmSync(join(folder, left), { force: true });
}

function write(path: string, parts: readonly Uint8Array[], durable: boolean): void {
  const handle = openSync(path, "w", 0o600);
  try {
    for (const part of parts) for (let done = 0; done < part.length;) done += writeSync(handle, part, done);
    if (durable) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
