import "@emeritus/web/tsx-hook.ts";
import { en } from "@emeritus/words/en/index.ts";
import { run } from "./run.ts";

// Whoever reads our lines may stop early (`| head`): then the rest is nobody's, and that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  environment: process.env,
}).catch((error: unknown) => {
  process.stderr.write(
    `${en.cli.failed({ why: error instanceof Error ? (error.stack ?? error.message) : String(error) })}\n`,
  );
  return 1;
});
