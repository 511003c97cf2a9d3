import { parseDate } from "@emeritus/engine/dates.ts";
import { confirmDeath } from "@emeritus/operations/recording-deaths/confirm-death.ts";
import { correctReport } from "@emeritus/operations/recording-deaths/correct-report.ts";
import {
  enterBeneficiary,
  type BeneficiaryAsked,
} from "@emeritus/operations/recording-deaths/enter-beneficiary.ts";
import { openGuaranteed } from "@emeritus/operations/recording-deaths/open-guaranteed.ts";
import {
  type DeathSeen,
  readCertificate,
  readDeath,
} from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { readReceivable } from "@emeritus/operations/recording-deaths/read-receivables.ts";
import { sendCertificate } from "@emeritus/operations/recording-deaths/send-certificate.ts";
import {
  askWithdrawal,
  keepReport,
  withdrawReport,
} from "@emeritus/operations/recording-deaths/withdraw-report.ts";
import { money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { memorableDate, memorableDateOrNone, refusedAt } from "../member/retire-parts.tsx";
import { useWords } from "../shared/frame.ts";
import { again, file, form, link, notFound, page, type View } from "../shared/routes.ts";
import { Status } from "./deaths.tsx";
import { type DeathAsked, back, deathKey, path, says, subject, why } from "./death-base.ts";
import { Decide, Duties, History } from "./death-decide.tsx";
import { Certificate, Effects, Told } from "./death-effects.tsx";
import { Named, Payees, bodyKinds, missingIn } from "./death-payees.tsx";

/** The page of a death case, with the problems of a form that came back. */
async function show(asked: DeathAsked): Promise<View> {
  const { system, actor, words, params } = asked;
  const seen = await readDeath(system, actor, deathKey(params), asked.moment);
  if (seen === undefined) throw notFound();
  const owed = await readReceivable(system, actor, seen.death.person, asked.moment);
  const said = words.deaths.case;
  const { name, memberId } = seen.death.deceased;
  return {
    title: said.title({ name: `${name.first} ${name.last}` }),
    over: (
      <>
        <a href={link("/office/deaths")}>{said.back}</a> · {words.payroll.memberId} {memberId}
      </>
    ),
    body: <CasePage seen={seen} asked={asked} owed={owed?.owed.openCents} />,
    parts: [
      { id: "facts", text: said.factsHeading },
      { id: "certificate", text: said.certificateHeading },
      { id: "effects", text: seen.death.confirmed ? said.effectDid : said.effectHeading },
      ...(seen.payees.length > 0 ? [{ id: "payees", text: said.payeesHeading }] : []),
      { id: "duties", text: said.dutiesHeading },
      { id: "steps", text: said.stepsHeading },
    ],
  };
}

function CasePage({ seen, asked, owed }: { seen: DeathSeen; asked: DeathAsked; owed: bigint | undefined }) {
  const words = useWords().deaths.case;
  const { death } = seen;
  const { person } = death;
  const held = death.holds.length > 0 && (death.status === "reported" || death.status === "withdrawalAsked");
  return (
    <>
      <section className="answer">
        <p>
          <Status status={death.status} />
        </p>
        {held ? <p>{words.held}</p> : null}
        {owed === undefined ? null : (
          <p>
            {words.overpaidSays({ amount: money(owed) })}{" "}
            <a href={link("/office/receivables/:person", { person })}>{words.overpaidLink}</a>
          </p>
        )}
      </section>
      <Told seen={seen} asked={asked} />
      <Certificate seen={seen} asked={asked} />
      <Effects seen={seen} />
      <Named seen={seen} asked={asked} />
      <Payees seen={seen} />
      <Decide seen={seen} asked={asked} />
      <Duties seen={seen} />
      <History seen={seen} timeZone={asked.system.fund.timeZone} />
    </>
  );
}

page({ path, owner: "deaths", may: "read death cases", subject, clocks: true, show });

form({
  path: "/office/deaths/:person/:case/date",
  owner: "deaths",
  may: "record a death",
  subject,
  body: z.object({ right: memorableDate("dayMissing"), whyCorrect: why }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: deathKey(params), died: parseDate(body.right), because: body.whyCorrect };
    const { refused } = await correctReport(system, actor, asked);
    return refused ? refusedAt(refused, "right") : back(params, words.deaths.case.corrected);
  },
});

page({
  path: "/office/deaths/:person/:case/certificate",
  owner: "deaths",
  may: "read a case",
  subject,
  show: async ({ system, actor, params }) => {
    const found = await readCertificate(system, actor, deathKey(params));
    if (found === undefined) throw notFound();
    return file({ name: found.name, type: found.mediaType, bytes: found.bytes });
  },
});

form({
  path: "/office/deaths/:person/:case/certificate",
  owner: "deaths",
  may: "send a document",
  subject,
  upload: { most: 10_000_000 },
  body: z.object({}),
  says,
  bad: show,
  take: async ({ system, actor, params, file: sent, key, words }) => {
    const asked = { key, of: deathKey(params), bytes: sent?.bytes };
    const { refused } = await sendCertificate(system, actor, asked);
    return refused ? refusedAt(refused, "file") : back(params, words.deaths.case.certificateSent);
  },
});

