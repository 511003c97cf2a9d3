/** Where a trace keeps what the nodes of the law gave: found once for each node where it stands, and then known for every person. */
import { freeLevels, type Node } from "../node.ts";
import { homeOf, nameOf, type Frame, type Stored } from "./frames.ts";
import type { ReadBinding, ReadScope } from "./parts.ts";
import type { Tracing } from "./tracing.ts";

/** What is noted of an operation besides its value. */
const NOTED: Partial<Record<Node["op"], "which" | "row" | "frames" | "window" | "search">> = {
  all: "which",
  any: "which",
  cases: "which",
  greater: "which",
  lesser: "which",
  dated: "row",
  over: "frames",
  union: "frames",
  spans: "frames",
  carry: "frames",
  course: "frames",
  window: "window",
  search: "search",
};

/** What a trace holds of one node where it stands. */
export class Spot {
  readonly name: string;
  readonly home: Frame;
  /** How its value is kept, where it has one of its own. */
  readonly stored: Stored | undefined;
  /** The place of what is noted of it. */
  readonly noted: number | undefined;
  readonly #compiler: Tracing;
  #inside: Layout | undefined;

  constructor(compiler: Tracing, node: Node, scope: ReadScope, env: readonly (ReadBinding | undefined)[]) {
    const { interner } = compiler;
    this.#compiler = compiler;
    this.name = nameOf(interner.id(node), freeLevels(node), scope.id, env);
    this.home = homeOf(interner.depthOf(node), env as readonly ReadBinding[], scope.frame);
    this.stored = compiler.stored.get(`${this.name}/${this.home.id}`);
    const what = NOTED[node.op];
    this.noted = what && this.home.find(`${what} ${this.name}`);
  }

  /** Where what stands inside it is kept: the rows of its loop, or what is supposed by it. */
  get inside(): Layout {
    return (this.#inside ??= new Layout());
  }
  /** The frame of its turns. */
  get turns(): Frame {
    return this.#compiler.frames.loop(this.name, this.home);
  }
}

/** The spots of the nodes of one place: a rule under the same suppositions, or the inside of a binder there. */
export class Layout {
  readonly #spots = new Map<Node, Spot>();

  spot(compiler: Tracing, node: Node, scope: ReadScope, env: readonly (ReadBinding | undefined)[]): Spot {
    let spot = this.#spots.get(node);
    if (!spot) this.#spots.set(node, (spot = new Spot(compiler, node, scope, env)));
    return spot;
  }
}

/** What is the same for everybody under one supposition: where values are kept, and which rules it moves. */
export class Supposed {
  readonly layout = new Layout();
  readonly touched = new Map<string, boolean>();
}
