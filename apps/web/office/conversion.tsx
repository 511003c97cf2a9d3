import { acceptDifference } from "@emeritus/operations/converting/accept-difference.ts";
import type { TotalSeen } from "@emeritus/operations/converting/check-conversion.ts";
import { differenceClasses, type DifferenceClass } from "@emeritus/operations/converting/differences.ts";
import {
  type ClassSum,
  type ConversionSeen,
  seeConversion,
  sumsByClass,
} from "@emeritus/operations/converting/see-conversion.ts";
import { signConversion } from "@emeritus/operations/converting/sign-conversion.ts";
import { count, longInstant, longMonth, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import {
  Button,
  Counts,
  Empty,
  Facts,
  Form,
  LongField,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";

const path = "/office/conversion";
type Base = Pick<Asked, "system" | "actor" | "words">;

async function show({ system, actor, words }: Base): Promise<View> {
  const seen = await seeConversion(system, actor);
  return {
    title: words.conversion.title,
    wide: true,
    body: seen === undefined ? <NoConversion /> : <Conversion seen={seen} timeZone={system.fund.timeZone} />,
  };
}

function NoConversion() {
  const { none } = useWords().conversion;
  return (
    <Empty>
      <p>{none.lead}</p>
      <p>{none.how}</p>
      <ol>
        {none.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{none.guide}</p>
    </Empty>
  );
}

function Conversion({ seen, timeZone }: { seen: ConversionSeen; timeZone: string }) {
  const words = useWords().conversion;
  const sums = sumsByClass(seen.sums);
  const open = sums.reduce((all, sum) => all + sum.open, 0);
  const { takenOver: took } = seen;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <State seen={seen} open={open} timeZone={timeZone} />
      <Counts
        label={words.counts.label}
        counts={[
          { value: count(took.people), text: words.counts.people },
          { value: count(took.payYears), text: words.counts.payYears },
          { value: count(took.benefits), text: words.counts.benefits },
          {
            value: count(open),
            text: words.counts.open,
            alarm: open > 0,
            href: link("/office/conversion/differences", {}, { state: "open" }),
          },
        ]}
      />
      <Facts facts={amountsOf(words, took)} />
      <Differences sums={sums} />
      {seen.notCompared && <NotCompared of={seen.notCompared} />}
      {seen.may.accept && open > 0 ? <AcceptAll sums={sums} /> : null}
      <SignOff seen={seen} open={open} />
      <Parallels seen={seen} timeZone={timeZone} />
      {seen.conversion.signedBy === undefined ? null : <ToCutover />}
      <Files seen={seen} />
    </>
  );
}

function amountsOf(words: Asked["words"]["conversion"], took: ConversionSeen["takenOver"]) {
  const { sums } = words;
  const amounts = [
    { name: sums.pay, cents: took.payCents },
    { name: sums.base, cents: took.baseCents },
    { name: sums.accounts, cents: took.accountCents },
  ];
  const notPaid = sums.notPaidSays({ benefits: count(took.notPaid), amount: money(took.notPaidCents) });
  return [
    ...amounts.filter(({ cents }) => cents > 0n).map(({ name, cents }) => ({ name, value: money(cents) })),
    ...(took.notPaid === 0 ? [] : [{ name: sums.notPaid, value: notPaid }]),
  ];
}

function State({ seen, open, timeZone }: { seen: ConversionSeen; open: number; timeZone: string }) {
  const words = useWords().conversion;
  const { loadedBy, recordedFrom, signedBy, signedAt } = seen.conversion;
  const state = signedBy !== undefined ? "signed" : open > 0 ? "open" : "waits";
  const by = (account: string, at: string) => words.by({ account, at: longInstant(at, timeZone) });
  return (
    <Facts
      facts={[
        {
          name: words.state,
          value: <Tag kind={state === "signed" ? "good" : "warn"}>{words.states[state]}</Tag>,
        },
        { name: words.loadedBy, value: by(loadedBy, recordedFrom) },
        ...(signedBy === undefined ? [] : [{ name: words.signedBy, value: by(signedBy, signedAt!) }]),
      ]}
    />
  );
}

function Differences({ sums }: { sums: readonly ClassSum[] }) {
  const all = useWords();
  const words = all.conversion.differences;
  if (sums.length === 0)
    return (
      <>
        <h2>{all.conversion.differencesTitle}</h2>
        <Empty>{words.none}</Empty>
      </>
    );
  return (
    <>
      <h2>{all.conversion.differencesTitle}</h2>
      <p>{words.apartSays}</p>
      <Table
        caption={all.conversion.differencesTitle}
        quiet
        rows={sums}
        keyOf={({ name }) => name}
        columns={[
          {
            head: words.class,
            names: true,
            cell: ({ name }) => (
              <>
                <a href={link("/office/conversion/differences", {}, { class: name })}>
                  {all.convert.classes[name]}
                </a>
                <div>{all.conversion.classSays[name]}</div>
              </>
            ),
          },
          { head: words.count, number: true, cell: (sum) => count(sum.count) },
          { head: words.open, number: true, cell: (sum) => count(sum.open) },
          { head: words.apart, number: true, cell: ({ apart }) => (apart === null ? "" : money(apart)) },
        ]}
      />
      <p>
        <a href={link("/office/conversion/differences")}>{words.all}</a>
      </p>
    </>
  );
}

function NotCompared({ of }: { of: NonNullable<ConversionSeen["notCompared"]> }) {
  const words = useWords().conversion;
  if (of.service + of.contributions + of.interest === 0) return null;
  return (
    <p>
      {words.notCompared({
        service: count(of.service),
        contributions: count(of.contributions),
        interest: count(of.interest),
      })}
    </p>
  );
}

function AcceptAll({ sums }: { sums: readonly ClassSum[] }) {
  const all = useWords();
  const words = all.conversion;
  const open = sums.filter((sum) => sum.open > 0 && sum.name !== "unexplained");
  if (open.length === 0) return null;
  return (
    <>
      <h2>{words.acceptAll.title}</h2>
      <p>{words.acceptAll.says}</p>
      <Form action={link("/office/conversion/accept")} label={words.acceptAll.title}>
        <Select
          name="class"
          label={words.acceptAll.class}
          options={open.map(({ name }) => ({ value: name, text: all.convert.classes[name] }))}
        />
        <LongField name="because" label={words.because} rows={2} />
        <Button look="outline">{words.acceptAll.button}</Button>
      </Form>
    </>
  );
}

function SignOff({ seen, open }: { seen: ConversionSeen; open: number }) {
  const words = useWords().conversion;
  if (seen.conversion.signedBy !== undefined) return null;
  if (seen.may.sign)
    return (
      <>
        <h2>{words.sign.title}</h2>
        <p>
          {words.sign.says({
            people: count(seen.takenOver.people),
            benefits: count(seen.takenOver.benefits),
            amount: money(seen.takenOver.baseCents),
          })}
        </p>
        <Form action={link("/office/conversion/sign")} label={words.sign.title}>
          <Button>{words.sign.button}</Button>
        </Form>
      </>
    );
  const why = seen.cannotSign?.code;
  if (why !== "differencesOpen" && why !== "ownConversion") return null;
  return (
    <>
      <h2>{words.sign.title}</h2>
      <p>
        {why === "ownConversion"
          ? words.cannot.ownConversion
          : words.cannot.differencesOpen({ open: count(open) })}
      </p>
    </>
  );
}

function Parallels({ seen, timeZone }: { seen: ConversionSeen; timeZone: string }) {
  const words = useWords().conversion.parallels;
  const by = useWords().conversion.by;
  return (
    <>
      <h2>{words.title}</h2>
      <p>{words.says}</p>
      {seen.parallels.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.title}
          quiet
          rows={seen.parallels}
          keyOf={({ parallel }) => parallel}
          columns={[
            {
              head: words.month,
              names: true,
              cell: ({ parallel, month }) => (
                <a href={link("/office/conversion/parallels/:parallel", { parallel })}>{longMonth(month)}</a>
              ),
            },
            { head: words.theirs, number: true, cell: ({ theirCents }) => money(theirCents) },
            { head: words.ours, number: true, cell: ({ ourCents }) => money(ourCents) },
            { head: words.equal, number: true, cell: ({ equalPayees }) => count(equalPayees) },
            { head: words.different, number: true, cell: ({ differences }) => count(differences) },
            {
              head: words.run,
              cell: ({ runBy, recordedFrom }) =>
                by({ account: runBy, at: longInstant(recordedFrom, timeZone) }),
            },
          ]}
        />
      )}
    </>
  );
}

