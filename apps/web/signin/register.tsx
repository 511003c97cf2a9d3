import { parseDate } from "@emeritus/engine/dates.ts";
import { beginRegistration, type Registered, register } from "@emeritus/operations/signing-in/register.ts";
import { inGroups } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { memorableDate } from "../member/retire-parts.tsx";
import { Button, ButtonLink, Facts, Field, Form, MemorableDate } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, page, type View } from "../shared/routes.ts";

const says = (words: Words) => words.signin.registering.problems;

const show = ({ words }: Pick<Asked, "words">): View => ({
  title: words.signin.registering.title,
  body: <Begin />,
});

function Begin() {
  const words = useWords().signin.registering;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Form action={link("/register")}>
        <Field name="id" label={words.id} hint={words.ssnWhy} inputMode="numeric" width="medium" secret />
        <Button>{words.send}</Button>
      </Form>
    </>
  );
}

const tokenOf = (asked: Pick<Asked, "typed">): string => {
  const token = asked.typed["token"];
  return typeof token === "string" && /^[\w-]{43}$/.test(token) ? token : "";
};

const showCode = (asked: Pick<Asked, "words" | "typed">, token = tokenOf(asked)): View => ({
  title: asked.words.signin.registering.codeTitle,
  over: <a href={link("/register")}>{asked.words.signin.registering.title}</a>,
  body: <Code token={token} />,
});

function Code({ token }: { token: string }) {
  const words = useWords().signin.registering;
  return (
    <>
      <p className="lead measure">{words.codeIntro}</p>
      <Form action={link("/register/code")}>
        <input type="hidden" name="token" value={token} />
        <Field
          name="code"
          label={words.code}
          autoComplete="one-time-code"
          inputMode="numeric"
          width="short"
          secret
        />
        <MemorableDate name="born" label={words.born} />
        <Field name="ssnLast4" label={words.ssnLast4} inputMode="numeric" width="short" secret />
        <Field
          name="onlineId"
          label={words.onlineId}
          hint={words.onlineIdHint}
          autoComplete="username"
          width="medium"
        />
        <Field
          name="password"
          type="password"
          label={words.password}
          hint={words.passwordHint}
          autoComplete="new-password"
          width="medium"
        />
        <Button>{words.set}</Button>
      </Form>
    </>
  );
}

function Done({ done }: { done: Registered }) {
  const all = useWords();
  const words = all.signin.registering;
  return (
    <>
      <p className="lead">{words.done(done)}</p>
      {done.totpSecret === undefined ? null : (
        <>
          <p className="measure">{words.secretIntro}</p>
          <Facts facts={[{ name: words.secret, value: <code>{inGroups(done.totpSecret, 4)}</code> }]} />
        </>
      )}
      <p>
        <ButtonLink href={link("/sign-in")}>{all.common.signIn}</ButtonLink>
      </p>
    </>
  );
}

page({ path: "/register", owner: "sign-in", may: "anyone", show });

form({
  path: "/register",
  owner: "sign-in",
  may: "anyone",
  body: z.object({ id: z.string("idMissing").trim().min(1, "idMissing").max(40, "idMissing") }),
  says,
  bad: show,
  take: async (asked) => {
    const { accepted, refused } = await beginRegistration(asked.system, {
      id: asked.body.id,
      from: asked.from,
    });
    if (refused) return again({ field: "id", says: refused.code });
    return showCode(asked, accepted.token);
  },
});

const fieldOf: Readonly<Record<string, string>> = {
  onlineIdWrong: "onlineId",
  onlineIdTaken: "onlineId",
  passwordShort: "password",
  passwordTold: "password",
  notMatched: "code",
};

form({
  path: "/register/code",
  owner: "sign-in",
  may: "anyone",
  body: z.object({
    token: z.string().max(60).default(""),
    code: z.string("codeMissing").regex(/^\s*(\d\s*){6}$/, "codeMissing"),
    born: memorableDate("bornMissing"),
    ssnLast4: z
      .string("ssnMissing")
      .trim()
      .regex(/^\d{4}$/, "ssnMissing"),
    onlineId: z.string("onlineIdWrong").trim().min(1, "onlineIdWrong").max(150, "onlineIdWrong"),
    password: z.string("passwordShort").min(1, "passwordShort").max(1_000, "passwordShort"),
  }),
  says,
  bad: (asked) => showCode(asked),
  take: async (asked) => {
    const { accepted, refused } = await register(asked.system, {
      ...asked.body,
      born: parseDate(asked.body.born),
    });
    if (refused) return again({ field: fieldOf[refused.code]!, says: refused.code });
    return { title: asked.words.signin.registering.doneTitle, body: <Done done={accepted} /> };
  },
});
