/* oxlint-disable unicorn/require-post-message-target-origin -- a worker thread has no origin */
import { readFileSync } from "node:fs";
import { createRequire, findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { parentPort } from "node:worker_threads";

/** The part of the Typst compiler that we use; its package brings no types of its own. */
interface TypstCompiler {
  pdf(
    options: { mainFileContent: string; inputs: Record<string, string> },
    settings: { pdfStandard: "ua-1"; creationTimestamp: number },
  ): Uint8Array;
  evictCache(maxAge: number): void;
}

const require = createRequire(import.meta.url);
const template = readFileSync(new URL("./letter.typ", import.meta.url), "utf8");
const evictEvery = 100;

let compiler: TypstCompiler | undefined;
let printed = 0;

function open(): TypstCompiler {
  const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu") as {
    NodeCompiler: { create(options: { fontArgs: { fontPaths: string[] }[] }): TypstCompiler };
  };
  const fonts = join(dirname(findPackageJSON("@uswds/uswds", import.meta.url)!), "dist/fonts/public-sans");
  return NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }] });
}

function print(letter: string, seconds: number): Uint8Array {
  compiler ??= open();
  const bytes = compiler.pdf(
    { mainFileContent: template, inputs: { letter } },
    { pdfStandard: "ua-1", creationTimestamp: seconds },
  );
  printed += 1;
  if (printed % evictEvery === 0) compiler.evictCache(0);
  return bytes;
}

parentPort!.on("message", ({ id, letter, seconds }: { id: number; letter: string; seconds: number }) => {
  try {
    parentPort!.postMessage({ id, bytes: print(letter, seconds) });
  } catch (error) {
    parentPort!.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});
