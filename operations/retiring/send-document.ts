import { sha256 } from "@emeritus/records/canonical.ts";
import { keepFile, newDocument, setDocument } from "@emeritus/records/document.ts";

import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, nextStatus } from "./in-case.ts";
import { keepPaperDuties } from "./keep-paper-duties.ts";
import type { ProofKind } from "./proofs.ts";

/** The largest paper we take, in bytes. */
export const largestPaper = 10_000_000;

/** Why a paper is not taken. */
export type DocumentRefusal = "file-missing" | "file-too-large" | "file-kind-unknown" | "cannot-do-now";

const beginnings: readonly [mediaType: string, bytes: readonly number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** The kind of a file by its first bytes, whatever its name says; nothing for a kind we do not take. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  return beginnings.find(([, start]) => start.every((byte, at) => bytes[at] === byte))?.[0];
}

/** Takes a paper of the checklist; a counselor then judges it. A paper sent again takes the place of the one before. */
export async function sendDocument(
  system: System,
  actor: Actor,
  { key, of, kind, bytes }: { key: string; of: CaseKey; kind: ProofKind; bytes: Uint8Array | undefined },
): Promise<Outcome<true, Refusal<DocumentRefusal | "no-open-case">>> {
  const size = bytes?.length ?? 0;
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
    if (bytes === undefined || size === 0) return refused("file-missing");
    if (size > largestPaper) return refused("file-too-large", { size });
    const mediaType = mediaTypeOf(bytes);
    if (mediaType === undefined) return refused("file-kind-unknown");
    const file = await keepFile(tx, fund, mediaType, bytes, instant);
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
