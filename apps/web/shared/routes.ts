/**
 * How to add a screen, in one screen.
 *
 *   // apps/web/office/cases.tsx, and one line `import "./office/cases.tsx";` in apps/web/pages.ts
 *   const show = async ({ system, actor, params, words, typed, problems }: Asked<"/office/cases/:case">) => {
 *     const seen = await readCase(system, actor, params.case);      // the operation asks `allow` itself
 *     return { title: words.retirement.case.title, body: <CasePage seen={seen} /> };
 *   };
 *   page({ path: "/office/cases/:case", owner: "retirement", may: "read a case", show });
 *   form({
 *     path: "/office/cases/:case/verify", owner: "retirement", may: "verify a case",
 *     body: z.object({ note: z.string().min(1, "noteMissing") }),   // keys in the order of the page; messages are keys of `says`
 *     says: (words) => words.retirement.problems,
 *     bad: show,                                                    // the same page again, with 422 and an error summary
 *     take: async ({ system, actor, params, body, key }) => {
 *       const { refused } = await verifyCase(system, actor, { key, case: params.case, note: body.note });
 *       if (refused) return again({ field: "note", says: refused.code });
 *       return see(link("/office/cases/:case", { case: params.case }), "The case is verified.");   // 303 and a message
 *     },
 *   });
 *
 * - `owner` and `may` are required; `may` is an action of operations/permissions.ts, or "anyone" for public pages.
 *   A route registered past these functions stops the start. Pages whose subject is neither the actor's own record nor the
 *   fund give `subject`, so that the framework refuses before the page is shown: `subject: ({ params }) => ({ person: Number(params.person) })`.
 * - The first part of the path is the hat: /member, /employer, /office. Only the roles of that hat count there.
 *   On /member pages the subject is the actor's own person unless `subject` says otherwise.
 * - `<Form action={link(...)}>` adds the CSRF token and a `key` (for idempotent commands). Fields named `birth.month`,
 *   `birth.day`, `birth.year` arrive as `body.birth = { month, day, year }`. What was typed comes back by itself, except passwords.
 * - An act that changes what benefits rest on is seen before it is done: `seeFirst: { about: ({ params }) => [person], back: ... }` on its
 *   form tries it, undoes it, and shows what it would do, to be confirmed; an act that would change nothing of the kind is done at once.
 *   An act about very many looks in its own transaction: it asks `seen(effects)` and answers `{ unseen: effects }` where they were not.
 * - Files: `upload: { most: 25_000_000 }` on the form, `<Form upload>` on the page; `file` is `{ name, bytes }` in `take`.
 * - Progress: `events({ path, owner, may, watch: async function* () { yield { done, of, text } } })` with `<Progress events={link(...)} />`.
 * - `throw notFound()` answers 404. A `file({ name, type, bytes })` in place of a view is sent as an attachment.
 * - Two clocks: a page with `clocks: true` shows "as of" and "as known on" at its top, kept in the address and in links to other such
 *   pages; its `show` passes `asked.moment` to the readers.
 * - Menus: `menu("staff", "read a payroll", "/office/payroll", (words) => words.payroll.menu)` shows the link to those who may.
 * - Components are in shared/components/index.ts. Every word comes from `words`.
 */
import type { Hat } from "@emeritus/operations/actor.ts";
import type { Action, Subject } from "@emeritus/operations/permissions.ts";
import type { Unseen } from "@emeritus/operations/redetermining/preview-report.ts";
import type { Words } from "@emeritus/words/index.ts";
import type { z } from "zod";
import type { Asked, FileSent, See, Taken, View } from "./asked.ts";

export type { Asked, Problem, Taken, View } from "./asked.ts";

/** Who may reach a route: an action of the table of permissions, or anyone at all. */
export type May = Action | "anyone";

/** What every route must say, and what each may. */
interface Declared<Path extends string> {
  readonly path: Path;
  /** The slice that answers for this route. */
  readonly owner: string;
  readonly may: May;
  /** Whose record or which employer the route is about; left out, the actor's own on /member, else the actor's whole reach. */
  readonly subject?: (asked: Asked<Path>) => Subject;
}

/** A page: what is shown for a GET. */
export interface Page<Path extends string, Query extends z.ZodType> extends Declared<Path> {
  /** The address's query; a query that does not fit answers 404. */
  readonly query?: Query;
  /** The page can be read as of any day and as known on any day: the frame shows both clocks, `asked.moment` holds them. */
  readonly clocks?: true;
  readonly show: (
    asked: Asked<Path, z.output<Query>>,
  ) => Promise<View | FileSent | See> | View | FileSent | See;
}

/** A form: what is done for a POST, then a redirect with 303, or the page again with 422. */
export interface Form<Path extends string, Body extends z.ZodType> extends Declared<Path> {
  /** Fields in the order of the page; messages are keys of `says`, never English. */
  readonly body: Body;
  readonly says: (words: Words) => Readonly<Record<string, unknown>>;
  /** The page shown again with the problems; usually the `show` of the page the form stands on. */
  readonly bad: (asked: Asked<NoInfer<Path>>) => Promise<View | FileSent | See> | View | FileSent | See;
  readonly upload?: { readonly most: number };
  /** What the act would change is shown before it is done. */
  readonly seeFirst?: SeeFirst<Path, z.output<Body>>;
  readonly take: (taken: Taken<Path, z.output<Body>>) => Promise<See | Again | Unseen | View | FileSent>;
}

