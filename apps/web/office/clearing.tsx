import { isDay } from "@emeritus/engine/dates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { decideSettlement } from "@emeritus/operations/settling-payroll/decide-settlement.ts";
import {
  type Clearing,
  type OpenItem,
  readClearing,
} from "@emeritus/operations/settling-payroll/read-clearing.ts";
import { takeBackSettlement } from "@emeritus/operations/settling-payroll/take-back-settlement.ts";
import { tellSettlement } from "@emeritus/operations/settling-payroll/tell-settlement.ts";
import type { BankSettlement } from "@emeritus/records/bank-settlement.ts";
import { clearingItemText } from "@emeritus/words/clearing-item.ts";
import { count, longDate, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Choices, Counts, Empty, Field, Form, More, Table, Tag } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { centsTyped, signedMoney } from "./money-parts.tsx";

const path = "/office/clearing";
const owner = "clearing";
/** Days after which an entry that the bank has not settled is marked. */
const daysToLook = 5;

async function show({ system, actor, words }: Asked): Promise<View> {
  const clearing = await readClearing(system, actor);
  const acts = {
    account: actor.account,
    tell: may(actor, "tell a bank settlement"),
    confirm: may(actor, "confirm a bank settlement"),
  };
  return {
    title: words.clearing.title,
    over: <a href={link("/office/ledger")}>{words.clearing.toLedger}</a>,
    wide: true,
    body: <Desk clearing={clearing} acts={acts} />,
  };
}

interface Acts {
  readonly account: string;
  readonly tell: boolean;
  readonly confirm: boolean;
}

function Desk({ clearing, acts }: { clearing: Clearing; acts: Acts }) {
  const words = useWords().clearing;
  const { open, cents, waiting } = clearing;
  const sum = (of: readonly OpenItem[]) => of.reduce((total, item) => total + item.cents, 0n);
  const toTake = open.filter((item) => item.cents > 0n);
  const toGive = open.filter((item) => item.cents < 0n);
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Counts
        label={words.title}
        counts={[
          {
            value: money(sum(toTake)),
            text: words.counts.out,
            href: "#open",
            alarm: toTake.some(({ days, toldIn }) => days > daysToLook && toldIn === null),
          },
          { value: money(-sum(toGive)), text: words.counts.back, href: "#open" },
          {
            value: count(waiting.length),
            text: words.counts.confirm,
            href: "#waiting",
            alarm: waiting.length > 0,
          },
        ]}
      />
      <Open open={open} cents={cents} />
      <Waiting waiting={waiting} acts={acts} />
      {acts.tell ? <Tell open={open.filter(({ toldIn }) => toldIn === null)} /> : null}
      <Decided decided={clearing.decided} acts={acts} />
    </>
  );
}

function Open({ open, cents: balance }: Pick<Clearing, "open" | "cents">) {
  const words = useWords().clearing;
  const { columns } = words;
  return (
    <>
      <h2 id="open">{words.open}</h2>
      {open.length === 0 ? (
        <Empty>{words.openNone}</Empty>
      ) : (
        <>
          <p>{words.openSays({ amount: signedMoney(balance) })}</p>
          <Table
            caption={words.open}
            quiet
            rows={open}
            keyOf={({ entry }) => entry}
            columns={[
              { head: columns.what, names: true, cell: (item) => <What item={item} /> },
              { head: columns.since, cell: ({ standsSince }) => longDate(standsSince) },
              { head: columns.amount, number: true, cell: ({ cents }) => signedMoney(cents) },
              {
                head: columns.age,
                cell: ({ days, toldIn }) => (
                  <Tag kind={days > daysToLook && toldIn === null ? "bad" : "plain"}>
                    {words.days({ days })}
                  </Tag>
                ),
              },
              {
                head: columns.told,
                cell: ({ toldIn }) =>
                  toldIn === null ? words.notTold : words.toldIn({ settlement: toldIn }),
              },
            ]}
          />
        </>
      )}
    </>
  );
}

function What({ item }: { item: Pick<OpenItem, "run" | "kind"> & Parameters<typeof clearingItemText>[1] }) {
  const text = clearingItemText(useWords().clearing, item);
  return item.kind === "file" ? <a href={link("/office/payroll/:run", { run: item.run! })}>{text}</a> : text;
}

