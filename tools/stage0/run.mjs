// `node tools/stage0/run.mjs FILE ARGS...`: runs one TypeScript file of the project under a new enough Node.
import { installPackages, runUnderNewNode, stop } from "./ground.mjs";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) stop("Name the TypeScript file to run.");
installPackages();
runUnderNewNode(file, args, { NODE_ENV: process.env.NODE_ENV ?? "production" });