/** How a form finds out what its act would change, so that nobody does it unseen. */
export interface SeeFirst<Path extends string, Body> {
  /** Whom the act may change; the form's own `take` is tried and undone. Left out where the act looks itself and answers what is unseen. */
  readonly about?: (taken: Taken<Path, Body>) => readonly number[] | Promise<readonly number[]>;
  /** The page to which one goes back. */
  readonly back: (params: Asked<Path>["params"]) => string;
  /** Typed fields that are never written into a page, with their labels: they are typed again. */
  readonly closed?: (words: Words) => Readonly<Record<string, string>>;
}

/** One message of a live progress: how far, of how much, and the same in words. */
export interface Step {
  readonly done: number;
  readonly of: number;
  readonly text: string;
}

/** A stream of progress, ended by the generator's return; the page then loads itself again. */
export interface Events<Path extends string> extends Declared<Path> {
  readonly watch: (asked: Asked<Path>, stopped: AbortSignal) => AsyncGenerator<Step>;
}

/** A link of a face's menu, shown to those who may follow it. */
export interface MenuEntry {
  readonly hat: Hat;
  readonly may: Action;
  readonly path: string;
  readonly text: (words: Words) => string;
}

/** A declared route as the server registers it. */
export type Route =
  | ({ readonly kind: "page" } & Page<string, z.ZodType>)
  | ({ readonly kind: "form" } & Form<string, z.ZodType>)
  | ({ readonly kind: "events" } & Events<string>);

/** Problems that a use case found in a form, shown on the page again with 422. */
export interface Again {
  readonly again: readonly { readonly field?: string; readonly says: string; readonly facts?: object }[];
}

const declared: Route[] = [];
const paths = new Set<string>();
const menus: MenuEntry[] = [];

/** Declares a page. */
export function page<const Path extends string, Query extends z.ZodType = z.ZodObject<{}>>(
  route: Page<Path, Query>,
): void {
  declare({ kind: "page", ...route } as unknown as Route);
}

/** Declares a form. */
export function form<const Path extends string, Body extends z.ZodType>(route: Form<Path, Body>): void {
  declare({ kind: "form", ...route } as unknown as Route);
}

/** Declares a stream of progress. */
export function events<const Path extends string>(route: Events<Path>): void {
  declare({ kind: "events", ...route } as unknown as Route);
}

/** Adds a link to a face's menu, in the order of the calls. */
export function menu(hat: Hat, may: Action, path: string, text: (words: Words) => string): void {
  menus.push({ hat, may, path, text });
}

function declare(route: Route): void {
  const method = route.kind === "form" ? "POST" : "GET";
  if (
    declared.some((other) => other.path === route.path && (other.kind === "form" ? "POST" : "GET") === method)
  ) {
    throw new Error(`${method} ${route.path} is declared twice`);
  }
  declared.push(route);
  paths.add(route.path);
}

/** Every route declared so far. */
export function allRoutes(): readonly Route[] {
  return declared;
}

/** Every menu entry declared so far. */
export function allMenus(): readonly MenuEntry[] {
  return menus;
}

/** The named parts of a path: "/cases/:case" has `case`. */
export type PartsOf<Path extends string> = Path extends `${string}:${infer Part}/${infer Rest}`
  ? Part | PartsOf<`/${Rest}`>
  : Path extends `${string}:${infer Part}`
    ? Part
    : never;

type Link = { readonly [part: string]: string | number | bigint | boolean | undefined };

/** The address of a declared route; a missing or misspelt part does not compile, an unknown path throws. */
export function link<const Path extends string>(
  path: Path,
  ...[parts, query]: [PartsOf<Path>] extends [never]
    ? [parts?: Readonly<Record<string, never>>, query?: Link]
    : [parts: { readonly [Part in PartsOf<Path>]: string | number | bigint }, query?: Link]
): string {
  if (!paths.has(path)) throw new Error(`no route has the path ${path}`);
  const values = parts as Readonly<Record<string, string | number | bigint>> | undefined;
  const address = path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(String(values![part])));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) asked.set(name, String(value));
  return asked.size > 0 ? `${address}?${asked}` : address;
}

/** Sends the reader to another page after a form, with a message shown there once. */
export function see(address: string, message?: string): See {
  return message === undefined ? { see: address } : { see: address, message };
}

/** Shows the form's page again with what is wrong; `says` is a key of the form's words. */
export function again(...problems: Again["again"]): Again {
  return { again: problems };
}

/** Sends bytes as an attachment in place of a page. */
export function file(sent: FileSent["file"]): FileSent {
  return { file: sent };
}

/** Thrown to answer that there is nothing at this address. */
export class NotFound extends Error {
  override readonly name = "NotFound";
}

/** An error that answers 404; also for a record that is absent or not this actor's, so that both look the same. */
export function notFound(): NotFound {
  return new NotFound("not found");
}
