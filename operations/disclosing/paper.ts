import type { Tx } from "@emeritus/records/db.ts";
import { keepFile } from "@emeritus/records/document.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { largestPaper, mediaTypeOf } from "../retiring/send-document.ts";

/** Why a paper is not taken. */
export type PaperRefusal = "file-missing" | "file-too-large" | "file-kind-unknown";

/** Pure. The kind of a paper by its first bytes, or why it is not taken. */
export function decidePaper(bytes: Uint8Array): Outcome<{ mediaType: string }, Refusal<PaperRefusal>> {
  if (bytes.length === 0) return refused("file-missing");
  if (bytes.length > largestPaper) return refused("file-too-large", { size: bytes.length });
  const mediaType = mediaTypeOf(bytes);
  return mediaType === undefined ? refused("file-kind-unknown") : accepted({ mediaType });
}

/** Keeps the paper on which a release rests and gives its SHA-256 in hexadecimal, or why it is not taken. */
export async function keepPaper(
  tx: Tx,
  fund: number,
  bytes: Uint8Array,
  instant: Instant,
): Promise<Outcome<string, Refusal<PaperRefusal>>> {
  const { accepted: taken, refused: no } = decidePaper(bytes);
  if (no) return { refused: no };
  return accepted(await keepFile(tx, fund, taken.mediaType, bytes, instant));
}
