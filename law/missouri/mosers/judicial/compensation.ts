/** The compensation on which a judge's retirement pay is based (RSMo 476.530). */
import {
  all,
  cases,
  dollars,
  is,
  latestOver,
  onOrBefore,
  orElse,
  otherwise,
  refusing,
  when,
} from "@emeritus/engine/expr.ts";
import type { Expr, Money } from "@emeritus/engine/kinds.ts";
import { provision, schedule, type Dated } from "@emeritus/engine/provision.ts";
import { and, published, rsmo } from "../../../sources.ts";
import { judicialSalaries, publishedSupremePay, type JudicialPayRow } from "../../judicial-pay.ts";
import { certifiedCompensation, judicialPositions } from "./facts.ts";
import { accrualEnds } from "./service.ts";

type Court = Exclude<keyof JudicialPayRow, "from">;

const payOf = (name: string, court: Court): Dated<Money> =>
  schedule(name, {
    governedBy: "accrualEnds",
    cites: published("judicialPay"),
    values: judicialSalaries.map((row) => {
      const printed = court === "supreme" && row.from === publishedSupremePay;
      const mark = printed ? {} : { mark: "assumed" as const, register: "JUDICIAL-Q07" };
      return { from: row.from, value: dollars(`${row[court]}.00`), cites: published("judicialPay"), ...mark };
    }),
  });

/** Yearly pay of an associate circuit judge. */
export const associateCircuitPay = payOf("associateCircuitPay", "associateCircuit");
/** Yearly pay of a circuit judge. */
export const circuitPay = payOf("circuitPay", "circuit");
/** Yearly pay of a judge of the court of appeals. */
export const appealsPay = payOf("appealsPay", "appeals");
/** Yearly pay of a judge of the supreme court. */
export const supremePay = payOf("supremePay", "supreme");
/** Yearly pay of the chief justice. */
export const chiefJusticePay = payOf("chiefJusticePay", "chiefJustice");

type Position = ReturnType<typeof judicialPositions.row>;

const yearlyPay = ({ office }: Position): Expr<Money> =>
  cases<Money>(
    when(is(office, "associateCircuitCourt"), associateCircuitPay.on(accrualEnds)),
    when(is(office, "circuitCourt"), circuitPay.on(accrualEnds)),
    when(is(office, "courtOfAppeals"), appealsPay.on(accrualEnds)),
    when(is(office, "supremeCourt"), supremePay.on(accrualEnds)),
    when(is(office, "chiefJustice"), chiefJusticePay.on(accrualEnds)),
    otherwise(refusing("compensationNotKnown", rsmo("476.530"))),
  );

/**
 * Yearly compensation, when the judge stopped being a judge, of the highest position ever held full-time: as certified, else the
 * highest of the tables. It is not the compensation when payments begin.
 */
export const compensationBase = provision.amount("compensationBase", {
  cites: and(rsmo("476.530"), published("russell")),
  register: "JUDICIAL-Q08",
  means: () =>
    orElse(
      certifiedCompensation,
      orElse(
        latestOver(judicialPositions, yearlyPay, (held) =>
          all(held.fullTime, onOrBefore(held.heldFrom, accrualEnds)),
        ),
        refusing("compensationNotKnown", rsmo("476.530")),
      ),
    ),
});
