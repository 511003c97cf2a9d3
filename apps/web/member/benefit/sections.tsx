import { addDays, addMonths, formatDate, monthIndex } from "@emeritus/engine/dates.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import { phraseOf } from "@emeritus/words/phrase.ts";
import { AmountLink, More, Sheet, StepChart, Table, Tag } from "../../shared/components/index.ts";
import { useWords } from "../../shared/frame.ts";
import { doorWords } from "../../shared/plan-words.ts";
import { centsFor, type EstimateShown, moreText, monthText, type OptionShown } from "./seen.ts";

/** How much, and how sure: two amounts with their months, and why the first ends. */
export function Answer({ shown }: { shown: EstimateShown }) {
  const all = useWords();
  const words = all.member.benefit;
  const { estimate, largest, hasTemporary, sure } = shown;
  const date = longDate(formatDate(estimate.start));
  const ends =
    estimate.temporaryEnds.value === undefined ? "" : longMonth(formatDate(estimate.temporaryEnds.value));
  const door = doorWords(all, estimate.plan.name)[
    (estimate.door.value ?? "none") as keyof typeof all.member.doors
  ].name;
  return (
    <section className="answer" aria-labelledby="answer">
      <h2 id="answer">
        {words.ifYouRetire({ date })}{" "}
        <Tag kind={sure ? "good" : "warn"}>{sure ? words.fromRecord : words.estimate}</Tag>
      </h2>
      <div className="amounts">
        {hasTemporary ? (
          <p>
            {sure ? words.paid : words.paidAbout}
            <br />
            <AmountLink
              big
              to={largest.atFirst.line}
              amount={largest.atFirst.text}
              what={words.monthUntil({ month: ends })}
            />
            <br />
            {words.monthUntil({ month: ends })}
          </p>
        ) : null}
        <p>
          {hasTemporary ? words.then : sure ? words.paid : words.paidAbout}
          <br />
          <AmountLink big to={largest.later.line} amount={largest.later.text} what={words.monthForLife} />
          <br />
          {words.monthForLife}
        </p>
      </div>
      <p className="measure">
        {hasTemporary ? <>{words.whyDown({ amount: shown.temporary.text, month: ends })} </> : null}
        {words.largest}
      </p>
      <p className="small soft">
        {words.byDoor({ door })} {words.beforeTax}
      </p>
    </section>
  );
}

