import { parseExact } from "@emeritus/engine/exact.ts";
import { type FoundOut, yesNoFound } from "@emeritus/operations/service/case-view.ts";
import type { ServiceCaseSeen } from "@emeritus/operations/service/read-service-cases.ts";
import { z } from "zod";
import { memorableDateOrNone } from "../member/retire-parts.tsx";
import { Cents } from "../member/service-parts.tsx";
import { Button, Choices, Field, Form, MemorableDate } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import type { CaseAsked } from "./service-case-parts.tsx";

/** What the law needs the office to find out, by what was asked for. */
const asksFor = {
  militaryDuty: ["honorableDischarge", "militaryProof"],
  publicEmployment: [
    "governmentalEmployer",
    "ownDepartmentService",
    "vestedElsewhere",
    "agreementExists",
    "leftAfterTransfer",
  ],
  publicEmploymentAtFullCost: [
    "governmentalEmployer",
    "ownDepartmentService",
    "vestedElsewhere",
    "agreementExists",
    "leftAfterTransfer",
  ],
  transferIn: ["transferUsed", "vestedElsewhere", "agreementExists"],
  transferAfterTenYears: ["vestedElsewhere", "agreementExists"],
  transferPortability: ["vestedElsewhere", "agreementExists"],
  transferFromOtherSystem: ["vestedElsewhere"],
  transferOut: ["transferUsed"],
  restoration: [],
  militaryLeave: ["employedBeforeDuty", "honorableDischarge", "militaryProof", "convalescing"],
} as const satisfies Record<string, readonly (typeof yesNoFound)[number][]>;

/** The form in which the office says what it found out. */
export function Find({ seen: { service }, to }: { seen: ServiceCaseSeen; to: CaseAsked["params"] }) {
  const words = useWords().service.office;
  const { what } = service.asked;
  const known = service.prepared?.foundOut ?? {};
  const ticked = yesNoFound.find((name) => known[name] === true);
  const asked: readonly (typeof yesNoFound)[number][] = asksFor[what];
  const reduced = what === "militaryDuty" || what === "publicEmployment";
  const moves = what.startsWith("transfer") && what !== "transferOut";
  return (
    <section aria-labelledby="find">
      <h2 id="find">{words.findHeading}</h2>
      <p>{words.findSays}</p>
      <Form action={link("/office/service/:person/:case/prepare", to)} label={words.findHeading}>
        {asked.length === 0 ? null : (
          <Choices
            name="found"
            many
            label={words.findHeading}
            value={ticked}
            options={asked.map((name) => ({ value: name, text: words.found[name] }))}
          />
        )}
        {reduced ? (
          <>
            <Field name="startingPay" label={words.startingPay} inputMode="decimal" prefix="$" />
            <Field
              name="employerRate"
              label={words.employerRate}
              inputMode="decimal"
              suffix="%"
              width="short"
            />
          </>
        ) : null}
        {what === "publicEmploymentAtFullCost" ? (
          <Field name="fullCost" label={words.fullCost} inputMode="decimal" prefix="$" />
        ) : null}
        {moves ? (
          <>
            <Field name="otherService" label={words.otherService} inputMode="numeric" width="short" />
            <Field name="converted" label={words.converted} inputMode="numeric" width="short" optional />
          </>
        ) : null}
        {what === "militaryLeave" ? (
          <>
            <MemorableDate name="firstShift" label={words.firstShift} />
            <MemorableDate name="reported" label={words.reported} />
          </>
        ) : null}
        <Button>{words.prepare}</Button>
      </Form>
    </section>
  );
}

const PerhapsCents = z.preprocess((text) => (text === "" ? undefined : text), Cents.optional());
const PerhapsMonths = z.preprocess(
  (text) => (text === "" ? undefined : text),
  z
    .string()
    .regex(/^\d{1,3}$/, "monthsWrong")
    .transform(Number)
    .optional(),
);
const PerhapsRate = z.preprocess(
  (text) => (text === "" ? undefined : text),
  z
    .string()
    .regex(/^\d{1,2}(\.\d{1,4})?$/, "rateWrong")
    .optional(),
);

/** A percentage as the part of one that the law reads. */
const partOfOne = (percent: string): string => {
  const { n, d } = parseExact(percent);
  const text = String((n * 1_000_000n) / (d * 100n)).padStart(7, "0");
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
};

/** The fields of that form. */
export const FoundBody = z.object({
  found: z.union([z.string(), z.array(z.string())]).optional(),
  startingPay: PerhapsCents,
  employerRate: PerhapsRate,
  fullCost: PerhapsCents,
  otherService: PerhapsMonths,
  converted: PerhapsMonths,
  firstShift: memorableDateOrNone("dayMissing"),
  reported: memorableDateOrNone("dayMissing"),
});

/** What a form of the office found out; a box that is not ticked means no. */
export function foundOut(what: keyof typeof asksFor, body: z.output<typeof FoundBody>): FoundOut {
  const ticked = [body.found ?? []].flat();
  const answered = Object.fromEntries(asksFor[what].map((name) => [name, ticked.includes(name)]));
  const { startingPay, employerRate, fullCost, otherService, converted, firstShift, reported } = body;
  return {
    ...answered,
    ...(startingPay === undefined ? {} : { startingPayCents: Number(startingPay) }),
    ...(employerRate === undefined ? {} : { certifiedEmployerRate: partOfOne(employerRate) }),
    ...(fullCost === undefined ? {} : { certifiedFullCostCents: Number(fullCost) }),
    ...(otherService === undefined ? {} : { serviceInOtherPlan: otherService }),
    ...(converted === undefined ? {} : { convertedService: converted }),
    ...(firstShift === undefined ? {} : { firstShiftAfterReturn: firstShift }),
    ...(reported === undefined ? {} : { reportedForWork: reported }),
  };
}
