/**
 * Where a trace keeps what a formula gave: a frame for each member, and one for each turn of a loop that an explanation shows.
 * A frame is a run of numbers in a typed column. What a place in it holds depends on the formula alone, so that the program which writes
 * and the reader which lays the parts out name the same place without asking the member.
 */

import type { Exact } from "../exact.ts";

/** How a kept number becomes a value. */
export interface Stored {
  readonly is: "number" | "condition" | "tenure";
  readonly at: number;
  /** What one of it is worth. */
  readonly factor: Exact;
  /** Whether the divisor of this member stands behind it. */
  readonly divided: boolean;
  /** Whether it is beyond 2^53, and its last 50 bits stand behind that. */
  readonly big: boolean;
}

/** The layout of one frame. */
export class Frame {
  readonly id: number;
  readonly depth: number;
  #size: number;
  readonly #places = new Map<string, number>();

  /** A frame at a depth of loops; a loop's frame begins with where the next turn begins, and with what the turn is about. */
  constructor(id: number, depth: number) {
    this.id = id;
    this.depth = depth;
    this.#size = depth === 0 ? 0 : 2;
  }

  /** How many numbers it holds so far. */
  get size(): number {
    return this.#size;
  }
  /** The variable of its beginning in generated code. */
  get base(): string {
    return this.depth === 0 ? "b" : `q${this.id}`;
  }
  /** The place of something with a name, made for so many numbers when it is first asked for. */
  place(name: string, numbers = 1): number {
    let at = this.#places.get(name);
    if (at === undefined) {
      at = this.#size;
      this.#places.set(name, at);
      this.#size += numbers;
    }
    return at;
  }
  /** The place of something that was written, if it was. */
  find(name: string): number | undefined {
    return this.#places.get(name);
  }
  /** A place in generated code. */
  code(place: number): string {
    return `${this.depth === 0 ? "D" : "V"}[${this.base}+${place}]`;
  }
  /** What stands in generated code for the size while it still grows. */
  get mark(): string {
    return `@size${this.id}@`;
  }
}

/** The frames of a program: one for the member, and one for each loop in its place. */
export class Frames {
  readonly root = new Frame(0, 0);
  readonly #loops = new Map<string, Frame>();
  readonly #scopes = new Map<string, number>();

  /** The frame of a loop's turns, by the loop's name and the frame in which it stands. */
  loop(name: string, outside: Frame): Frame {
    const key = `${name}/${outside.id}`;
    let frame = this.#loops.get(key);
    if (!frame) this.#loops.set(key, (frame = new Frame(this.#loops.size + 1, outside.depth + 1)));
    return frame;
  }
  /** One number for each supposition in its place; above those that an ordinary compiler gives. */
  scope(name: string, frame: Frame): number {
    const key = `${name}/${frame.id}`;
    let id = this.#scopes.get(key);
    if (id === undefined) this.#scopes.set(key, (id = 1_000_000 + this.#scopes.size));
    return id;
  }
  /** Generated code with the sizes of all frames. */
  sized(source: string): string {
    const sizes = new Map([this.root, ...this.#loops.values()].map((frame) => [`${frame.id}`, frame.size]));
    return source.replaceAll(/@size(\d+)@/g, (_, id: string) => `${sizes.get(id)}`);
  }
}

/** What a binder bound, as far as it matters where a value is kept. */
interface Framed {
  readonly frame?: Frame;
  /** The name of what bound a value without a loop: the same formula stands for another value there. */
  readonly tag?: string;
}

/** The name of a node, by its formula, the suppositions around it, and the values without a loop on which it depends. */
export function nameOf(
  id: number,
  levels: number,
  scope: number,
  env: readonly (Framed | undefined)[],
): string {
  let name = `${id}@${scope}`;
  for (let level = 0, left = levels; left !== 0; level++, left >>>= 1) {
    const tag = (left & 1) === 1 ? env[level]?.tag : undefined;
    if (tag !== undefined) name += `(${tag})`;
  }
  return name;
}

/**
 * The frame of a value: that of the innermost loop on which it depends, given how many binders it depends on, or that of the supposition
 * under which it stands.
 */
export function homeOf(depth: number, env: readonly Framed[], scope: Frame): Frame {
  const frame = depth > 0 ? env[depth - 1]?.frame : undefined;
  return frame && frame.depth > scope.depth ? frame : scope;
}
