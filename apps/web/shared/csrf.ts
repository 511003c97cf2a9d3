import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Bytes of the part of a session's HMAC that stands in a form. */
const size = 16;

/**
 * A token for the forms of one session: an HMAC under the session's secret, masked anew each time so that it
 * cannot be read out of the size of compressed pages.
 */
export function csrfToken(session: string): string {
  const mask = randomBytes(size);
  return Buffer.concat([mask, xor(mask, proof(session))]).toString("base64url");
}

/** Whether a form's token belongs to the session. */
export function csrfFits(session: string, token: string | undefined): boolean {
  const bytes = Buffer.from(token ?? "", "base64url");
  if (bytes.length !== 2 * size) return false;
  return timingSafeEqual(xor(bytes.subarray(0, size), bytes.subarray(size)), proof(session));
}

/** Whether a request says that it comes from this site; browsers too old to say so must name this host as origin. */
export function sameSite(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = headers.origin;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host);
}

/** Signs a short text under a session's secret, so that a browser can keep it for us unchanged. */
export function sign(session: string, text: string): string {
  return `${Buffer.from(text).toString("base64url")}.${seal(session, text)}`;
}

/** The text that `sign` signed, or nothing when it is not ours. */
export function signed(session: string, value: string | undefined): string | undefined {
  const [text, mark] = (value ?? "").split(".");
  if (!text || !mark) return undefined;
  const plain = Buffer.from(text, "base64url").toString();
  const wanted = Buffer.from(seal(session, plain));
  const found = Buffer.from(mark);
  return found.length === wanted.length && timingSafeEqual(found, wanted) ? plain : undefined;
}

function seal(session: string, text: string): string {
  return createHmac("sha256", session).update("message").update(text).digest("base64url");
}

function proof(session: string): Buffer {
  return createHmac("sha256", session).update("form").digest().subarray(0, size);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, at) => byte ^ b[at]!));
}
