import type { FastifyInstance } from "fastify";
import { allRoutes } from "../shared/routes.ts";

/** A page that somebody signed in can reach by following links from their home page. */
export interface Reached {
  readonly pattern: string;
  readonly url: string;
  readonly html: string;
}

/** The declared page whose path an address fits; addresses that name a part outright come before those with parts. */
export function patternOf(url: string): string | undefined {
  const path = url.split(/[?#]/)[0]!;
  const fits = allRoutes().filter(
    (route) => route.kind === "page" && new RegExp(`^${route.path.replace(/:\w+/g, "[^/]+")}$`).test(path),
  );
  return fits.toSorted((a, b) => (a.path.match(/:/g)?.length ?? 0) - (b.path.match(/:/g)?.length ?? 0))[0]
    ?.path;
}

/** Follows links from the first addresses and keeps one page for each declared path. */
export async function crawl(
  app: FastifyInstance,
  first: readonly string[],
  cookie: string | undefined,
): Promise<Reached[]> {
  const reached = new Map<string, Reached>();
  const waiting = [...first];
  const seen = new Set<string>();
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const pattern = patternOf(url);
    if (seen.has(url) || pattern === undefined || reached.has(pattern)) continue;
    seen.add(url);
    const reply = await app.inject({ url, headers: cookie ? { cookie } : {} });
    if (reply.statusCode === 303) waiting.push(String(reply.headers.location));
    if (reply.statusCode !== 200 || !String(reply.headers["content-type"]).startsWith("text/html")) continue;
    reached.set(pattern, { pattern, url, html: reply.body });
    for (const [, href] of reply.body.matchAll(/href="(\/[^"#]*)/g))
      waiting.push(href!.replaceAll("&amp;", "&"));
  }
  return [...reached.values()];
}
