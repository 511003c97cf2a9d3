import { sha256 } from "@emeritus/records/canonical.ts";
import { newDocument, setDocument } from "@emeritus/records/document.ts";

import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import { keepPaper, type PaperRefusal } from "../paper.ts";
import type { System } from "../system.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, nextStatus } from "./in-case.ts";
import { keepPaperDuties } from "./keep-paper-duties.ts";
import type { ProofKind } from "./proofs.ts";

/** Why a paper of the checklist is not taken. */
export type DocumentRefusal = PaperRefusal | "cannot-do-now";

/** Takes a paper of the checklist; a counselor then judges it. A paper sent again takes the place of the one before. */
export async function sendDocument(
  system: System,
  actor: Actor,
  { key, of, kind, bytes }: { key: string; of: CaseKey; kind: ProofKind; bytes: Uint8Array | undefined },
): Promise<Outcome<true, Refusal<DocumentRefusal | "no-open-case">>> {
  const asked = {
    key,
    may: "send a document",
    name: "send a document",
    of,
    request: { kind, sha256: bytes === undefined ? null : sha256(bytes).toString("hex") },
  } as const;
  return inCase<true, DocumentRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, retirement } = within;
    const next = nextStatus(retirement, "sendDocument");
    if (next.refused) return next;
    const kept = await keepPaper(tx, fund, bytes, instant);
    if (kept.refused) return kept;
    const file = kept.accepted;
    const record = {
      fund,
      person: of.person,
      caseNumber: of.caseNumber,
      kind,
      status: "received",
      file,
      actor: actor.account,
    } as const;
    const there = retirement.rows.papers.findLast((paper) => paper.kind === kind);
    if (there) await setDocument(tx, there.document, record, instant);
    else await newDocument(tx, record, instant);
    await within.step("sendDocument", next.accepted, { kind, file });
    await keepPaperDuties(within, system.calendar.today());
    return accepted(true as const);
  });
}
