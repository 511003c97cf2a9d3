// `npm start`: installs what is missing, then starts Emeritus under a new enough Node.
import { installPackages, runUnderNewNode } from "./ground.mjs";

installPackages();
runUnderNewNode("apps/cli/main.ts", ["start", ...process.argv.slice(2)], { NODE_ENV: "production" });
