import { sha256 } from "./canonical.ts";
import { add, replaceVersion } from "./correct.ts";
import type { Reading, Tx } from "./db.ts";
import { nextNumber } from "./person.ts";
import { known, type Known } from "./moment.ts";
import type { DocumentStatus, Instant } from "./schema.ts";

/** A paper that a case needs or that came in, and where it stands. */
export interface Document {
  readonly document: number;
  readonly person: number;
  readonly caseNumber?: number | undefined;
  readonly kind: string;
  readonly status: DocumentStatus;
  /** SHA-256 of the file in hexadecimal, once one is there. */
  readonly file?: string | undefined;
  readonly because?: string | undefined;
  readonly actor: string;
  readonly since: Instant;
}

/** A document as it is to be recorded. */
export interface DocumentRecord {
  readonly fund: number;
  readonly person: number;
  readonly caseNumber?: number;
  readonly kind: string;
  readonly status: DocumentStatus;
  readonly file?: string;
  readonly because?: string;
  readonly actor: string;
}

const rowOf = (document: number, asked: DocumentRecord) => ({
  fund: asked.fund,
  person: asked.person,
  document,
  case_number: asked.caseNumber ?? null,
  kind: asked.kind,
  status: asked.status,
  file: asked.file === undefined ? null : Buffer.from(asked.file, "hex"),
  because: asked.because ?? null,
  actor: asked.actor,
});

/** Puts a document on the checklist, or records one that came; gives its number. */
export async function newDocument(tx: Tx, asked: DocumentRecord, instant: Instant): Promise<number> {
  const document = await nextNumber(tx, "records.document_number");
  await add(tx, "records.document", [rowOf(document, asked)], instant);
  return document;
}

/** Records what became of a document. */
export async function setDocument(
  tx: Tx,
  document: number,
  asked: DocumentRecord,
  instant: Instant,
): Promise<void> {
  await replaceVersion(
    tx,
    "records.document",
    { fund: asked.fund, person: asked.person, document },
    rowOf(document, asked),
    instant,
  );
}

/** A person's documents, of one case if told, in the order they were asked for. */
export async function documentsOf(
  db: Reading,
  fund: number,
  person: number,
  { caseNumber, knownAt }: Known & { caseNumber?: number } = {},
): Promise<Document[]> {
  const rows = await db
    .selectFrom("records.document")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.document", { knownAt }))
    .$if(caseNumber !== undefined, (query) => query.where("case_number", "=", caseNumber!))
    .orderBy("document")
    .execute();
  return rows.map((row) => ({
    document: row.document,
    person: row.person,
    caseNumber: row.case_number ?? undefined,
    kind: row.kind,
    status: row.status,
    file: row.file?.toString("hex"),
    because: row.because ?? undefined,
    actor: row.actor,
    since: row.recorded_from,
  }));
}

/** Keeps a file under its SHA-256, once; gives that in hexadecimal. */
export async function keepFile(
  tx: Tx,
  fund: number,
  mediaType: string,
  content: Uint8Array,
  instant: Instant,
): Promise<string> {
  const hash = sha256(content);
  await tx
    .insertInto("records.file")
    .values({
      fund,
      sha256: hash,
      media_type: mediaType,
      content: Buffer.from(content),
      recorded_from: instant,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return hash.toString("hex");
}

/** The file with this SHA-256. */
export async function findFile(
  db: Reading,
  fund: number,
  hash: string,
): Promise<{ mediaType: string; content: Buffer } | undefined> {
  return db
    .selectFrom("records.file")
    .select(["media_type as mediaType", "content"])
    .where("fund", "=", fund)
    .where("sha256", "=", Buffer.from(hash, "hex"))
    .executeTakeFirst();
}
