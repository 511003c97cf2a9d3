import { sha256 } from "@emeritus/records/canonical.ts";
import { newDocument, setDocument } from "@emeritus/records/document.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import { keepPaper, type PaperRefusal } from "../paper.ts";
import type { System } from "../system.ts";
import { CERTIFICATE, type DeathKey } from "./death-view.ts";
import { inDeathCase, type NotNow } from "./in-death-case.ts";

/** Keeps the death certificate in the case; one sent again takes the place of the one before. */
export async function sendCertificate(
  system: System,
  actor: Actor,
  { key, of, bytes }: { key: string; of: DeathKey; bytes: Uint8Array | undefined },
): Promise<Outcome<true, Refusal<PaperRefusal | NotNow>>> {
  const hash = bytes === undefined ? null : sha256(bytes).toString("hex");
  const asked = {
    key,
    may: "send a document",
    action: "sendCertificate",
    of,
    request: { sha256: hash },
  } as const;
  return inDeathCase<true, PaperRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, death, step } = within;
    const kept = await keepPaper(tx, fund, bytes, instant);
    if (kept.refused) return kept;
    const file = kept.accepted;
    const record = {
      fund,
      ...of,
      kind: CERTIFICATE,
      status: "received",
      file,
      actor: actor.account,
    } as const;
    if (death.certificate) await setDocument(tx, death.certificate.document, record, instant);
    else await newDocument(tx, record, instant);
    await step({ file });
    return accepted(true as const);
  });
}
