/**
 * A whole payroll in a process of its own, to be killed: node whole-run.ts DATABASE-URL HOME. Its home holds the key file. Run
 * again after a kill it goes on from where the run stands; it ends with status 0 when the file is handed over.
 */
import { join } from "node:path";
import { approveRun, toApprove } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { connect } from "@emeritus/records/db.ts";
import { loadKeys } from "@emeritus/records/keys.ts";
import { getRun, stepsOf } from "@emeritus/records/run.ts";
import { monthOf } from "./fund.ts";
import { payrollSystem, preparer, releaser } from "./test-system.ts";

const PREPARING = "11111111-1111-4111-8111-111111111111";
const APPROVING = "22222222-2222-4222-8222-222222222222";

const [url, home] = process.argv.slice(2) as [string, string];
const connection = connect(url, "emeritus_app", { most: 2 });
const system = payrollSystem(connection.db, connection.db, loadKeys(join(home, "keys")), home, "2026-11-25");
const { accepted, refused } = await prepareRun(system, preparer, {
  key: PREPARING,
  month: monthOf("2026-11"),
});
if (accepted === undefined) throw new Error(refused.code);
const { run } = accepted;
await carryOn(system, run);
const offered = await toApprove(system, await getRun(system.db, 1, run), await stepsOf(system.db, 1, run));
if (offered !== undefined) await approveRun(system, releaser, { key: APPROVING, run, ...offered });
const waiting = await carryOn(system, run);
await connection.close();
process.exitCode = waiting === "nothing" ? 0 : 1;
