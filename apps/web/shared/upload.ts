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
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
    if (part.file.truncated)
      tooLarge = wordsFor("en").errors.tooLarge.says({ most: `${Math.floor(most / 1_000_000)} MB` });
    else if (part.filename) file = { name: part.filename, bytes: Buffer.concat(chunks) };
  }
  if (!proven) prove(typed["csrf"]);
  return { typed, file, tooLarge };
}
