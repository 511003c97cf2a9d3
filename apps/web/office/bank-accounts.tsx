import {
  decideHeldAccount,
  seeHeldAccounts,
  type HeldAccount,
} from "@emeritus/operations/changing-bank-account/confirm-account.ts";
import { longInstant } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Empty, Facts, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";

async function show(asked: Asked): Promise<View> {
  const { system, actor } = asked;
  const held = await seeHeldAccounts(system, actor);
  return {
    title: asked.words.payroll.accountsTitle,
    body: <HeldAccounts held={held} timeZone={system.fund.timeZone} />,
  };
}

function HeldAccounts(props: { held: readonly HeldAccount[]; timeZone: string }) {
  const words = useWords().payroll;
  if (props.held.length === 0) return <Empty>{words.accountsNone}</Empty>;
  return (
    <>
      <p className="lead">{words.accountsSays}</p>
      {props.held.map((one) => (
        <section key={`${one.person} ${one.account}`} aria-labelledby={`account-${one.person}`}>
          <h2 id={`account-${one.person}`}>{one.name}</h2>
          <Facts
            facts={[
              { name: words.memberId, value: one.memberId },
              {
                name: words.newAccount,
                value: `${words.kinds[one.kind]}, ${words.ending({ last4: one.last4 })} (${one.routing})`,
              },
              ...(one.before === null
                ? []
                : [{ name: words.oldAccount, value: words.ending({ last4: one.before }) }]),
              {
                name: words.entered,
                value: `${one.enteredBy}, ${longInstant(one.enteredAt, props.timeZone)}`,
              },
            ]}
          />
          {one.mayDecide ? (
            <Decide one={one} />
          ) : one.enteredByActor ? (
            <p>{words.problems.enteredByYou}</p>
          ) : null}
        </section>
      ))}
    </>
  );
}

function Decide({ one }: { one: HeldAccount }) {
  const words = useWords().payroll;
  return (
    <Form
      action={link("/office/bank-accounts/:person/:account", { person: one.person, account: one.account })}
      label={words.decideOf({ name: one.name })}
    >
      <div className="field">
        <label className="usa-label" htmlFor={`because-${one.person}`}>
          {words.how}
        </label>
        <input
          className="usa-input"
          id={`because-${one.person}`}
          name="because"
          type="text"
          autoComplete="off"
        />
      </div>
      <div className="acts">
        <Button name="decision" value="confirm" describes={words.decideOf({ name: one.name })}>
          {words.confirm}
        </Button>{" "}
        <Button name="decision" value="refuse" look="outline" describes={words.decideOf({ name: one.name })}>
          {words.refuse}
        </Button>
      </div>
    </Form>
  );
}

menu("staff", "read a payroll", "/office/bank-accounts", (words) => words.payroll.menuAccounts);
page({ path: "/office/bank-accounts", owner: "payroll", may: "read a payroll", show });

form({
  path: "/office/bank-accounts/:person/:account",
  owner: "payroll",
  may: "confirm a bank account",
  subject: ({ params }) => ({ person: numberIn(params.person) }),
  body: z.object({
    because: z.string({ error: "becauseMissing" }).trim().min(1, "becauseMissing").max(500),
    decision: z.enum(["confirm", "refuse"]),
  }),
  says: (words) => words.payroll.problems,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const ask = { key, person: numberIn(params.person), account: numberIn(params.account), ...body };
    const { refused } = await decideHeldAccount(system, actor, ask);
    if (refused) return again({ says: refused.code });
    return see(
      link("/office/bank-accounts"),
      body.decision === "confirm" ? words.payroll.confirmed : words.payroll.refusedSaid,
    );
  },
});
