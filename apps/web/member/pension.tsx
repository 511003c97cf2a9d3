import { formatDate, addMonths } from "@emeritus/engine/dates.ts";
import { type BenefitNow, seeBenefitsNow } from "@emeritus/operations/benefit-payroll/explain-payment.ts";
import { longDate, longMonth } from "@emeritus/words/format.ts";
import { moneyText } from "@emeritus/words/value.ts";
import { takenOverText } from "@emeritus/words/cutover-text.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { ButtonLink, More, Sheet } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import type { See } from "../shared/asked.ts";
import { type Asked, link, see } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";
import { optionWords } from "./retire-parts.tsx";

/** What the member is paid, at present or at the moment of the page; empty for who is not paid. */
export const ownBenefits = (asked: Pick<Asked, "system" | "actor" | "moment">): Promise<BenefitNow[]> =>
  seeBenefitsNow(asked.system, asked.actor, ownPerson(asked), asked.moment);

/** Sends whoever is paid already from a page about retiring to the page that says what is paid. */
export async function toPensionIfPaid(asked: Asked<string, unknown>): Promise<See | undefined> {
  const paid = await ownBenefits(asked);
  return paid.length === 0 ? undefined : see(link("/member"), asked.words.member.pension.already);
}

/** What each benefit pays, largest first on the page of a payee, with every step. */
export function Pension({ benefits }: { benefits: readonly BenefitNow[] }) {
  return benefits.map((one) => <Paid key={one.benefit.benefit} paid={one} />);
}

function Paid({
  paid: { benefit, month, paidOn, lasting, temporary, total, takenOver },
}: {
  paid: BenefitNow;
}) {
  const all = useWords();
  const words = all.member.pension;
  const sheet = beginWorksheet(all);
  const lines = [lasting, ...(temporary ? [temporary] : [])].flatMap((result) =>
    sheet.add(result.explanation),
  );
  const begins = formatDate(month);
  const id = `benefit-${benefit.benefit}`;
  return (
    <section className="answer" aria-labelledby={id}>
      <h2 id={id}>{benefit.from > month ? words.paidFrom({ month: longMonth(begins) }) : words.paidNow}</h2>
      <p className="amount big plain">{total === undefined ? all.worksheet.cannot : moneyText(total)}</p>
      <p>
        {words.kinds[benefit.kind]}
        {benefit.kind === "retirement" ? `: ${optionWords(all, benefit.option, undefined).statute}` : ""}.
      </p>
      {temporary?.value && benefit.temporaryEnds !== undefined ? (
        <p>
          {words.temporary({
            amount: moneyText(temporary.value),
            month: longMonth(formatDate(addMonths(benefit.temporaryEnds, -1))),
          })}
        </p>
      ) : null}
      <p>{words.next({ month: longMonth(begins), date: longDate(formatDate(paidOn)) })}</p>
      <p className="small soft">{words.before}</p>
      <p className="acts">
        <ButtonLink href={link("/member/payments")}>{words.payments}</ButtonLink>
        <a href={link("/member/bank")}>{words.bank}</a>
      </p>
      {takenOver === undefined ? null : <p className="small soft">{takenOverText(all, takenOver)}</p>}
      <More summary={words.how}>
        <Sheet lines={lines} label={words.how} />
      </More>
    </section>
  );
}
