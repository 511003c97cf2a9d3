import { createHmac, randomBytes } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Seconds for which one code stands (RFC 6238). */
export const stepSeconds = 30;

/** The time step of an instant given in milliseconds since 1970. */
export function stepAt(at: number): number {
  return Math.floor(at / 1000 / stepSeconds);
}

/** The six digits that an authenticator with this base32 secret shows at an instant in milliseconds since 1970 (RFC 6238, SHA-1). */
export function totpCode(secret: string, at: number): string {
  return codeOfStep(secret, stepAt(at));
}

/** The six digits of one time step. */
export function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = digest[digest.length - 1]! & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A new authenticator secret of 160 bits, in base32. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(20));
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join("");
}

function fromBase32(text: string): Buffer {
  const letters = text.toUpperCase().replace(/[\s=]/g, "");
  const bits = [...letters].map((letter) => {
    const value = alphabet.indexOf(letter);
    if (value < 0)
      throw new Error("an authenticator secret is written with the letters A-Z and the digits 2-7");
    return value.toString(2).padStart(5, "0");
  });
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
