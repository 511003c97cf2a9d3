/** Where a text stops being JSON (RFC 8259). */
export class JsonFault extends Error {
  override readonly name = "JsonFault";
  readonly at: number;
  constructor(at: number) {
    super("not JSON");
    this.at = at;
  }
}

/** What a value begins as. */
export type ValueKind = "object" | "list" | "text" | "number" | "truth" | "null";

const deepest = 32;
const longestName = 64;
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const encoder = new TextEncoder();
/** Keeps a byte order mark within the text: a name with one before it is another name. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const code = (text: string): number => text.charCodeAt(0);
const escapes: Readonly<Record<number, number>> = {
  [quote]: quote,
  [backslash]: backslash,
  [code("/")]: code("/"),
  [code("b")]: 8,
  [code("f")]: 12,
  [code("n")]: 10,
  [code("r")]: 13,
  [code("t")]: 9,
};

/**
 * Walks over JSON in UTF-8 bytes without making anything of it but what is copied into `scratch`: `used` counts on beyond its
 * end, where nothing is written any more. Every fault throws a JsonFault.
 */
export class JsonText {
  readonly #bytes: Uint8Array;
  readonly scratch: Uint8Array;
  used = 0;
  at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array, scratch: Uint8Array) {
    this.#bytes = bytes;
    this.scratch = scratch;
  }

  #fault(): never {
    throw new JsonFault(this.at);
  }

  #blanks(): void {
    for (;;) {
      const byte = this.#bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at += 1;
    }
  }

  #expect(byte: number): void {
    this.#blanks();
    if (this.#bytes[this.at] !== byte) this.#fault();
    this.at += 1;
  }

  /** What the next value begins as. */
  kind(): ValueKind {
    this.#blanks();
    const byte = this.#bytes[this.at];
    if (byte === code("{")) return "object";
    if (byte === code("[")) return "list";
    if (byte === quote) return "text";
    if (byte === code("t") || byte === code("f")) return "truth";
    if (byte === code("n")) return "null";
    if (byte === code("-") || (byte !== undefined && byte >= 0x30 && byte <= 0x39)) return "number";
    return this.#fault();
  }

  /** Reads an object; `take` must read the value of each name. */
  object(take: (name: string) => void): void {
    this.#members(code("{"), code("}"), () => {
      this.#blanks();
      const name = this.readString();
      this.#expect(colon);
      take(name);
    });
  }

  /** Reads a list; `take` must read each value. */
  list(take: () => void): void {
    this.#members(code("["), code("]"), take);
  }

  #members(open: number, close: number, take: () => void): void {
    this.#expect(open);
    if (++this.#depth > deepest) this.#fault();
    this.#blanks();
    if (this.#bytes[this.at] === close) this.at += 1;
    else
      for (;;) {
        take();
        this.#blanks();
        const byte = this.#bytes[this.at];
        if (byte !== comma && byte !== close) this.#fault();
        this.at += 1;
        if (byte === close) break;
      }
    this.#depth -= 1;
  }

  /** Reads over a value of any kind. */
  skip(): void {
    const kind = this.kind();
    if (kind === "object") this.object(() => this.skip());
    else if (kind === "list") this.list(() => this.skip());
    else if (kind === "truth") this.truth();
    else if (kind === "null") this.#word("null");
    else {
      const used = this.used;
      this.used = this.scratch.length;
      if (kind === "text") this.copyString();
      else this.copyNumber();
      this.used = used;
    }
  }

  #word(word: string): void {
    for (let place = 0; place < word.length; place += 1, this.at += 1)
      if (this.#bytes[this.at] !== word.charCodeAt(place)) this.#fault();
  }

  /** Reads true or false. */
  truth(): boolean {
    this.#blanks();
    const is = this.#bytes[this.at] === code("t");
    this.#word(is ? "true" : "false");
    return is;
  }

  /** Reads a short string, such as a name; a longer one is cut after `longestName` characters. */
  readString(): string {
    this.#expect(quote);
    let text = "";
    for (let at = this.at; at - this.at <= longestName; at += 1) {
      const byte = this.#bytes[at]!;
      if (byte === quote) {
        this.at = at + 1;
        return text;
      }
      if (byte === undefined || byte < 0x20 || byte === backslash || byte >= 0x80) break;
      text += String.fromCharCode(byte);
    }
    this.at -= 1;
    return this.#longString();
  }

  #longString(): string {
    const { used, scratch } = this;
    const kept = scratch.slice();
    this.used = 0;
    this.copyString();
    const text = decoder.decode(scratch.subarray(0, Math.min(this.used, 4 * longestName)));
    scratch.set(kept);
    this.used = used;
    return text.slice(0, longestName);
  }

  /** Copies a string, its escapes undone, into the scratch. */
  copyString(): void {
    this.#expect(quote);
    for (;;) {
      const byte = this.#bytes[this.at];
      if (byte === undefined || byte < 0x20) this.#fault();
      this.at += 1;
      if (byte === quote) return;
      if (byte === backslash) this.#escape();
      else this.#byte(byte);
    }
  }

  #byte(byte: number): void {
    if (this.used < this.scratch.length) this.scratch[this.used] = byte;
    this.used += 1;
  }

  #escape(): void {
    const byte = this.#bytes[this.at] ?? 0;
    this.at += 1;
    if (byte !== code("u")) {
      const plain = escapes[byte];
      if (plain === undefined) this.#fault();
      this.#byte(plain);
      return;
    }
    const first = this.#hex();
    if (first >= 0xdc00 && first <= 0xdfff) this.#fault();
    if (first < 0xd800 || first > 0xdbff) return this.append(String.fromCharCode(first));
    this.#word("\\u");
    const second = this.#hex();
    if (second < 0xdc00 || second > 0xdfff) this.#fault();
    this.append(String.fromCharCode(first, second));
  }

  #hex(): number {
    let value = 0;
    for (let place = 0; place < 4; place += 1, this.at += 1) {
      const digit = "0123456789abcdef".indexOf(String.fromCharCode(this.#bytes[this.at] ?? 0).toLowerCase());
      if (digit < 0) this.#fault();
      value = value * 16 + digit;
    }
    return value;
  }

  /** Copies a number as it is written. */
  copyNumber(): void {
    this.#blanks();
    const bytes = this.#bytes;
    const from = this.at;
    if (bytes[this.at] === code("-")) this.at += 1;
    if (bytes[this.at] === 0x30) this.at += 1;
    else this.#digits();
    if (bytes[this.at] === code(".")) {
      this.at += 1;
      this.#digits();
    }
    if (bytes[this.at] === code("e") || bytes[this.at] === code("E")) {
      this.at += 1;
      if (bytes[this.at] === code("+") || bytes[this.at] === code("-")) this.at += 1;
      this.#digits();
    }
    for (let at = from; at < this.at; at += 1) this.#byte(bytes[at]!);
  }

  #digits(): void {
    const from = this.at;
    for (;;) {
      const byte = this.#bytes[this.at];
      if (byte === undefined || byte < 0x30 || byte > 0x39) break;
      this.at += 1;
    }
    if (this.at === from) this.#fault();
  }

  /** Adds text to the scratch. */
  append(text: string): void {
    for (const byte of encoder.encode(text)) this.#byte(byte);
  }

  /** Nothing but blanks may follow. */
  end(): void {
    this.#blanks();
    if (this.at !== this.#bytes.length) this.#fault();
  }
}
