import type { Tx } from "@emeritus/records/db.ts";
import { keepFile } from "@emeritus/records/document.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { accepted, type Outcome, type Refusal, refused } from "./outcome.ts";

/** The largest paper we take, in bytes. */
export const largestPaper = 10_000_000;

/** Why a paper is not taken. */
export type PaperRefusal = "file-missing" | "file-too-large" | "file-kind-unknown";

const beginnings: readonly [mediaType: string, bytes: readonly number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** Pure. The kind of a paper by its first bytes, whatever its name says, or why it is not taken. */
export function decidePaper(
  bytes: Uint8Array | undefined,
): Outcome<{ mediaType: string }, Refusal<PaperRefusal>> {
  if (bytes === undefined || bytes.length === 0) return refused("file-missing");
  if (bytes.length > largestPaper) return refused("file-too-large", { size: bytes.length });
  const known = beginnings.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  return known === undefined ? refused("file-kind-unknown") : accepted({ mediaType: known[0] });
}

/** Keeps a paper and gives its SHA-256 in hexadecimal, or why it is not taken. */
export async function keepPaper(
  tx: Tx,
  fund: number,
  bytes: Uint8Array | undefined,
  instant: Instant,
): Promise<Outcome<string, Refusal<PaperRefusal>>> {
  const { accepted: taken, refused: no } = decidePaper(bytes);
  if (no) return { refused: no };
  return accepted(await keepFile(tx, fund, taken.mediaType, bytes!, instant));
}
