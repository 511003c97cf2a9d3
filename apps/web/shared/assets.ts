import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { bundleIsland } from "./island.ts";
import { compileStyles } from "./styles.ts";

/** A file that browsers fetch under a name with its hash, so that it may be kept for a year. */
export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  /** The same bytes compressed by Brotli, where that helps: made for the first browser that takes them. */
  readonly small: (() => Promise<Buffer>) | undefined;
}

const web = join(import.meta.dirname, "..");
const uswds = join(web, "../../node_modules/@uswds/uswds");
const kept = join(web, ".build");
const fonts = ["Regular", "Bold"].map((weight) => `PublicSans-${weight}.woff2`);

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const byName = new Map<string, string>();
const byPath = new Map<string, Asset>();

/** The address of an asset by its plain name. */
export function asset(name: string): string {
  const path = byName.get(name);
  if (path === undefined) throw new Error(`there is no asset ${name}`);
  return path;
}

/** The asset at an address, or nothing. */
export function assetAt(path: string): Asset | undefined {
  return byPath.get(path);
}

/** Makes every asset ready; styles are compiled once for each change of their sources and kept in apps/web/.build. */
export function buildAssets(): Promise<void> {
  return (built ??= build());
}

let built: Promise<void> | undefined;

async function build(): Promise<void> {
  for (const font of fonts) add(font, readFileSync(join(uswds, "dist/fonts/public-sans", font)));
  for (const file of ["emeritus.js", "favicon.svg"]) add(file, readFileSync(join(web, "script", file)));
  add("island.js", await bundleIsland(join(web, "island/main.tsx")));
  add("emeritus.css", withFonts(stylesOf()));
}

const compressed = promisify(brotliCompress);
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

function add(name: string, bytes: Buffer): void {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const extension = extname(name);
  const path = `/assets/${basename(name, extension)}.${hash}${extension}`;
  let made: Promise<Buffer> | undefined;
  const small = extension === ".woff2" ? undefined : () => (made ??= compressed(bytes, quality));
  byName.set(name, path);
  byPath.set(path, { type: types[extension]!, bytes, small });
}

/** The sheet compiled from USWDS and our own, from the kept copy when no source has changed since. */
function stylesOf(): string {
  const folder = join(web, "styles");
  const hash = createHash("sha256").update(readFileSync(join(uswds, "package.json")));
  for (const file of readdirSync(folder).toSorted()) hash.update(readFileSync(join(folder, file)));
  const path = join(kept, `emeritus.${hash.digest("hex").slice(0, 16)}.css`);
  try {
    return readFileSync(path, "utf8");
  } catch {
    return keep(path, compileStyles(join(folder, "emeritus.scss"), join(uswds, "packages")));
  }
}

/** Keeps a compiled sheet where that is possible; a folder that cannot be written only makes the next start slower. */
function keep(path: string, css: string): string {
  try {
    mkdirSync(kept, { recursive: true });
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, css);
    renameSync(temporary, path);
  } catch {
    return css;
  }
  return css;
}

function withFonts(css: string): Buffer {
  const faces = [400, 700].map((weight, at) => {
    const source = `url("${asset(fonts[at]!)}") format("woff2")`;
    return `@font-face{font-family:"Public Sans";font-weight:${weight};font-display:swap;src:${source}}`;
  });
  // USWDS names its own faces with addresses we do not serve; ours take their place.
  const without = css.replace(/@font-face\{[^}]*\}/g, "").replaceAll("Public Sans Web", "Public Sans");
  return Buffer.from(faces.join("") + without);
}