form({
  path: "/office/deaths/:person/:case/confirm",
  owner: "deaths",
  may: "confirm a death",
  subject,
  body: z.object({ seen: memorableDate("dayMissing") }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: deathKey(params), dateSeen: parseDate(body.seen) };
    const { refused } = await confirmDeath(system, actor, asked);
    return refused ? refusedAt(refused, "seen") : back(params, words.deaths.case.confirmed);
  },
});

const Beneficiary = z.object({
  memberId: z.string().trim().max(20),
  first: z.string().trim().max(100),
  last: z.string().trim().max(100),
  born: memorableDateOrNone("bornMissing"),
  ssn: z
    .string()
    .transform((text) => text.replace(/[-\s]/g, ""))
    .pipe(z.string().max(9, "ssnMissing")),
  street: z.string().trim().max(200),
  city: z.string().trim().max(100),
  state: z.string().trim().max(2, "stateMissing"),
  postalCode: z.string().trim().max(10, "postalCodeMissing"),
  percent: z.coerce
    .number({ error: "percentMissing" })
    .int("percentMissing")
    .min(1, "percentMissing")
    .max(100, "percentMissing"),
});

/** Who is meant, or the first field that is missing: a Member ID is enough. */
function whoOf(body: z.output<typeof Beneficiary>): BeneficiaryAsked | { field: string; says: string } {
  if (body.memberId !== "") return { memberId: body.memberId };
  const { first, last, born, ssn, street, city, state, postalCode } = body;
  if (first === "" || last === "") return { field: first === "" ? "first" : "last", says: "nameMissing" };
  if (born === undefined) return { field: "born", says: "bornMissing" };
  if (!/^\d{9}$/.test(ssn)) return { field: "ssn", says: "ssnMissing" };
  const missing = missingIn({ street, city, state, postalCode });
  if (missing) return missing;
  return { first, last, born: parseDate(born), ssn, address: { street, city, state, postalCode } };
}

form({
  path: "/office/deaths/:person/:case/beneficiaries",
  owner: "deaths",
  may: "record a death",
  subject,
  body: Beneficiary,
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const who = whoOf(body);
    if ("says" in who) return again(who);
    const asked = { key, of: deathKey(params), who, percent: body.percent };
    const { accepted, refused } = await enterBeneficiary(system, actor, asked);
    const at = { "percent-too-large": "percent", "no-such-member": "memberId" } as Record<string, string>;
    if (refused) return refusedAt(refused, at[refused.code] ?? ("ssn" in who ? "ssn" : "memberId"));
    return back(params, words.deaths.case.entered({ memberId: accepted.memberId }));
  },
});

const EnteredBody = Beneficiary.omit({
  memberId: true,
  first: true,
  last: true,
  born: true,
  ssn: true,
}).extend({
  kind: z.enum(bodyKinds, "bodyKindMissing"),
  name: z.string().trim().min(1, "bodyNameMissing").max(100, "bodyNameMissing"),
  ein: z
    .string()
    .transform((text) => text.replace(/[-\s]/g, ""))
    .pipe(z.string().regex(/^\d{9}$/, "einMissing")),
  since: memorableDateOrNone("bornMissing"),
  actsForIt: z.string().trim().max(20),
});

form({
  path: "/office/deaths/:person/:case/bodies",
  owner: "deaths",
  may: "record a death",
  subject,
  body: EnteredBody,
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const { kind, name, ein, since, actsForIt, percent, ...address } = body;
    const missing = missingIn(address);
    if (missing) return again(missing);
    const who = {
      body: kind,
      name,
      ein,
      address,
      ...(since === undefined ? {} : { since: parseDate(since) }),
      ...(actsForIt === "" ? {} : { actsForIt }),
    };
    const { accepted, refused } = await enterBeneficiary(system, actor, {
      key,
      of: deathKey(params),
      who,
      percent,
    });
    const at = {
      "percent-too-large": "percent",
      "no-such-trustee": "actsForIt",
      "in-future": "since",
    } as Record<string, string>;
    if (refused) return refusedAt(refused, at[refused.code] ?? "ein");
    return back(params, words.deaths.case.entered({ memberId: accepted.memberId }));
  },
});

form({
  path: "/office/deaths/:person/:case/open",
  owner: "deaths",
  may: "confirm a death",
  subject,
  body: z.object({}),
  says,
  bad: show,
  take: async ({ system, actor, params, key, words }) => {
    const { refused } = await openGuaranteed(system, actor, { key, of: deathKey(params) });
    return refused ? refusedAt(refused) : back(params, words.deaths.case.opened);
  },
});

form({
  path: "/office/deaths/:person/:case/withdrawal",
  owner: "deaths",
  may: "record a death",
  subject,
  body: z.object({ whyMistake: why }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: deathKey(params), because: body.whyMistake };
    const { refused } = await askWithdrawal(system, actor, asked);
    return refused ? refusedAt(refused) : back(params, words.deaths.case.asked);
  },
});

form({
  path: "/office/deaths/:person/:case/withdrawal/decision",
  owner: "deaths",
  may: "confirm a death",
  subject,
  body: z.object({ whyDecide: why, decision: z.enum(["withdraw", "keep"]) }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const decide = body.decision === "withdraw" ? withdrawReport : keepReport;
    const { refused } = await decide(system, actor, {
      key,
      of: deathKey(params),
      because: body.whyDecide,
    });
    const said = words.deaths.case;
    return refused
      ? refusedAt(refused)
      : back(params, body.decision === "withdraw" ? said.withdrawn : said.kept);
  },
});
