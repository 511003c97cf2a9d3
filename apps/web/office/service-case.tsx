import { parseDate } from "@emeritus/engine/dates.ts";
import { type Action, may } from "@emeritus/operations/permissions.ts";
import { costs } from "@emeritus/operations/service/case-view.ts";
import {
  approveService,
  prepareService,
  refuseService,
  sendServiceBack,
} from "@emeritus/operations/service/decide-service.ts";
import { readDispute } from "@emeritus/operations/service/dispute.ts";
import {
  approveServiceRefund,
  receiveForService,
  withdrawService,
} from "@emeritus/operations/service/pay-for-service.ts";
import { readServiceCase, type ServiceCaseSeen } from "@emeritus/operations/service/read-service-cases.ts";
import { type ServiceAction, statusAfter } from "@emeritus/operations/service/status.ts";
import { paymentMethods } from "@emeritus/records/service-tables.ts";
import { count } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { memorableDate } from "../member/retire-parts.tsx";
import { CaseLetters, Course, RequestBody } from "../member/service-case-parts.tsx";
import { Cents, refusedInWords } from "../member/service-parts.tsx";
import { Alert, Button, Field, Form, MemorableDate, More, Select } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { type CaseAsked, keyOf, Over, Refuse, toLetterOf } from "./service-case-parts.tsx";
import { Find, FoundBody, foundOut } from "./service-found-out.tsx";
import { questionView } from "./service-question.tsx";

const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const says = (words: Words) => words.service.problems;
const path = "/office/service/:person/:case" as const;

/** The page of a case: a request for service, or what a member says is wrong. */
export async function show(asked: CaseAsked): Promise<View> {
  const { system, actor, words } = asked;
  const of = keyOf(asked);
  const dispute = await readDispute(system, actor, of, asked.moment);
  if (dispute !== undefined) return questionView(asked, dispute);
  const seen = await readServiceCase(system, actor, of, asked.moment);
  if (seen === undefined) throw notFound();
  const { name, memberId } = seen.career;
  return {
    title: words.service.requestTitle({ number: count(of.caseNumber) }),
    over: <Over person={of.person} name={name} memberId={memberId} />,
    body: (
      <>
        <RequestBody seen={seen} />
        <Acts seen={seen} asked={asked} />
        <CaseLetters letters={seen.service.letters} to={toLetterOf(of.person)} />
        <Course duties={seen.service.duties} steps={seen.service.steps} timeZone={system.fund.timeZone} />
      </>
    ),
  };
}

const needs: Readonly<Partial<Record<ServiceAction, Action>>> = {
  prepare: "work a case",
  refuse: "work a case",
  receive: "work a case",
  withdraw: "ask for service",
  offer: "approve a determination",
  refund: "approve a determination",
};

