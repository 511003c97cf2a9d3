import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { parseSync } from "rolldown/utils";

/** One import of one file: what it names, as written, and whether only types come over. */
export interface Import {
  readonly from: string;
  readonly names: string;
  readonly typesOnly: boolean;
}

/** A workspace: its folder, its package name, and the workspaces its package.json lists. */
export interface Workspace {
  readonly folder: string;
  readonly name: string;
  readonly lists: readonly string[];
}

/** The project's folder. */
export const root = join(import.meta.dirname, "..");

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The package.json of a folder of the project. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
}

/** Every workspace of the project. */
export function workspaces(): Workspace[] {
  return (manifestOf(".").workspaces ?? []).map((folder) => {
    const { name, dependencies = {} } = manifestOf(folder);
    return { folder, name, lists: Object.keys(dependencies) };
  });
}

/** Every source file under a folder of the project, as paths from the project's folder. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !/(^|\/)(node_modules|\.build)\//.test(path));
}

/** What a file imports or exports on, static or not; an import whose address is worked out is not seen. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: file,
    names: moduleRequest.value,
    typesOnly: entries.length > 0 && entries.every((entry) => entry.isType),
  }));
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ from: file, names: moduleRequest.value, typesOnly: isType }] : [],
    ),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^["']([^"']+)["']$/.exec(text.slice(start, end));
    return literal ? [{ from: file, names: literal[1]!, typesOnly: false }] : [];
  });
  return [...imports, ...exports, ...dynamic];
}

/** The file of the project that an import names, if it is one of ours. */
export function fileOf({ from, names }: Import, all: readonly Workspace[]): string | undefined {
  if (names.startsWith(".")) return join(dirname(from), names).split(sep).join("/");
  const owner = workspaceOf(names, all);
  return (
    owner &&
    join(owner.folder, names.slice(owner.name.length + 1))
      .split(sep)
      .join("/")
  );
}

/** The workspace that an import names by its package name. */
export function workspaceOf(names: string, all: readonly Workspace[]): Workspace | undefined {
  return all.find(({ name }) => names === name || names.startsWith(`${name}/`));
}

/** Whether a file is a test, or helps only tests. */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$|(^|\/)(testing|test-[a-z-]+)\.ts$|\/testing\//.test(file);
}

/** Every ring of files that import each other, each as a list that ends where it began. */
export function rings(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      found.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    state.set(file, "open");
    path.push(file);
    for (const next of arrows.get(file) ?? []) visit(next);
    path.pop();
    state.set(file, "done");
  };
  for (const file of arrows.keys()) visit(file);
  return found;
}
