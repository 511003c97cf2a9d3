import { join } from "node:path";
import { rolldown } from "rolldown";

const runtime = join(import.meta.dirname, "../island/jsx-runtime.ts");

/** Bundles an island and all that it imports into one script for browsers; React's place is taken by our own small runtime. */
export async function bundleIsland(entry: string): Promise<Buffer> {
  const bundle = await rolldown({
    input: entry,
    platform: "browser",
    logLevel: "warn",
    resolve: { alias: { "react/jsx-runtime": runtime, react: runtime } },
    transform: { jsx: { runtime: "automatic" } },
  });
  try {
    const { output } = await bundle.generate({ format: "esm", minify: true });
    return Buffer.from(output[0].code);
  } finally {
    await bundle.close();
  }
}
