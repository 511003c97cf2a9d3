import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, it } from "vitest";

import { folderOutbox } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "outbox-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("handing the same letter over twice leaves one file, readable by its owner only", async () => {
  const outbox = folderOutbox(join(folder, "letters"));
  const letter = {
    letter: 7,
    sha256: "ab".repeat(32),
    mediaType: "application/pdf",
    addressee: ["A"],
    file: new TextEncoder().encode("%PDF"),
  } as const;
  await outbox.hand(letter);
  await outbox.hand(letter);
  const files = readdirSync(join(folder, "letters"));
  expect(files).toEqual(["letter-7-abababababababab.pdf"]);
  expect(readFileSync(join(folder, "letters", files[0]!), "utf8")).toBe("%PDF");
  expect(statSync(join(folder, "letters", files[0]!)).mode & 0o777).toBe(0o600);
});
