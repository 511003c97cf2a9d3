import { confirmCode } from "@emeritus/operations/signing-in/confirm-code.ts";
import { signIn } from "@emeritus/operations/signing-in/sign-in.ts";
import { signOut } from "@emeritus/operations/signing-in/sign-out.ts";
import { z } from "zod";
import { Alert, Button, Field, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, page, see, type View } from "../shared/routes.ts";

const Next = z.object({ next: z.string().optional(), out: z.string().optional() });

/** Only a path of our own may follow sign-in. */
function safe(next: string | undefined): string | undefined {
  return next !== undefined && /^\/(?![/\\])[\w\-./?=&%~]*$/.test(next) ? next : undefined;
}

type Query = z.infer<typeof Next>;
const nextOf = (asked: Asked): string => {
  const typed = asked.typed["next"];
  return safe(typeof typed === "string" ? typed : (asked.query as Query).next) ?? "";
};

function show(asked: Asked): View {
  const words = asked.words.signin;
  return {
    title: words.title,
    body: <SignIn next={nextOf(asked)} out={(asked.query as Query).out} asked={asked} />,
  };
}

function SignIn({ next, out, asked }: { next: string; out: string | undefined; asked: Asked }) {
  const words = useWords().signin;
  return (
    <>
      {out ? <Alert kind="success">{words.signedOut}</Alert> : null}
      <p className="lead">{words.intro}</p>
      {asked.system.fund.demonstration ? <Alert kind="info">{words.demonstration}</Alert> : null}
      <Form action={link("/sign-in")}>
        <input type="hidden" name="next" value={next} />
        <Field name="onlineId" label={words.onlineId} autoComplete="username" width="medium" />
        <Field
          name="password"
          type="password"
          label={words.password}
          autoComplete="current-password"
          width="medium"
        />
        <p className="small soft">
          {words.consent} <a href={link("/privacy")}>{useWords().common.footer.privacy}</a>
        </p>
        <Button>{words.next}</Button>
      </Form>
      <p>
        <a href={link("/register")}>{words.register}</a>
      </p>
    </>
  );
}

page({
  path: "/sign-in",
  owner: "sign-in",
  may: "anyone",
  query: Next,
  show: (asked) => (asked.session?.strength === "full" ? see(safe(asked.query.next) ?? "/") : show(asked)),
});

form({
  path: "/sign-in",
  owner: "sign-in",
  may: "anyone",
  body: z.object({
    next: z.string().optional(),
    onlineId: z.string("onlineIdMissing").trim().min(1, "onlineIdMissing"),
    password: z.string("passwordMissing").min(1, "passwordMissing"),
  }),
  says: (words) => words.signin.problems,
  bad: show,
  take: async (asked) => {
    const { onlineId, password } = asked.body;
    const { accepted, refused } = await signIn(asked.system, { onlineId, password, from: asked.from });
    if (refused) return again({ field: "onlineId", says: refused.code });
    const next = nextOf(asked);
    const session = accepted.token;
    return { ...see(link("/sign-in/code", undefined, next ? { next } : undefined)), session };
  },
});

function showCode(asked: Asked): View {
  const words = asked.words.signin;
  return { title: words.codeTitle, body: <Code next={nextOf(asked)} /> };
}

function Code({ next }: { next: string }) {
  const words = useWords().signin;
  return (
    <>
      <p className="lead">{words.codeIntro}</p>
      <Form action={link("/sign-in/code")}>
        <input type="hidden" name="next" value={next} />
        <Field
          name="code"
          label={words.code}
          hint={words.codeHint}
          autoComplete="one-time-code"
          inputMode="numeric"
          width="short"
          secret
        />
        <Button>{words.codeNext}</Button>
      </Form>
      <p>
        <a href={link("/sign-in")}>{words.startAgain}</a>
      </p>
    </>
  );
}

page({
  path: "/sign-in/code",
  owner: "sign-in",
  may: "anyone",
  query: Next,
  show: (asked) => (asked.session?.strength === "password" ? showCode(asked) : see(link("/sign-in"))),
});

form({
  path: "/sign-in/code",
  owner: "sign-in",
  may: "anyone",
  body: z.object({
    next: z.string().optional(),
    code: z.string("codeMissing").regex(/^\s*(\d\s*){6}$/, "codeMissing"),
  }),
  says: (words) => words.signin.problems,
  bad: showCode,
  take: async (asked) => {
    if (asked.token === undefined) return see(link("/sign-in"));
    const { accepted, refused } = await confirmCode(asked.system, {
      token: asked.token,
      code: asked.body.code,
      from: asked.from,
    });
    if (refused?.code === "timedOut") return see(link("/sign-in"));
    if (refused) return again({ field: "code", says: refused.code });
    return { ...see(nextOf(asked) || "/"), session: accepted.token };
  },
});

form({
  path: "/sign-out",
  owner: "sign-in",
  may: "anyone",
  body: z.object({}),
  says: () => ({}),
  bad: show,
  take: async ({ system, token }) => {
    if (token !== undefined) await signOut(system, token);
    return { ...see(link("/sign-in", undefined, { out: true })), session: null };
  },
});