/** Each fact that is not final, and what stands in its place. */
export function Missing({ shown }: { shown: EstimateShown }) {
  const all = useWords();
  const words = all.member.benefit;
  const { notFinal, career, start } = shown.estimate;
  const phrase = phraseOf(all);
  const last = longDate(formatDate(addDays(start, -1)));
  const from =
    career.lastPayMonth === undefined ? "" : longMonth(formatDate(addMonths(career.lastPayMonth, 1)));
  const said = notFinal.map(({ fact, because }) => {
    if (because === undefined) return words.missingFact({ fact: phrase(fact) });
    if (because === "noSickLeaveCertified") return words.missing.noSickLeaveCertified;
    return because === "worksUntilStart"
      ? words.missing.worksUntilStart({ last })
      : words.missing.payGoesOn({ from });
  });
  const proofs = [
    career.rows.birthProof === null ? words.birthProof : undefined,
    career.spouse && career.spouse.birthProof === null
      ? words.spouseProof({ name: career.spouse.name })
      : undefined,
  ].filter((text) => text !== undefined);
  const items = [...said, ...proofs];
  if (items.length === 0) return null;
  return (
    <section className="missing" aria-labelledby="missing">
      <h2 id="missing">{words.missingHeading({ facts: items.length })}</h2>
      <ul>
        {items.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

/** Every way of being paid, one row each, with two bars to scale. */
export function ChoiceTable({ shown }: { shown: EstimateShown }) {
  const all = useWords();
  const words = all.member.benefit;
  const { choices, hasTemporary } = shown;
  const amount = (what: string, column: string, cell: { line: string; text: string }) => (
    <AmountLink to={cell.line} amount={cell.text} what={`${what}, ${column}`} />
  );
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{words.choicesHeading({ choices: choices.length })}</h2>
      <p>{words.choicesSays}</p>
      <p className="small" aria-hidden="true">
        <Key kind="first" text={words.keyYou} /> <Key kind="then" text={words.keyAfter} />
      </p>
      <Table
        caption={words.choicesHeading({ choices: choices.length })}
        quiet
        rows={choices}
        keyOf={({ option }) => option}
        columns={[
          { head: words.choice, names: true, cell: (choice) => <Choice choice={choice} /> },
          ...(hasTemporary
            ? [
                {
                  head: words.toYouTo62,
                  number: true,
                  cell: (c: OptionShown) => amount(c.name, words.toYouTo62, c.atFirst),
                },
              ]
            : []),
          {
            head: hasTemporary ? words.toYouFrom62 : words.toYou,
            number: true,
            cell: (c) => amount(c.name, hasTemporary ? words.toYouFrom62 : words.toYou, c.later),
          },
          { head: words.afterYou, number: true, cell: (c) => <After choice={c} /> },
          {
            head: words.giveUp,
            number: true,
            cell: (c) => (c.givenUp ? amount(c.name, words.giveUp, c.givenUp) : all.common.none),
          },
        ]}
      />
      {choices.length < 5 ? <p>{words.noSpouse}</p> : null}
      <p className="measure">{words.consent}</p>
    </section>
  );
}

function Key({ kind, text }: { kind: "first" | "then"; text: string }) {
  return (
    <>
      <svg className="key" viewBox="0 0 10 10" aria-hidden="true">
        <rect className={kind} width="10" height="10" />
      </svg>
      {text}
    </>
  );
}

function Choice({ choice }: { choice: OptionShown }) {
  const { later, after } = choice.share;
  return (
    <span className="choices">
      <span className="name">{choice.name}</span>
      <span className="statutory">{choice.statutory}</span>
      <span className="says">{choice.says}</span>
      <svg className="bars" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">
        <rect className="first" width={later} height="6" />
        {after > 0 ? <rect className="then" y="7" width={after} height="5" /> : null}
      </svg>
    </span>
  );
}

function After({ choice }: { choice: OptionShown }) {
  const all = useWords();
  const words = all.member.benefit;
  if (choice.after) {
    return (
      <>
        <AmountLink
          to={choice.after.line}
          amount={choice.after.text}
          what={`${choice.name}, ${words.afterYou}`}
        />
        <span className="under">{words.forLife}</span>
      </>
    );
  }
  if (!choice.option.startsWith("guaranteed")) return all.common.none;
  return (
    <>
      <AmountLink
        to={choice.later.line}
        amount={choice.later.text}
        what={`${choice.name}, ${words.afterYou}`}
      />
      <span className="under">{words.guaranteedFor}</span>
    </>
  );
}

/** The worksheets: the base benefit open, the rest behind a line each; numbers run on. */
export function Worksheets({ shown }: { shown: EstimateShown }) {
  const words = useWords().member.benefit;
  return (
    <>
      <section aria-labelledby="base">
        <h2 id="base">{words.howBase}</h2>
        <p>{words.howBaseSays}</p>
        <Sheet lines={shown.base} label={words.howBase} />
      </section>
      <section aria-labelledby="each">
        <h2 id="each">{words.howEach}</h2>
        <More summary={words.howTemporary}>
          <Sheet lines={shown.temporaryLines} label={words.howTemporary} />
        </More>
        {shown.choices.map((choice) => (
          <More
            key={choice.option}
            id={`how-${choice.option}`}
            summary={words.howChoice({ choice: choice.name })}
          >
            <Sheet lines={choice.lines} label={words.howChoice({ choice: choice.name })} />
            <p>
              <a href="#choices">{words.backToChoices}</a>
            </p>
          </More>
        ))}
        <More summary={words.howDoor}>
          <Sheet lines={shown.doorLines} label={words.howDoor} />
        </More>
      </section>
    </>
  );
}

/** The steps of the life income over time, as a picture and as a table. */
export function OverTime({ shown }: { shown: EstimateShown }) {
  const words = useWords().member.benefit;
  const { estimate, hasTemporary, largest } = shown;
  const ends = estimate.temporaryEnds.value;
  const start = monthIndex(estimate.start);
  const born = estimate.career.facts.recorded?.["birthDate"];
  const stop = Math.max(start + 240, typeof born === "number" ? monthIndex(born) + 12 * 85 : 0);
  const steps = hasTemporary && ends !== undefined;
  const change = steps ? monthIndex(ends) + 1 : start;
  const [first, then] = [centsFor(estimate.options[0]!.atFirst), centsFor(estimate.options[0]!.toMember)];
  const rows = [
    ...(steps
      ? [
          {
            text: words.through({
              from: longMonth(formatDate(estimate.start)),
              to: longMonth(formatDate(ends)),
            }),
            cents: first,
          },
        ]
      : []),
    {
      text: words.fromFor({ from: longMonth(formatDate(steps ? addMonths(ends, 1) : estimate.start)) }),
      cents: then,
    },
  ];
  const levels = [
    ...(steps ? [{ from: start, to: change, cents: first, text: `${rows[0]!.text}: ${money(first)}` }] : []),
    { from: change, to: stop, cents: then, text: `${rows.at(-1)!.text}: ${money(then)}` },
  ];
  const yearMark = (at: number) => ({ at, text: String(Math.floor(at / 12)) });
  return (
    <section aria-labelledby="time">
      <h2 id="time">{words.overTime}</h2>
      <p>{steps ? words.overTimeSteps({ month: longMonth(formatDate(ends)) }) : words.overTimeLevel}</p>
      <StepChart
        id="chart"
        title={
          steps
            ? words.chartTitle({
                first: largest.atFirst.text,
                later: largest.later.text,
                month: longMonth(formatDate(ends)),
              })
            : words.chartTitleLevel({ amount: largest.later.text })
        }
        steps={levels}
        marks={[yearMark(start), ...(steps && change - start > 30 ? [yearMark(change)] : []), yearMark(stop)]}
        table={
          <Table
            caption={words.overTime}
            quiet
            rows={rows}
            keyOf={({ text }) => text}
            columns={[
              { head: words.months, names: true, cell: ({ text }) => text },
              { head: words.aMonth, number: true, cell: ({ cents }) => money(cents) },
            ]}
          />
        }
      />
    </section>
  );
}

/** What more work would give, for a member who still works. */
export function Later({ shown, href }: { shown: EstimateShown; href: (start: string) => string }) {
  const words = useWords().member.benefit;
  const { later, options } = shown.estimate;
  if (later.length === 0) return null;
  return (
    <>
      <p>{words.laterSays}</p>
      <Table
        caption={words.laterSays}
        quiet
        rows={later.filter(({ toMember }) => toMember.value !== undefined)}
        keyOf={({ months }) => months}
        columns={[
          {
            head: words.laterStart,
            names: true,
            cell: ({ start }) => <a href={href(monthText(start))}>{longDate(formatDate(start))}</a>,
          },
          { head: words.laterAmount, number: true, cell: ({ toMember }) => money(centsFor(toMember)) },
          {
            head: words.laterMore,
            number: true,
            cell: ({ toMember }) => `+ ${moreText(options[0]!.toMember, toMember)}`,
          },
        ]}
      />
    </>
  );
}
