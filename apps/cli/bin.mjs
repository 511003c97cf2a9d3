#!/usr/bin/env node
// `npx emeritus`: runs the command line under a new enough Node, whatever Node this is.
import { runUnderNewNode } from "../../tools/stage0/ground.mjs";

runUnderNewNode("apps/cli/main.ts", process.argv.slice(2), {
  NODE_ENV: process.env.NODE_ENV ?? "production",
});
