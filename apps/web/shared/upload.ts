import type { FastifyRequest } from "fastify";
import { wordsFor } from "@emeritus/words/index.ts";
import type { Typed } from "./asked.ts";

/** A file beyond the size that its form takes. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** What a multipart form brought; the CSRF token must stand before the file, so that a forged file is never read. */
export async function readUpload(
  request: FastifyRequest,
  most: number,
  prove: (token: string | undefined) => void,
): Promise<{
  typed: Typed;
  file: { name: string; bytes: Buffer } | undefined;
  tooLarge: string | undefined;
}> {
  const typed: Record<string, string> = {};
  let file: { name: string; bytes: Buffer } | undefined;
  let tooLarge: string | undefined;
  let proven = false;
  for await (const part of request.parts({ limits: { fileSize: most, files: 1, fields: 50 } })) {
    if (part.type === "field") {
      typed[part.fieldname] = String(part.value);
      continue;
    }
    prove(typed["csrf"]);
    proven = true;
    const bytes = await gathered(part.file, Math.min(announcedBytes(request), most));
    if (part.file.truncated)
      tooLarge = wordsFor("en").errors.tooLarge.says({ most: `${Math.floor(most / 1_000_000)} MB` });
    else if (part.filename) file = { name: part.filename, bytes };
  }
  if (!proven) prove(typed["csrf"]);
  return { typed, file, tooLarge };
}

/** How many bytes a request says that it has; 0 where it does not say. */
function announcedBytes({ headers }: FastifyRequest): number {
  const announced = Number(headers["content-length"]);
  return Number.isSafeInteger(announced) && announced > 0 ? announced : 0;
}

/** What a stream brings, put where it stays: as far as its size was announced, a large file is not held twice. */
async function gathered(stream: AsyncIterable<Buffer>, announced: number): Promise<Buffer> {
  const room = Buffer.allocUnsafe(announced);
  const beyond: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const held = chunk.copy(room, size);
    size += held;
    if (held < chunk.length) beyond.push(chunk.subarray(held));
  }
  const within = room.subarray(0, size);
  return beyond.length === 0 ? within : Buffer.concat([within, ...beyond]);
}