function Tell({ open }: { open: readonly OpenItem[] }) {
  const words = useWords().clearing;
  if (open.length === 0) return null;
  const options = open.map((item) => ({
    value: String(item.entry),
    text: clearingItemText(words, item),
    says:
      item.cents > 0n
        ? words.toTake({ amount: money(item.cents) })
        : words.toGive({ amount: money(-item.cents) }),
  }));
  const ways = (["took", "gave"] as const).map((value) => ({ value, text: words.ways[value] }));
  return (
    <section aria-labelledby="tell">
      <h2 id="tell">{words.tell}</h2>
      <p className="measure">{words.tellSays}</p>
      <Form action={link("/office/clearing/tell")} label={words.tell}>
        <Choices name="entries" label={words.items} options={options} many />
        <Choices name="way" label={words.way} options={ways} />
        <Field name="amount" label={words.amount} inputMode="decimal" prefix="$" width="medium" />
        <Field name="settledOn" type="date" label={words.settledOn} width="medium" />
        <Field name="bankNumber" label={words.bankNumber} optional />
        <Button>{words.button}</Button>
      </Form>
    </section>
  );
}

function Waiting({ waiting, acts }: { waiting: readonly BankSettlement[]; acts: Acts }) {
  const words = useWords().clearing;
  return (
    <>
      <h2 id="waiting">{words.waiting}</h2>
      {waiting.length === 0 ? (
        <Empty>{words.waitingNone}</Empty>
      ) : (
        <>
          <p className="measure">{words.waitingSays}</p>
          <Table
            caption={words.waiting}
            quiet
            rows={waiting}
            keyOf={({ settlement }) => settlement}
            columns={[
              { head: words.bank, names: true, cell: (settlement) => <Said settlement={settlement} /> },
              { head: words.stands, cell: ({ items }) => <Items items={items} /> },
              { head: words.toldBy, cell: ({ toldBy }) => toldBy },
              { head: words.state, cell: (settlement) => <Decide settlement={settlement} acts={acts} /> },
            ]}
          />
        </>
      )}
    </>
  );
}

function Said({ settlement: told }: { settlement: BankSettlement }) {
  const words = useWords().clearing;
  const { settlement, cents, settledOn, bankNumber, takesBack, because } = told;
  return (
    <>
      {words.settlement({ settlement })}
      {": "}
      {takesBack === null
        ? words.said({ cents, day: longDate(settledOn) })
        : words.takesBack({ settlement: takesBack, because: because! })}
      {bankNumber === null ? null : (
        <span className="usa-hint"> {words.numbered({ number: bankNumber })}</span>
      )}
    </>
  );
}

function Items({ items }: Pick<BankSettlement, "items">) {
  return (
    <div>
      {items.map((item) => (
        <div key={String(item.entry)}>
          <What item={item} />: {signedMoney(item.cents)}
          {item.sha256 === null ? null : <span className="usa-hint"> SHA-256 {item.sha256.slice(0, 8)}</span>}
        </div>
      ))}
    </div>
  );
}

function Decide({ settlement: { settlement, toldBy }, acts }: { settlement: BankSettlement; acts: Acts }) {
  const words = useWords().clearing;
  if (toldBy === acts.account) return <>{words.yours}</>;
  if (!acts.confirm) return <>{words.notYours}</>;
  const of = words.settlement({ settlement });
  return (
    <Form action={link("/office/clearing/:settlement/decide", { settlement })} label={of}>
      <Field name={`because${settlement}`} label={words.because} optional />
      <div className="acts">
        <Button name="decision" value="confirmed" describes={of}>
          {words.confirm}
        </Button>
        <Button name="decision" value="refused" look="outline" describes={of}>
          {words.refuse}
        </Button>
      </div>
    </Form>
  );
}

function Decided({ decided, acts }: { decided: readonly BankSettlement[]; acts: Acts }) {
  const words = useWords().clearing;
  return (
    <>
      <h2 id="decided">{words.decided}</h2>
      {decided.length === 0 ? (
        <Empty>{words.decidedNone}</Empty>
      ) : (
        <Table
          caption={words.decided}
          quiet
          rows={decided}
          keyOf={({ settlement }) => settlement}
          columns={[
            { head: words.bank, names: true, cell: (settlement) => <Said settlement={settlement} /> },
            { head: words.stands, cell: ({ items }) => <Items items={items} /> },
            { head: words.toldBy, cell: ({ toldBy }) => toldBy },
            { head: words.state, cell: (settlement) => <State settlement={settlement} acts={acts} /> },
          ]}
        />
      )}
    </>
  );
}

