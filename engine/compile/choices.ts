/** Conditions, cases and values that may not exist, in code. */
import { conditionVal, numberVal, type Block, type Val, type Way } from "../emit.ts";
import type { Node, NodeOf } from "../node.ts";
import { NONE } from "../runtime.ts";
import { bind, type Env, type Formulas, type Scope } from "./formulas.ts";
import { branch } from "./numbers.ts";

/** Conditions together, each computed only where those before it do not decide. */
export function conditionsVal(
  c: Formulas,
  node: NodeOf<"all" | "any">,
  block: Block,
  scope: Scope,
  env: Env,
): Val {
  const every = node.op === "all";
  let code = `${every}`;
  for (const arg of node.args) {
    if (code === `${!every}`) break;
    const inner = block.child();
    const next = c.condition(arg, inner, scope, env);
    if (code === `${every}`) {
      block.add(...inner.lines);
      code = next;
    } else if (inner.lines.length === 0) {
      if (next === `${!every}`) code = next;
      else if (next !== `${every}`) code = `(${code}${every ? "&&" : "||"}${next})`;
    } else {
      const name = block.names.fresh("t");
      inner.add(`${name}=${next};`);
      block.add(`let ${name}=${!every};`);
      block.nest(`if(${every ? code : `!${code}`})`, inner);
      code = name;
    }
  }
  return conditionVal(code);
}

/** The arms from one on, each in a branch of its own. */
export function casesVal(c: Formulas, node: Node, i: number, block: Block, scope: Scope, env: Env): Val {
  if (i === node.args.length - 1) return c.val(node.args[i]!, block, scope, env);
  const code = c.condition(node.args[i]!, block, scope, env);
  if (code === "false") return casesVal(c, node, i + 2, block, scope, env);
  if (code === "true") return c.val(node.args[i + 1]!, block, scope, env);
  const [holds, fails] = [block.child(), block.child()];
  const ways: Way[] = [
    { block: holds, val: c.val(node.args[i + 1]!, holds, scope, env) },
    { block: fails, val: casesVal(c, node, i + 2, fails, scope, env) },
  ];
  return branch(block, code, ways);
}

/** What follows from a value if there is one. */
export function ifAnyVal(c: Formulas, node: NodeOf<"ifAny">, block: Block, scope: Scope, env: Env): Val {
  const [value, body, otherwise] = node.args as [Node, Node, Node];
  const found = block.shortVal(c.val(value, block, scope, env));
  const inside = (inner: Block): Val =>
    c.val(
      body,
      inner,
      scope,
      bind(env, node.level, { val: found.is === "number" ? numberVal(found.num) : found }),
    );
  if (found.is !== "number" || !found.none) return inside(block.apart());
  if (found.num.code === `${NONE}`) return c.val(otherwise, block, scope, env);
  const [there, absent] = [block.child(), block.child()];
  const ways: Way[] = [
    { block: there, val: inside(there) },
    { block: absent, val: c.val(otherwise, absent, scope, env) },
  ];
  return branch(block, `${found.num.code}!==${NONE}`, ways);
}
