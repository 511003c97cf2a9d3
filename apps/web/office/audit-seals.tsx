import { readSeals, type Seals, verifyAuditTrail } from "@emeritus/operations/auditing/verify-audit-trail.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { AuditProof } from "@emeritus/records/audit.ts";
import type { ListedSeal } from "@emeritus/records/audit-trail.ts";
import { count, inGroups, longInstant } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Alert, Button, Empty, Field, Form, Pagination, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, page, type View } from "../shared/routes.ts";

const Query = z.object({ page: z.coerce.number().int().min(1).max(100_000).optional() });

/** A seal and its root as somebody noted them outside the system. */
type Kept = { seal: bigint; chain: string } | undefined;

const show = (asked: Asked): Promise<View> => view(asked, (asked.query as z.output<typeof Query>).page);

async function view(
  { system, actor, words }: Asked,
  at?: number,
  proven?: { proof: AuditProof; kept: Kept },
): Promise<View> {
  const seals = await readSeals(system, actor, at);
  return {
    title: words.audit.seals.title,
    wide: true,
    body: (
      <>
        {proven && <Proof {...proven} />}
        <p className="lead">{words.audit.seals.intro}</p>
        {may(actor, "verify the record") && <Verify />}
        <List seals={seals} timeZone={system.fund.timeZone} />
      </>
    ),
  };
}

function Proof({ proof: { seals, entries, broken }, kept }: { proof: AuditProof; kept: Kept }) {
  const words = useWords().audit.seals;
  if (broken)
    return (
      <Alert kind="error" heading={words.broken({ seal: count(broken.seal) })}>
        <p>{words.why[broken.why]}</p>
        <p>{words.brokenSays({ seals: count(seals) })}</p>
      </Alert>
    );
  if (seals === 0)
    return (
      <Alert kind="info" heading={words.nothing}>
        {words.nothingSays}
      </Alert>
    );
  return (
    <Alert kind="success" heading={words.holds}>
      <p>{words.holdsSays({ entries: count(entries), seals: count(seals) })}</p>
      {kept && <p>{words.holdsKept({ seal: count(kept.seal) })}</p>}
    </Alert>
  );
}

function Verify() {
  const words = useWords().audit.seals;
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">{words.verifyTitle}</h2>
      <p>{words.verifySays}</p>
      <Form action={link("/office/audit/seals")}>
        <Field name="seal" label={words.keptSeal} inputMode="numeric" width="short" optional />
        <Field name="root" label={words.keptRoot} hint={words.keptRootHint} optional />
        <Button>{words.verify}</Button>
      </Form>
    </section>
  );
}

function List({ seals: { seals, waiting, page: at, pages }, timeZone }: { seals: Seals; timeZone: string }) {
  const words = useWords().audit.seals;
  return (
    <section aria-labelledby="seals">
      <h2 id="seals">{words.caption}</h2>
      {waiting > 0n && <p>{words.waiting({ entries: count(waiting) })}</p>}
      {seals.length === 0 ? <Empty>{words.none}</Empty> : <Rows seals={seals} timeZone={timeZone} />}
      <Pagination at={at} of={pages} to={(to) => link("/office/audit/seals", undefined, { page: to })} />
    </section>
  );
}

function Rows({ seals, timeZone }: { seals: readonly ListedSeal[]; timeZone: string }) {
  const words = useWords().audit.seals;
  const { columns } = words;
  return (
    <Table<ListedSeal>
      caption={words.caption}
      quiet
      rows={seals}
      keyOf={({ seal }) => seal}
      columns={[
        { head: columns.seal, names: true, cell: ({ seal }) => count(seal) },
        { head: columns.when, cell: ({ at }) => longInstant(at, timeZone) },
        { head: columns.entries, number: true, cell: ({ entries }) => count(entries) },
        {
          head: columns.from,
          cell: ({ firstEntry, lastEntry }) =>
            words.range({ first: count(firstEntry), last: count(lastEntry) }),
        },
        { head: columns.root, cell: ({ chain }) => <code className="hash">{inGroups(chain)}</code> },
      ]}
    />
  );
}

const blank = (text: string) => text.replace(/\s/g, "");
const Body = z
  .object({
    seal: z
      .string()
      .default("")
      .transform(blank)
      .pipe(z.string().regex(/^([1-9]\d{0,14})?$/, "sealWrong")),
    root: z
      .string()
      .default("")
      .transform(blank)
      .pipe(z.string().regex(/^([0-9a-f]{64})?$/i, "rootWrong")),
  })
  .refine(({ seal, root }) => seal !== "" || root === "", { path: ["seal"], error: "sealMissing" })
  .refine(({ seal, root }) => root !== "" || seal === "", { path: ["root"], error: "rootMissing" });

page({ path: "/office/audit/seals", owner: "auditing", may: "read the audit trail", query: Query, show });
form({
  path: "/office/audit/seals",
  owner: "auditing",
  may: "verify the record",
  body: Body,
  says: (words) => words.audit.seals.problems,
  bad: show,
  take: async (taken) => {
    const { seal, root } = taken.body;
    const kept = seal === "" ? undefined : { seal: BigInt(seal), chain: root.toLowerCase() };
    const proof = await verifyAuditTrail(taken.system, taken.actor, kept);
    return view(taken, 1, { proof, kept });
  },
});
