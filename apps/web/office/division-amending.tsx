import type { Actor } from "@emeritus/operations/actor.ts";
import { type DivisionSeen, readDivision } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { recordAmendedOrder } from "@emeritus/operations/dividing-benefits/record-order.ts";
import { qualifiedStatuses } from "@emeritus/operations/dividing-benefits/status.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longMonth, money } from "@emeritus/words/format.ts";
import { refusedAt } from "../member/retire-parts.tsx";
import { Alert, Button, Facts, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { fieldOfRefusal } from "./divisions.tsx";
import { orderBody, orderOf, OrderFields, OrderPaperField } from "./division-order.tsx";

const path = "/office/divisions/:person/:case" as const;
type Params = { readonly person: string; readonly case: string };

const keyOf = (params: Params) => ({ person: numberIn(params.person), caseNumber: numberIn(params.case) });
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const to = ({ division: { person, caseNumber } }: DivisionSeen) => ({ person, case: caseNumber });

/** What the old system paid on a divided annuity that was taken over, and what will be paid here. */
export function Elsewhere({ seen: { elsewhere } }: { seen: DivisionSeen }) {
  const all = useWords();
  const words = all.division.case;
  if (elsewhere === undefined) return null;
  const found = elsewhere.accepted;
  const cents = (value: bigint | null) => (value === null ? words.notSaid : money(value));
  return (
    <>
      <h2 id="taken-over">{words.takenOverHeading}</h2>
      {found === undefined ? (
        <Alert kind="warning">{all.division.problems[elsewhere.refused!.code] as string}</Alert>
      ) : (
        <>
          <p className="measure">
            {words.takenOverSays({ month: longMonth(found.annuity.firstMonth!) })}{" "}
            {found.register === undefined ? words.takenOverByLaw : words.takenOverAccepted}
          </p>
          <Facts
            facts={[
              { name: words.takenOverAnnuity, value: money(found.annuity.baseCents) },
              { name: words.takenOverPart, value: money(found.part.baseCents) },
              { name: words.partByLaw, value: cents(found.byLaw.cents < 0n ? null : found.byLaw.cents) },
              { name: words.registerMember, value: cents(found.annuity.theirs) },
              { name: words.registerPart, value: cents(found.part.theirs) },
            ]}
          />
        </>
      )}
    </>
  );
}

/** A link to the order that an amended one comes in the place of. */
export function Amended({ division: { person }, of }: Pick<DivisionSeen, "division"> & { of: number }) {
  const words = useWords().division.case;
  return <a href={link(path, { person, case: of })}>{words.amendsOrder({ caseNumber: of })}</a>;
}

const amending = "/office/divisions/:person/:case/amendment" as const;

/** The way to an amended order, while the order stands. */
export function Amend({ seen, actor }: { seen: DivisionSeen; actor: Actor }) {
  const words = useWords().division.case;
  const { person, status } = seen.division;
  if (!qualifiedStatuses.includes(status) || !may(actor, "record a division order", { person })) return null;
  return (
    <>
      <h2 id="amend">{words.amendSummary}</h2>
      <p className="measure">{words.amendSays}</p>
      <p>
        <a href={link(amending, to(seen))}>{words.amend}</a>
      </p>
    </>
  );
}

/** What each paper says for itself. */
const readAnew = { issued: undefined, received: undefined, certified: undefined, identifies: undefined };

async function showAmending(asked: Asked<typeof amending>): Promise<View> {
  const { system, actor, words, params } = asked;
  const seen = await readDivision(system, actor, keyOf(params));
  if (seen === undefined) throw notFound();
  const said = words.division.case;
  const { name } = seen.division.member;
  return {
    title: said.amendTitle({ name: `${name.first} ${name.last}` }),
    over: <a href={link(path, to(seen))}>{said.amendsOrder({ caseNumber: seen.division.caseNumber })}</a>,
    body: (
      <>
        <p className="lead measure">{said.amendSays}</p>
        <Form action={link(amending, to(seen))} upload>
          <OrderFields order={{ ...seen.division.order, ...readAnew }} />
          <OrderPaperField />
          <Button>{said.amend}</Button>
        </Form>
      </>
    ),
  };
}

page({ path: amending, owner: "divisions", may: "record a division order", subject, show: showAmending });
form({
  path: amending,
  owner: "divisions",
  may: "record a division order",
  subject,
  upload: { most: 10_000_000 },
  body: orderBody,
  says: (words) => words.division.problems,
  bad: showAmending,
  take: async ({ system, actor, params, body, file: sent, key, words }) => {
    const paper = sent === undefined || sent.bytes.length === 0 ? undefined : sent.bytes;
    const asked = { key, of: keyOf(params), order: orderOf(body), paper };
    const { accepted, refused } = await recordAmendedOrder(system, actor, asked);
    if (refused) return refusedAt(refused, fieldOfRefusal[refused.code]);
    const made = { person: accepted.person, case: accepted.caseNumber };
    return see(link(path, made), words.division.record.sent);
  },
});
