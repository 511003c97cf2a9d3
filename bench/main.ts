/** Runs one yardstick by name: `npm run bench -- engine`. Each prints figures and ends with `NAME ratio=R bar=B`. */
import { existsSync } from "node:fs";

const [name = "", ...rest] = process.argv.slice(2);
const file = new URL(`./${name}.ts`, import.meta.url);
if (!/^[a-zA-Z-]+$/.test(name) || name === "main" || !existsSync(file)) {
  console.error(`There is no yardstick named "${name}".`);
  process.exit(2);
}
const { default: run } = (await import(file.href)) as { default: (args: readonly string[]) => Promise<void> };
await run(rest);
