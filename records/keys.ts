import { createCipheriv, createDecipheriv, hash as digest, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";

/** Where a sealed value belongs: table, field and row. It opens nowhere else. */
export type Place = readonly (string | number)[];

/** A sealed value and the number of the key that sealed it. */
export interface Sealed {
  readonly keyNo: number;
  readonly bytes: Buffer;
}

/** The hash by which a closed value is found, and the number of its key. */
export interface Lookup {
  readonly keyNo: number;
  readonly hash: Buffer;
}

/** The keys that seal closed values and hash them for look-up. Both are secret: the values are guessable. */
export interface Keys {
  /** Seals a text for one place with the newest key (AES-256-GCM). */
  seal(place: Place, text: string): Sealed;
  /** Opens what was sealed for this place; throws CannotOpen when the place, the key or the bytes are not the same. */
  open(place: Place, sealed: Uint8Array): string;
  /** The hash of a value under the newest look-up key (the first 16 bytes of HMAC-SHA-256). */
  lookup(field: string, text: string): Lookup;
  /** The hashes of a value under every look-up key still kept, newest first, in hexadecimal. */
  lookups(field: string, text: string): string[];
  /** The hashes of many values under every look-up key still kept, newest first, one after another without a gap: value by value. */
  manyLookups(field: string, texts: readonly string[]): Buffer;
  /** The number of the newest key that seals. */
  readonly cipherNo: number;
  /** The number of the newest look-up key. */
  readonly lookupNo: number;
}

/** Why the keys cannot be used; the code's words are in the catalogue. */
export class KeysRefused extends Error {
  override name = "KeysRefused";
  readonly code: "missing" | "readableByOthers" | "damaged";
  readonly file: string;
  constructor(code: KeysRefused["code"], file: string) {
    super(
      {
        missing: `The key file ${file} is missing.`,
        readableByOthers: `The key file ${file} can be read by others; its mode must be 600.`,
        damaged: `The key file ${file} is damaged.`,
      }[code],
    );
    this.code = code;
    this.file = file;
  }
}

/** A sealed value does not open here: it was moved, changed, or its key is not at hand. */
export class CannotOpen extends Error {
  override name = "CannotOpen";
}

interface KeyFile {
  readonly cipher: Record<string, string>;
  readonly lookup: Record<string, string>;
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 2;
const version = 1;
/** Length of the hash of a closed value. */
export const lookupBytes = 16;

/** Makes a key file with one key of each kind; an existing file is never overwritten. */
export function createKeys(file: string): Keys {
  const keys: KeyFile = { cipher: { 1: newKey() }, lookup: { 1: newKey() } };
  write(file, keys, "wx");
  return keysOf(keys);
}

/** Reads the key file. Throws KeysRefused when it is missing, damaged or readable by others. */
export function loadKeys(file: string): Keys {
  return keysOf(read(file));
}

/** Adds a new key of a kind to the file, which is used from the next load on; the older ones stay until nothing needs them. */
export function addKey(file: string, kind: "cipher" | "lookup"): Keys {
  const keys = read(file);
  const next = { ...keys, [kind]: { ...keys[kind], [newestOf(keys[kind]) + 1]: newKey() } };
  replace(file, next);
  return keysOf(next);
}

/** Takes from the file every key of a kind but the newest, once nothing is sealed or found by them. */
export function dropOldKeys(file: string, kind: "cipher" | "lookup"): Keys {
  const keys = read(file);
  const newest = newestOf(keys[kind]);
  const next = { ...keys, [kind]: { [newest]: keys[kind][newest]! } };
  replace(file, next);
  return keysOf(next);
}

/** Keys that live in memory only, for tests. */
export const temporaryKeys = (): Keys => keysOf({ cipher: { 1: newKey() }, lookup: { 1: newKey() } });

const newKey = (): string => randomBytes(keyBytes).toString("hex");

const newestOf = (keys: Record<string, string>): number => Math.max(...Object.keys(keys).map(Number));

function read(file: string): KeyFile {
  if (!existsSync(file)) throw new KeysRefused("missing", file);
  if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
    throw new KeysRefused("readableByOthers", file);
  try {
    const keys = JSON.parse(readFileSync(file, "utf8")) as KeyFile;
    for (const kind of [keys.cipher, keys.lookup])
      if (Object.keys(kind).length === 0 || !Object.values(kind).every((key) => /^[0-9a-f]{64}$/.test(key)))
        throw new Error();
    return keys;
  } catch {
    throw new KeysRefused("damaged", file);
  }
}

function write(file: string, keys: KeyFile, flag: "w" | "wx"): void {
  const handle = openSync(file, flag, 0o600);
  try {
    writeSync(handle, `${JSON.stringify(keys, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function replace(file: string, keys: KeyFile): void {
  write(`${file}.new`, keys, "w");
  renameSync(`${file}.new`, file);
}

function keysOf(file: KeyFile): Keys {
  const bytesOf = (keys: Record<string, string>) =>
    new Map(Object.entries(keys).map(([no, key]) => [Number(no), Buffer.from(key, "hex")]));
  const ciphers = bytesOf(file.cipher);
  const lookups = bytesOf(file.lookup);
  const cipherNo = newestOf(file.cipher);
  const lookupNo = newestOf(file.lookup);
  const hmacs = new Map([...lookups].map(([keyNo, key]) => [keyNo, hmacWith(key)]));
  const newestFirst = [...lookups.keys()].toSorted((a, b) => b - a);
  const hashesOf = (keyNos: readonly number[], field: string, texts: readonly string[]): Buffer => {
    const hashes = Buffer.allocUnsafe(texts.length * keyNos.length * lookupBytes);
    const each = keyNos.map((keyNo) => hmacs.get(keyNo)!);
    let at = 0;
    for (const text of texts)
      for (const hmac of each) at += hashes.write(hmac(`${field}\n${text}`), at, lookupBytes, "latin1");
    return hashes;
  };
  return {
    cipherNo,
    lookupNo,
    seal: (place, text) => ({ keyNo: cipherNo, bytes: seal(ciphers.get(cipherNo)!, cipherNo, place, text) }),
    open: (place, sealed) => open(ciphers, place, sealed),
    lookup: (field, text) => ({ keyNo: lookupNo, hash: hashesOf([lookupNo], field, [text]) }),
    lookups: (field, text) => newestFirst.map((keyNo) => hashesOf([keyNo], field, [text]).toString("hex")),
    manyLookups: (field, texts) => hashesOf(newestFirst, field, texts),
  };
}

const blockBytes = 64;
const digestBytes = 32;
const longestText = 256;

/**
 * HMAC-SHA-256 (RFC 2104) of many short texts under one key, a character a byte: two plain digests over kept blocks take a third
 * of the time of a new Hmac each.
 */
function hmacWith(key: Buffer): (text: string) => string {
  const padded = Buffer.alloc(blockBytes);
  key.copy(padded);
  const inner = Buffer.alloc(blockBytes + longestText);
  const outer = Buffer.alloc(blockBytes + digestBytes);
  for (let at = 0; at < blockBytes; at++) {
    inner[at] = padded[at]! ^ 0x36;
    outer[at] = padded[at]! ^ 0x5c;
  }
  return (text) => {
    const length = Buffer.byteLength(text);
    if (length > longestText) throw new RangeError("This value is too long to be found by hash.");
    inner.write(text, blockBytes);
    outer.write(digest("sha256", inner.subarray(0, blockBytes + length), "latin1"), blockBytes, "latin1");
    return digest("sha256", outer, "latin1");
  };
}

const placeBytes = (place: Place): Buffer => Buffer.from(JSON.stringify(place));

/** Version, key number, nonce, text, tag. */
function seal(key: Buffer, keyNo: number, place: Place, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(placeBytes(place));
  const sealed = [
    Buffer.from([version, keyNo]),
    nonce,
    cipher.update(text, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ];
  return Buffer.concat(sealed);
}

function open(keys: ReadonlyMap<number, Buffer>, place: Place, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const key = keys.get(bytes[1] ?? 0);
  if (bytes[0] !== version || key === undefined || bytes.length < headBytes + nonceBytes + tagBytes)
    throw new CannotOpen("The key of this sealed value is not at hand.");
  const nonce = bytes.subarray(headBytes, headBytes + nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes }).setAAD(
    placeBytes(place),
  );
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = bytes.subarray(headBytes + nonceBytes, -tagBytes);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
  } catch {
    throw new CannotOpen("This sealed value was changed, or belongs to another place.");
  }
}
