// The ground on which everything else stands: plain JavaScript for any Node from 18, no package needed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The least major version of Node that runs our TypeScript unbuilt. */
const leastNode = 26;

/** Ends the program with one plain sentence and a non-zero exit. */
export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages ?? {};
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes its own list of what it installed last of all,
 * so that a broken-off installation leaves none. Packages for other platforms are optional and may be absent.
 */
export function packagesAreInstalled() {
  const installedList = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedList)) return false;
  try {
    const installed = packagesOf(installedList);
    return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
      ([place, wanted]) =>
        !place.startsWith("node_modules/") ||
        wanted.link ||
        wanted.optional ||
        installed[place]?.version === wanted.version,
    );
  } catch {
    return false;
  }
}

/** Installs the packages of package-lock.json when they are absent or differ from it. */
export function installPackages() {
  if (!packagesAreInstalled()) {
    console.log("Installing packages (once; about half a minute) ...");
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const done = spawnSync(npm, ["ci", "--loglevel=error", "--no-audit", "--no-fund"], {
      cwd: root,
      stdio: "inherit",
    });
    if (done.error || done.status !== 0) {
      stop(
        `The packages could not be installed: \`npm ci\` in ${root} ${done.error ? `did not start (${done.error.message})` : `ended with ${done.status ?? done.signal}`}.`,
      );
    }
  }
  finishInstallScripts();
}

/** Runs the two install scripts that we need where an npm policy held them back. */
function finishInstallScripts() {
  const needed = [
    {
      made: join(root, "node_modules/node/bin/node"),
      folder: "node_modules/node",
      script: "installArchSpecificPackage.js",
    },
  ];
  for (const { made, folder, script } of needed) {
    if (existsSync(made) || !existsSync(join(root, folder, script))) continue;
    spawnSync(process.execPath, [script], { cwd: join(root, folder), stdio: "inherit" });
  }
}

/** The path of a Node new enough: this one, or the one installed with the packages. */
export function newEnoughNode() {
  if (Number(process.versions.node.split(".")[0]) >= leastNode) return process.execPath;
  const installed = join(
    root,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(installed)) return installed;
  return stop(
    `Node ${leastNode} is needed and this is Node ${process.versions.node}: install Node ${leastNode}, or allow the install script of the npm package "node" and run \`npm ci\` again.`,
  );
}

/**
 * Runs a TypeScript file of the project under a new enough Node, hands signals on, and ends as it ends.
 * The child hears that this process is gone when their channel closes, and then stops by itself. Ctrl-C reaches the
 * child twice, from the terminal and from here; it counts both as one.
 */
export function runUnderNewNode(file, args, environment = {}) {
  const child = spawn(newEnoughNode(), ["--disable-warning=ExperimentalWarning", join(root, file), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "node"), ...process.env, ...environment },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event === "start") followNpm(child);
  child.on("error", (error) => stop(`The program did not start: ${error.message}.`));
  child.on("exit", (code, signal) =>
    process.exit(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)),
  );
}

/** npm that is killed outright tells nobody; its child then has another parent, and stops. */
function followNpm(child) {
  const npm = process.ppid;
  setInterval(() => process.ppid === npm || child.kill("SIGTERM"), 500).unref();
}
