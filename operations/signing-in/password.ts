import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const hash = promisify(argon2);

/** OWASP's second recommended setting of argon2id: 19 MiB, two passes, one lane; about 20 ms. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** A password as it may be stored: argon2id with its own salt, written as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await hash("argon2id", { message: password.normalize("NFKC"), nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(nonce)}$${plain(tag)}`;
}

/**
 * Whether a password fits a stored hash. Without a hash it takes the same time and says no, so that an unknown
 * account cannot be told from a wrong password by the clock.
 */
export async function passwordFits(password: string, stored: string | undefined): Promise<boolean> {
  const [, , , costs, salt, tag] = (stored ?? dummy).split("$");
  const [memory, passes, parallelism] = costs!.split(",").map((part) => Number(part.slice(2)));
  const wanted = Buffer.from(tag!, "base64");
  const found = await hash("argon2id", {
    message: password.normalize("NFKC"),
    nonce: Buffer.from(salt!, "base64"),
    memory: memory!,
    passes: passes!,
    parallelism: parallelism!,
    tagLength: wanted.length,
  });
  return timingSafeEqual(found, wanted) && stored !== undefined;
}

function plain(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}

const dummy = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(Buffer.alloc(16))}$${plain(Buffer.alloc(32))}`;
