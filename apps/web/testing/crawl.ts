import type { FastifyInstance } from "fastify";
import { allRoutes } from "../shared/routes.ts";

/** A page that somebody signed in can reach by following links from their home page. */
export interface Reached {
  readonly pattern: string;
  readonly url: string;
  readonly html: string;
}

/** The declared pages with the form of their addresses; those that name a part outright come before those with parts. */
const forms = (() => {
  let kept: readonly { readonly path: string; readonly form: RegExp }[] | undefined;
  const parts = (path: string) => path.match(/:/g)?.length ?? 0;
  return () =>
    (kept ??= allRoutes()
      .filter(({ kind }) => kind === "page")
      .map(({ path }) => ({ path, form: new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`) }))
      .toSorted((a, b) => parts(a.path) - parts(b.path)));
})();

/** The declared page whose path an address fits. */
function patternOf(url: string): string | undefined {
  const path = url.split(/[?#]/)[0]!;
  return forms().find(({ form }) => form.test(path))?.path;
}

/** What a crawl came to: pages, and the declared pages that answered with something to be saved. */
export interface Crawled {
  readonly pages: readonly Reached[];
  readonly files: readonly Omit<Reached, "html">[];
}

/** Visits the first addresses, follows their links, and keeps one page for each declared path beyond those asked for outright. */
export async function crawl(
  app: FastifyInstance,
  first: readonly string[],
  cookie: string | undefined,
): Promise<Crawled> {
  const pages: Reached[] = [];
  const files = new Map<string, Omit<Reached, "html">>();
  const patterns = new Set<string>();
  const seen = new Set<string>();
  const asked = new Set(first);
  const waiting = [...first];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const pattern = patternOf(url);
    if (seen.has(url) || pattern === undefined) continue;
    if ((patterns.has(pattern) || files.has(pattern)) && !asked.has(url)) continue;
    seen.add(url);
    const reply = await app.inject({ url, headers: cookie ? { cookie } : {} });
    if (reply.statusCode === 303) {
      asked.add(String(reply.headers.location));
      waiting.push(String(reply.headers.location));
    }
    if (reply.statusCode !== 200) continue;
    if (!String(reply.headers["content-type"]).startsWith("text/html")) {
      files.set(pattern, { pattern, url });
      continue;
    }
    patterns.add(pattern);
    pages.push({ pattern, url, html: reply.body });
    for (const [, href] of reply.body.matchAll(/href="(\/[^"#]*)/g))
      waiting.push(href!.replaceAll("&amp;", "&"));
  }
  return { pages, files: [...files.values()] };
}