function State({ settlement: told, acts }: { settlement: BankSettlement; acts: Acts }) {
  const words = useWords().clearing;
  const { problems } = useFrame();
  const { settlement, decision, decidedBy, decidedBecause, takesBack, takenBack } = told;
  if (decision === "refused") {
    const said = words.states.refused({ by: decidedBy!, because: decidedBecause! });
    return <Tag kind="plain">{said}</Tag>;
  }
  if (takenBack !== null)
    return (
      <Tag kind="warn">{takenBack === "confirmed" ? words.states.takenBack : words.states.takingBack}</Tag>
    );
  const of = words.settlement({ settlement });
  return (
    <div>
      <Tag kind="good">{words.states.confirmed({ by: decidedBy! })}</Tag>
      {acts.tell && takesBack === null ? (
        <More summary={words.takeBack} open={problems.some(({ field }) => field === `because${settlement}`)}>
          <Form action={link("/office/clearing/:settlement/take-back", { settlement })} label={of}>
            <Field name={`because${settlement}`} label={words.takeBackWhy} />
            <Button look="outline" describes={of}>
              {words.takeBack}
            </Button>
          </Form>
        </More>
      ) : null}
    </div>
  );
}

menu("staff", "read the ledger", path, (words) => words.clearing.menu);
page({ path, owner, may: "read the ledger", show });

const because = (body: object, settlement: string): string =>
  String((body as Record<string, unknown>)[`because${settlement}`] ?? "").trim();

form({
  path: "/office/clearing/tell",
  owner,
  may: "tell a bank settlement",
  body: z.object({
    entries: z
      .union([z.string(), z.array(z.string())], { error: "nothingChosen" })
      .transform((entries) => (typeof entries === "string" ? [entries] : entries))
      .refine((entries) => entries.every((entry) => /^\d{1,18}$/u.test(entry)), "noSuchClearingItem"),
    way: z.enum(["took", "gave"], { error: "wayMissing" }),
    amount: z.string().refine((text) => (centsTyped(text) ?? 0n) > 0n, "amountMissing"),
    settledOn: z.string().refine(isDay, "dateMissing"),
    bankNumber: z.string().trim().max(100).optional(),
  }),
  says: (words) => words.clearing.problems,
  bad: show,
  take: async ({ system, actor, body: { entries, amount, bankNumber, ...body }, key, words }) => {
    const { accepted, refused } = await tellSettlement(system, actor, {
      key,
      ...body,
      entries: entries.map(BigInt),
      cents: centsTyped(amount)!,
      bankNumber: bankNumber || undefined,
    });
    if (refused)
      return again({ field: fieldOf[refused.code] ?? "entries", says: refused.code, facts: refused.facts });
    return see(link(path), words.clearing.told(accepted));
  },
});

const fieldOf: Readonly<Record<string, string>> = {
  bankDiffers: "amount",
  settledLater: "settledOn",
  beforeTheBankHadIt: "settledOn",
  bankNumberKnown: "bankNumber",
};

form({
  path: "/office/clearing/:settlement/decide",
  owner,
  may: "confirm a bank settlement",
  body: z.looseObject({ decision: z.enum(["confirmed", "refused"]) }),
  says: (words) => words.clearing.problems,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const settlement = numberIn(params.settlement);
    const said = because(body, params.settlement);
    const asked = { key, settlement, decision: body.decision, because: said || undefined };
    const { refused } = await decideSettlement(system, actor, asked);
    if (refused) {
      const field = refused.code === "becauseMissing" ? { field: `because${params.settlement}` } : {};
      return again({ ...field, says: refused.code, facts: refused.facts });
    }
    const done = body.decision === "confirmed" ? words.clearing.confirmed : words.clearing.refusedSaid;
    return see(link(path), done({ settlement }));
  },
});

form({
  path: "/office/clearing/:settlement/take-back",
  owner,
  may: "tell a bank settlement",
  body: z.looseObject({}),
  says: (words) => words.clearing.problems,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, settlement: numberIn(params.settlement), because: because(body, params.settlement) };
    const { refused } = await takeBackSettlement(system, actor, asked);
    if (refused) {
      const field = refused.code === "becauseMissing" ? { field: `because${params.settlement}` } : {};
      return again({ ...field, says: refused.code, facts: refused.facts });
    }
    return see(link(path), words.clearing.takingBackTold);
  },
});