function Acts({ seen, asked }: { seen: ServiceCaseSeen; asked: CaseAsked }) {
  const words = useWords().service;
  const { service } = seen;
  const to = asked.params;
  const can = (action: ServiceAction) =>
    statusAfter(service.status, action) !== undefined &&
    may(asked.actor, needs[action]!, { person: service.person });
  const own = service.prepared?.by === asked.actor.account;
  return (
    <>
      {can("prepare") ? <Find seen={seen} to={to} /> : null}
      {can("offer") ? (
        own ? (
          <Alert kind="info">{words.problems["same-person"]}</Alert>
        ) : (
          <Approve seen={seen} to={to} />
        )
      ) : null}
      {can("receive") ? <Receive to={to} /> : null}
      {can("refund") ? (
        <section aria-labelledby="refund">
          <h2 id="refund">{words.office.refundHeading}</h2>
          <p>{words.office.refundSays}</p>
          <Form action={link("/office/service/:person/:case/refund", to)} label={words.office.refundHeading}>
            <Button>{words.office.refund}</Button>
          </Form>
        </section>
      ) : null}
      {can("refuse") ? <Refuse to={to} /> : null}
      {can("withdraw") ? (
        <More summary={words.case.withdrawHeading}>
          <Form
            action={link("/office/service/:person/:case/withdraw", to)}
            label={words.case.withdrawHeading}
          >
            <Field name="withdrawWhy" label={words.case.withdrawWhy} />
            <Button look="outline">{words.case.withdraw}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}

type To = CaseAsked["params"];

function Approve({ seen: { service }, to }: { seen: ServiceCaseSeen; to: To }) {
  const words = useWords().service.office;
  return (
    <section aria-labelledby="approve">
      <h2 id="approve">{words.approveHeading}</h2>
      <p>{words.approveSays}</p>
      <Form action={link("/office/service/:person/:case/approve", to)} label={words.approveHeading}>
        <Button>{costs(service.asked.what) ? words.approveOffer : words.approveCredit}</Button>
      </Form>
      <More summary={words.back}>
        <Form action={link("/office/service/:person/:case/back", to)} label={words.back}>
          <Field name="backWhy" label={words.backWhy} />
          <Button look="outline">{words.back}</Button>
        </Form>
      </More>
    </section>
  );
}

function Receive({ to }: { to: To }) {
  const all = useWords().service;
  const words = all.office;
  return (
    <section aria-labelledby="receive">
      <h2 id="receive">{words.receiveHeading}</h2>
      <Form action={link("/office/service/:person/:case/receive", to)} label={words.receiveHeading}>
        <Field name="amount" label={words.amount} inputMode="decimal" prefix="$" />
        <MemorableDate name="paidOn" label={words.paidOn} />
        <Select
          name="method"
          label={words.method}
          empty
          options={paymentMethods.map((method) => ({ value: method, text: all.case.methods[method] }))}
        />
        <Field name="paidBy" label={words.paidBy} />
        <Button>{words.receive}</Button>
      </Form>
    </section>
  );
}

const back = (params: To) => link(path, params);
/** What an act makes of the member's record is seen before it is done. */
export const seeFirst = {
  about: ({ params }: { readonly params: To }) => [numberIn(params.person)],
  back,
};

page({ path, owner: "service", may: "read a case", subject, clocks: true, show });
form({
  path: "/office/service/:person/:case/prepare",
  owner: "service",
  may: "work a case",
  subject,
  body: FoundBody,
  says,
  bad: show,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const seen = await readServiceCase(system, actor, keyOf(asked));
    if (seen === undefined) throw notFound();
    const found = foundOut(seen.service.asked.what, body);
    const { refused } = await prepareService(system, actor, { key, of: keyOf(asked), foundOut: found });
    return refused ? refusedInWords(words, refused) : see(back(params), words.service.office.prepared);
  },
});
form({
  path: "/office/service/:person/:case/approve",
  owner: "service",
  may: "approve a determination",
  subject,
  body: z.object({}),
  says,
  bad: show,
  seeFirst,
  take: async (asked) => {
    const { system, actor, key, words, params } = asked;
    const { refused } = await approveService(system, actor, { key, of: keyOf(asked) });
    return refused ? refusedInWords(words, refused) : see(back(params), words.service.office.approved);
  },
});
form({
  path: "/office/service/:person/:case/back",
  owner: "service",
  may: "approve a determination",
  subject,
  body: z.object({ backWhy: z.string("becauseMissing").trim().min(1, "becauseMissing").max(500, "tooLong") }),
  says,
  bad: show,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const given = { key, of: keyOf(asked), because: body.backWhy };
    const { refused } = await sendServiceBack(system, actor, given);
    return refused
      ? refusedInWords(words, refused, "backWhy")
      : see(back(params), words.service.office.sentBack);
  },
});
form({
  path: "/office/service/:person/:case/receive",
  owner: "service",
  may: "work a case",
  subject,
  body: z.object({
    amount: z.string("amountWrong").pipe(Cents),
    paidOn: memorableDate("dayMissing"),
    method: z.enum(paymentMethods, "methodMissing"),
    paidBy: z.string("paidByMissing").trim().min(1, "paidByMissing").max(200),
  }),
  says,
  bad: show,
  seeFirst,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const { amount, paidOn, method, paidBy } = body;
    const money = { key, of: keyOf(asked), cents: amount, paidOn: parseDate(paidOn), method, paidBy };
    const { refused } = await receiveForService(system, actor, money);
    if (refused)
      return refusedInWords(words, refused, refused.code === "more-than-owed" ? "amount" : "paidOn");
    return see(back(params), words.service.office.received);
  },
});
form({
  path: "/office/service/:person/:case/refund",
  owner: "service",
  may: "approve a determination",
  subject,
  body: z.object({}),
  says,
  bad: show,
  take: async (asked) => {
    const { system, actor, key, words, params } = asked;
    const { refused } = await approveServiceRefund(system, actor, { key, of: keyOf(asked) });
    return refused ? refusedInWords(words, refused) : see(back(params), words.service.office.refundDone);
  },
});
form({
  path: "/office/service/:person/:case/refuse",
  owner: "service",
  may: "work a case",
  subject,
  body: z.object({
    refuseWhy: z.string("becauseMissing").trim().min(1, "becauseMissing").max(2000, "saysTooLong"),
    refuseCites: z.string("citesMissing").trim().min(1, "citesMissing").max(200),
  }),
  says,
  bad: show,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const given = { key, of: keyOf(asked), because: body.refuseWhy, cites: body.refuseCites };
    const { refused } = await refuseService(system, actor, given);
    return refused
      ? refusedInWords(words, refused, "refuseWhy")
      : see(back(params), words.service.office.refused);
  },
});
form({
  path: "/office/service/:person/:case/withdraw",
  owner: "service",
  may: "ask for service",
  subject,
  body: z.object({
    withdrawWhy: z.string("becauseMissing").trim().min(1, "becauseMissing").max(500, "tooLong"),
  }),
  says,
  bad: show,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const given = { key, of: keyOf(asked), because: body.withdrawWhy };
    const { refused } = await withdrawService(system, actor, given);
    return refused
      ? refusedInWords(words, refused, "withdrawWhy")
      : see(back(params), words.service.case.withdrawn);
  },
});
