import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

/** A file of a conversion: its bytes, or a way to read them a piece after the other, again each time. */
export type FileBytes = Uint8Array | { readonly pieces: () => Iterable<Uint8Array> };

const pieceBytes = 4_194_304;
/** No field may be longer than a line, so a line break at which no quotation is open lies in the last two lines' length of a piece. */
const window = 16_384;
const quote = 0x22;
const lineFeed = 0x0a;

/** A file on disk, read a piece at a time. */
export const fileOnDisk = (path: string): FileBytes => ({
  *pieces() {
    const file = openSync(path, "r");
    try {
      for (;;) {
        const piece = Buffer.allocUnsafe(pieceBytes);
        const read = readSync(file, piece, 0, pieceBytes, null);
        if (read === 0) return;
        yield piece.subarray(0, read);
      }
    } finally {
      closeSync(file);
    }
  },
});

const piecesOf = (bytes: FileBytes): Iterable<Uint8Array> =>
  bytes instanceof Uint8Array ? inPieces(bytes) : bytes.pieces();

function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/**
 * A file as pieces that end with whole records, and its SHA-256 once all were taken. Where no line break outside quotation marks is
 * found near the end of a piece, its last line break ends it: such a file has a quotation mark that is not closed.
 */
export function* wholeRecords(bytes: FileBytes, hashed: (sha256: string) => void): Generator<Buffer> {
  const hash = createHash("sha256");
  let rest: Uint8Array = new Uint8Array(0);
  for (const piece of piecesOf(bytes)) {
    hash.update(piece);
    const joined = rest.length === 0 ? bufferOf(piece) : Buffer.concat([rest, piece]);
    const cut = joined.length < pieceBytes ? 0 : lastRecordEnd(joined);
    if (cut > 0) yield joined.subarray(0, cut);
    rest = joined.subarray(cut);
  }
  if (rest.length > 0) yield bufferOf(rest);
  hashed(hash.digest("hex"));
}

const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function lastRecordEnd(bytes: Buffer): number {
  const latest = bytes.lastIndexOf(lineFeed);
  let open = false;
  for (let at = bytes.indexOf(quote); at >= 0; at = bytes.indexOf(quote, at + 1)) open = !open;
  const least = Math.max(0, bytes.length - window);
  for (let at = bytes.length - 1; at >= least; at--) {
    if (bytes[at] === quote) open = !open;
    else if (bytes[at] === lineFeed && !open) return at + 1;
  }
  return latest + 1;
}
