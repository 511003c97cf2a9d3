import { sha256 } from "@emeritus/records/canonical.ts";
import { keepFile, newDocument, setDocument } from "@emeritus/records/document.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { largestPaper, mediaTypeOf } from "../retiring/send-document.ts";
import type { System } from "../system.ts";
import { CERTIFICATE, type DeathKey } from "./death-view.ts";
import { inDeathCase, type NotNow } from "./in-death-case.ts";

/** Why a certificate is not taken. */
export type CertificateRefusal = "file-missing" | "file-too-large" | "file-kind-unknown";

/** Keeps the death certificate in the case; one sent again takes the place of the one before. */
export async function sendCertificate(
  system: System,
  actor: Actor,
  { key, of, bytes }: { key: string; of: DeathKey; bytes: Uint8Array | undefined },
): Promise<Outcome<true, Refusal<CertificateRefusal | NotNow>>> {
  const size = bytes?.length ?? 0;
  const hash = bytes === undefined ? null : sha256(bytes).toString("hex");
  const asked = {
    key,
    may: "send a document",
    action: "sendCertificate",
    of,
    request: { sha256: hash },
  } as const;
  return inDeathCase<true, CertificateRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, death, step } = within;
    if (bytes === undefined || size === 0) return refused("file-missing");
    if (size > largestPaper) return refused("file-too-large", { size });
    const mediaType = mediaTypeOf(bytes);
    if (mediaType === undefined) return refused("file-kind-unknown");
    const file = await keepFile(tx, fund, mediaType, bytes, instant);
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
