import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bankFolder } from "./bank-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bank-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const head = Buffer.from("HEAD\n");
const body = Buffer.from("BODY\n");
const whole = Buffer.concat([head, body]);
const file = { name: "november.ach", sha256: createHash("sha256").update(whole).digest("hex") };
const giveBody = async () => body;

it("keeps a draft with room for its head and gives its body back", () => {
  const bank = bankFolder(folder);
  bank.keepDraft(file.name, head.length, body);
  expect(Buffer.from(bank.draftBody(file.name, head.length)!)).toEqual(body);
  expect(bank.draftBody("december.ach", head.length)).toBeUndefined();
});

it("puts a file in its place whole, for its owner only, and removes the draft", async () => {
  const bank = bankFolder(folder);
  bank.keepDraft(file.name, head.length, body);
  await bank.makeReady(file, head, giveBody);
  expect(readFileSync(join(folder, "ready", file.name))).toEqual(whole);
  expect(statSync(join(folder, "ready", file.name)).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "drafts"))).toEqual([]);
});

it("refuses bytes that do not have the approved fingerprint, and leaves no file", async () => {
  const bank = bankFolder(folder);
  await expect(bank.makeReady(file, head, async () => Buffer.from("OTHER"))).rejects.toThrow(/fingerprint/);
  expect(readdirSync(join(folder, "ready"))).toEqual([]);
});

it("writes over what a killed process left half written", async () => {
  const bank = bankFolder(folder);
  writeFileSync(join(folder, "ready", `${file.name}.new`), "HEA");
  await bank.makeReady(file, head, giveBody);
  expect(readdirSync(join(folder, "ready"))).toEqual([file.name]);
});

it("hands a file over once, also after the bank has taken it", async () => {
  const bank = bankFolder(folder);
  await bank.makeReady(file, head, giveBody);
  expect(bank.handOver(file)).toBe("handed over");
  expect(bank.handOver(file)).toBe("already there");
  const [given] = readdirSync(join(folder, "sent"));
  renameSync(join(folder, "sent", given!), join(folder, "taken", given!));
  expect(bank.handOver(file)).toBe("already there");
  expect(readdirSync(join(folder, "sent"))).toEqual([]);
});

it("cannot say what the bank has when the bank's folder is gone, and sends nothing", async () => {
  const bank = bankFolder(folder);
  await bank.makeReady(file, head, giveBody);
  rmSync(join(folder, "taken"), { recursive: true });
  expect(bank.handOver(file)).toBe("cannot say");
  expect(readdirSync(join(folder, "sent"))).toEqual([]);
});
