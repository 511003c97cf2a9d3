import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const project = join(import.meta.dirname, "..", "..");

/** The program as its user starts it, in a process of its own. */
export class Program {
  readonly child: ChildProcess;
  output = "";
  readonly ended: Promise<number | null>;

  constructor(args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^(EMERITUS_|DATABASE_URL$|PORT$|NODE_OPTIONS$|VITEST)/.test(name),
      ),
    );
    this.child = spawn(process.execPath, [join(project, "apps/cli/main.ts"), ...args], {
      env: {
        ...inherited,
        NODE_ENV: "production",
        NODE_COMPILE_CACHE: join(project, "node_modules/.cache/node"),
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.on("close", (code) => resolve(code)));
  }

  /** Waits until the output holds a text; throws when the program ends before. */
  async says(text: string): Promise<void> {
    const over = this.ended.then(() => "ended");
    for (const until = Date.now() + patienceMs; Date.now() < until;) {
      if (this.output.includes(text)) return;
      const state = await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 50))]);
      if (state === "ended" && !this.output.includes(text)) break;
    }
    if (!this.output.includes(text)) throw new Error(`"${text}" was not said:\n${this.output}`);
  }

  /** Sends a signal and waits for the end; the answer is the exit status, null after a kill. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

const patienceMs = 90_000;

/** A port that nobody listens on now. */
export async function freePort(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return String(port);
}

/** The process number of the database kept in a home, where its server says that it runs. */
export function databasePid(home: string): number | undefined {
  try {
    return Number(readFileSync(join(home, "database", "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return undefined;
  }
}
