import { done } from "@emeritus/operations/done.ts";
import { randomUUID } from "node:crypto";
import { addDays } from "@emeritus/engine/dates.ts";
import type { Actor, Role } from "@emeritus/operations/actor.ts";
import { answerGroup } from "@emeritus/operations/disclosing/answer-group.ts";
import { answerRequest } from "@emeritus/operations/disclosing/answer-request.ts";
import { askRelease } from "@emeritus/operations/disclosing/ask-release.ts";
import { releaseRecords } from "@emeritus/operations/disclosing/decide-request.ts";
import type { System } from "@emeritus/operations/system.ts";
import { listDisclosures } from "@emeritus/records/disclosure.ts";
import { demonstrationSignIns } from "./sign-ins.ts";

const key = randomUUID;
const staff = (account: string, role: Role): Actor => ({ account, roles: [role], employers: [] });
const counselor = staff("counselor", "counselor");
const verifier = staff("verifier", "benefitVerifier");
const paper = new TextEncoder().encode("%PDF-1.4 a signed paper of the demonstration");

/**
 * Shows requests for records in a demonstration: a newspaper was told the four open facts, a mortgage lender got what its borrower
 * consented to, and a department's request waits for a second person. Once; again, nothing happens.
 */
export async function showDisclosures(system: System): Promise<number[]> {
  const { lines } = await listDisclosures(system.reader, system.fund.number, { most: 1, after: 0 });
  if (lines.length > 0) return [];
  const person = (account: string) => demonstrationSignIns.find((one) => one.account === account)!.person!;
  const received = addDays(system.calendar.today(), -1);
  const answered = await done(
    answerRequest(system, counselor, {
      key: key(),
      person: person("ruth"),
      asker: "The Capital Paper",
      received,
    }),
  );
  const lender = await done(
    askRelease(system, counselor, {
      key: key(),
      persons: [person("ruth")],
      asker: "First River Bank",
      askerAddress: ["1 Bank Plaza", "Jefferson City MO 65101"],
      received,
      ground: "recipientConsent",
      fields: ["benefits", "payments"],
      paper,
    }),
  );
  await done(releaseRecords(system, verifier, { key: key(), disclosure: lender.disclosure }));
  const waiting = await done(
    askRelease(system, counselor, {
      key: key(),
      persons: [person("daniel")],
      asker: "Personnel office",
      askerAddress: [],
      received,
      ground: "departmentPromise",
      employer: 1,
      purposeKind: "personnelManagement",
      purpose: "Planning who follows whom",
      promisedBy: "The department’s director",
      fields: ["employment", "contributions"],
      paper,
    }),
  );
  const group = await answerGroup(system, counselor, {
    key: key(),
    asker: "A researcher of the university",
    received,
  });
  const large = group.accepted ? [group.accepted.disclosure] : []; // a small demonstration has too few payees for a group
  return [...large, answered.disclosure, lender.disclosure, waiting.disclosure];
}
