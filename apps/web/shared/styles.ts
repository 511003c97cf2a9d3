import { createRequire } from "node:module";

/** The style sheet compiled by sass, compressed; `packages` is where USWDS keeps its own. Takes a few seconds. */
export function compileStyles(path: string, packages: string): string {
  // sass is loaded only when a sheet must be compiled: it takes a fifth of a second to load.
  const sass = createRequire(import.meta.url)("sass") as typeof import("sass");
  return sass.compile(path, {
    loadPaths: [packages],
    style: "compressed",
    quietDeps: true,
    logger: sass.Logger.silent,
  }).css;
}
