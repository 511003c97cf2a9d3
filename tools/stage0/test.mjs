// `npm test`: sets up what is missing, then types, lint, format and every test, and ends with "N passed, M failed".
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { installPackages, newEnoughNode, root } from "./ground.mjs";
import { installMachinePackages } from "./machine.mjs";

const minute = 60_000;
const long = process.argv.includes("--long");
const reports = join(root, "reports");

/** What runs on both server versions beside the whole run on the newer: migrations, constraints and the money path. */
const onTheOlderServerToo = ["records/", "operations/", "scenarios/payroll/payroll.test"];

installPackages();
installMachinePackages();
const scratch = folderInMemory();
const node = newEnoughNode();
const environment = {
  ...process.env,
  PATH: [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  ...(long ? { LONG: "1" } : {}),
  ...(scratch ? { TMPDIR: scratch } : {}),
};
mkdirSync(reports, { recursive: true });

const tally = { passed: 0, failed: 0 };
check("types", "typescript/bin/tsc", ["--noEmit", "-p", "."]);
check("lint", "oxlint/bin/oxlint", []);
check("format", "oxfmt/bin/oxfmt", ["--check", "."]);
tests("PostgreSQL 18", "vitest-18.json", { EMERITUS_TEST_PG: "18" }, []);
tests("PostgreSQL 15", "vitest-15.json", { EMERITUS_TEST_PG: "15" }, onTheOlderServerToo);

if (scratch) rmSync(scratch, { recursive: true, force: true });
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);

/** What the tests write and throw away is kept in memory where there is room for it: a busy disk doubles their time. */
function folderInMemory() {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    if (bavail * bsize < 8 * 2 ** 30) return undefined;
    const folder = mkdtempSync("/dev/shm/emeritus-tests-");
    chmodSync(folder, 0o755); // PostgreSQL runs as another user
    return folder;
  } catch {
    return undefined;
  }
}

function underNode(program, args, more, timeout) {
  return spawnSync(node, [join(root, "node_modules", program), ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...environment, ...more },
    timeout,
    killSignal: "SIGKILL",
  });
}

function check(name, program, args) {
  console.log(`\n== ${name}`);
  if (underNode(program, args, {}, 5 * minute).status === 0) return;
  console.log(`${name}: failed`);
  tally.failed += 1;
}

/** Counts come from vitest's own report; a run that left none, or says less than it should, counts as a failure. */
function tests(name, file, more, filters) {
  console.log(`\n== tests on ${name}`);
  const report = join(reports, file);
  rmSync(report, { force: true });
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...filters];
  const { status } = underNode("vitest/vitest.mjs", args, more, (long ? 240 : 60) * minute);
  const counted = countsOf(report);
  tally.passed += counted.passed;
  tally.failed += status !== 0 && counted.failed === 0 ? 1 : counted.failed;
}

function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    const brokenFiles = testResults.filter(
      (file) => file.status === "failed" && !file.assertionResults.some(isFailed),
    );
    for (const file of brokenFiles) console.log(`did not run: ${file.name}`);
    return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
  } catch {
    console.log("The tests ended without a report.");
    return { passed: 0, failed: 1 };
  }
}

function isFailed(test) {
  return test.status === "failed";
}
