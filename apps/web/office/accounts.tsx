import {
  type AccountSeen,
  listAccounts,
  noteHolder,
  setAccountLock,
} from "@emeritus/operations/signing-in/manage-accounts.ts";
import {
  chooseFirstAccountWait,
  firstAccountWait,
  seeFirstAccountWait,
} from "@emeritus/operations/signing-in/first-account-wait.ts";
import { count, longInstant } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Empty, Field, Filter, Form, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";

const Find = z.object({ find: z.string().max(150).optional() });

async function show(asked: Asked): Promise<View> {
  const find = (asked.query as z.infer<typeof Find>).find ?? "";
  const seen = await listAccounts(asked.system, asked.actor, find);
  const timeZone = asked.system.fund.timeZone;
  return {
    title: asked.words.signin.accounts.title,
    wide: true,
    body: (
      <>
        <Accounts {...seen} find={find} timeZone={timeZone} own={asked.actor.account} />
        <Holders />
        <FirstAccounts {...await seeFirstAccountWait(asked.system, asked.actor)} />
      </>
    ),
  };
}

function Accounts(props: {
  accounts: readonly AccountSeen[];
  of: number;
  find: string;
  timeZone: string;
  own: string;
}) {
  const words = useWords().signin.accounts;
  const roleNames: Readonly<Record<string, string>> = useWords().common.role;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <Filter action={link("/office/accounts")} label={words.title} clear={props.find !== ""}>
        <Field name="find" type="search" label={words.find} value={props.find} />
      </Filter>
      {props.accounts.length === 0 ? (
        <Empty>{words.noneFound}</Empty>
      ) : (
        <Table
          caption={words.showing({ shown: count(props.accounts.length), of: count(props.of) })}
          rows={props.accounts}
          keyOf={({ account }) => account}
          columns={[
            { head: words.onlineId, names: true, cell: ({ account }) => account },
            { head: words.name, cell: ({ name }) => name },
            { head: words.sameAs, cell: ({ sameAs }) => sameAs.join(", ") },
            { head: words.roles, cell: ({ roles }) => roles.map((role) => roleNames[role]).join(", ") },
            {
              head: words.lastSignIn,
              cell: ({ signedIn }) => (signedIn ? longInstant(signedIn, props.timeZone) : words.never),
            },
            { head: words.state, cell: (seen) => <State seen={seen} own={seen.account === props.own} /> },
          ]}
        />
      )}
    </>
  );
}

function State({ seen, own }: { seen: AccountSeen; own: boolean }) {
  const words = useWords().signin.accounts;
  const { account, locked } = seen;
  const state = <Tag kind={locked ? "bad" : "good"}>{locked ? words.lockedState : words.open}</Tag>;
  if (own) return state;
  return (
    <Form action={link("/office/accounts/:account/lock", { account })} className="in-row">
      {state}{" "}
      <Button look="link" name="locked" value={locked ? "no" : "yes"}>
        <span aria-hidden="true">{locked ? words.unlock : words.lock}</span>
        <span className="usa-sr-only">
          {locked ? words.unlockOf({ account }) : words.lockOf({ account })}
        </span>
      </Button>
    </Form>
  );
}

/** Which accounts one person holds. */
function Holders() {
  const words = useWords().signin.accounts.holders;
  return (
    <>
      <h2>{words.title}</h2>
      <p className="measure">{words.says}</p>
      <Form action={link("/office/accounts/holders")} label={words.title}>
        <Field name="account" label={words.account} />
        <Field name="other" label={words.other} hint={words.otherHint} optional />
        <Button look="outline">{words.note}</Button>
      </Form>
    </>
  );
}

/** How long a first account waits after its e-mail address was changed. */
function FirstAccounts({ days }: { days: number }) {
  const words = useWords().notices.waiting;
  return (
    <>
      <h2>{words.title}</h2>
      <p className="measure">{words.says}</p>
      <Form action={link("/office/first-account-wait")} label={words.title}>
        <Field name="days" label={words.days} inputMode="numeric" width="short" value={String(days)} />
        <Button look="outline">{words.choose}</Button>
      </Form>
    </>
  );
}

menu("staff", "manage accounts", "/office/accounts", (words) => words.signin.accounts.title);
page({ path: "/office/accounts", owner: "sign-in", may: "manage accounts", query: Find, show });

form({
  path: "/office/accounts/:account/lock",
  owner: "sign-in",
  may: "manage accounts",
  body: z.object({ locked: z.enum(["yes", "no"]) }),
  says: (words) => words.signin.refusals,
  bad: show,
  take: async ({ system, actor, params, body, words }) => {
    const account = params.account;
    const { refused } = await setAccountLock(system, actor, { account, locked: body.locked === "yes" });
    if (refused) return again({ says: refused.code });
    const said = words.signin.accounts;
    return see(
      link("/office/accounts"),
      body.locked === "yes" ? said.locked({ account }) : said.unlocked({ account }),
    );
  },
});

form({
  path: "/office/accounts/holders",
  owner: "sign-in",
  may: "manage accounts",
  body: z.object({
    account: z.string("unknownAccount").trim().toLowerCase().min(1, "unknownAccount").max(150),
    other: z.string("unknownAccount").trim().toLowerCase().max(150),
  }),
  says: (words) => words.signin.refusals,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const other = body.other === "" ? undefined : body.other;
    const { refused } = await noteHolder(system, actor, { key, account: body.account, other });
    if (refused) return again({ field: "account", says: refused.code });
    return see(link("/office/accounts"), words.signin.accounts.holders.noted);
  },
});

form({
  path: "/office/first-account-wait",
  owner: "sign-in",
  may: "manage accounts",
  body: z.object({
    days: z
      .string()
      .trim()
      .refine((text) => /^\d{1,2}$/u.test(text) && Number(text) <= firstAccountWait.most, "badDays"),
  }),
  says: (words) => words.notices.waiting,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const days = Number(body.days);
    await chooseFirstAccountWait(system, actor, { key, days });
    return see(link("/office/accounts"), words.notices.waiting.chosen({ days }));
  },
});