function ToCutover() {
  const words = useWords().cutover;
  return (
    <>
      <h2>{words.title}</h2>
      <p>
        <a href={link("/office/conversion/cutover")}>{words.link}</a>
      </p>
    </>
  );
}

function Files({ seen }: { seen: ConversionSeen }) {
  const words = useWords().conversion;
  const agrees = (total: TotalSeen) =>
    total.rows === total.theirRows && (total.theirCents === null || total.cents === total.theirCents);
  return (
    <>
      <h2>{words.totalsTitle}</h2>
      <p>{words.totalsSays}</p>
      <Table
        caption={words.totalsTitle}
        quiet
        rows={seen.totals}
        keyOf={({ of }) => of}
        columns={[
          { head: words.totals.of, names: true, cell: ({ of }) => of },
          {
            head: words.totals.theirs,
            number: true,
            cell: ({ theirRows }) => words.rowsOf({ rows: count(theirRows) }),
          },
          { head: words.totals.ours, number: true, cell: ({ rows }) => words.rowsOf({ rows: count(rows) }) },
          {
            head: words.totals.amounts,
            number: true,
            cell: ({ theirCents }) => (theirCents === null ? "" : money(theirCents)),
          },
          {
            head: words.totals.amount,
            number: true,
            cell: ({ cents, theirCents }) => (theirCents === null ? "" : money(cents)),
          },
          {
            head: words.totals.same,
            cell: (total) => (
              <Tag kind={agrees(total) ? "good" : "warn"}>{agrees(total) ? words.holds : words.differs}</Tag>
            ),
          },
        ]}
      />
      <h2>{words.filesTitle}</h2>
      <p>{words.large}</p>
      <Table
        caption={words.filesTitle}
        quiet
        rows={seen.files}
        keyOf={({ file }) => file}
        columns={[
          { head: words.files.file, names: true, cell: ({ file }) => `${file}.csv` },
          { head: words.files.rows, number: true, cell: ({ rows }) => count(rows) },
          { head: words.files.sha256, cell: ({ sha256 }) => <code className="break">{sha256}</code> },
        ]}
      />
    </>
  );
}

/** Causes whose differences can be accepted together. */
const explainedClasses = differenceClasses.filter((name) => name !== "unexplained") as Exclude<
  DifferenceClass,
  "unexplained"
>[];

const says = (words: Asked["words"]) => words.conversion.problems;
page({ path, owner: "conversion", may: "read a conversion", show });
menu("staff", "read a conversion", path, (words) => words.conversion.menu);
form({
  path: "/office/conversion/accept",
  owner: "conversion",
  may: "accept a difference",
  body: z.object({
    class: z.enum(explainedClasses, "classMissing"),
    because: z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing"),
  }),
  says,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const { accepted, refused } = await acceptDifference(system, actor, { key, ...body });
    if (refused) return again({ field: "because", says: refused.code, facts: refused.facts });
    return see(link(path), words.conversion.acceptedNow({ count: count(accepted.count) }));
  },
});
form({
  path: "/office/conversion/sign",
  owner: "conversion",
  may: "sign off a conversion",
  body: z.object({}),
  says,
  bad: show,
  take: async ({ system, actor, key, words }) => {
    const { refused } = await signConversion(system, actor, { key });
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(link(path), words.conversion.sign.done);
  },
});
