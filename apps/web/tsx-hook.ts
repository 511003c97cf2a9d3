import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "rolldown/utils";

// React is five times slower when it believes that it is being developed.
process.env["NODE_ENV"] ??= "production";

/** Lets Node import `.tsx` files: types are stripped and JSX is compiled as each file is loaded. */
registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith("file:") || !url.endsWith(".tsx")) return nextLoad(url, context);
    const path = fileURLToPath(url);
    const { code, errors } = transformSync(path, readFileSync(path, "utf8"), {
      lang: "tsx",
      jsx: { runtime: "automatic" },
      sourcemap: false,
    });
    if (errors.length > 0)
      throw new SyntaxError(`${path}: ${errors.map((error) => error.message).join("; ")}`);
    return { format: "module", source: code, shortCircuit: true };
  },
});
