import { endSessions, listSessions, type SignedInPlace } from "@emeritus/operations/signing-in/sign-out.ts";
import { longInstant } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Form, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, page, see, type View } from "../shared/routes.ts";

async function show(asked: Asked): Promise<View> {
  const places = await listSessions(asked.system, asked.actor, asked.token);
  return {
    title: asked.words.signin.sessions.title,
    over: asked.session?.name,
    body: <Places places={places} timeZone={asked.system.fund.timeZone} />,
  };
}

function Places({ places, timeZone }: { places: readonly SignedInPlace[]; timeZone: string }) {
  const words = useWords().signin.sessions;
  return (
    <>
      <h2 id="places">{words.heading}</h2>
      <p>{words.intro}</p>
      <Table
        caption={words.heading}
        quiet
        rows={places}
        keyOf={({ number }) => number}
        columns={[
          { head: words.browser, names: true, cell: ({ browser }) => browser || "-" },
          { head: words.since, cell: ({ begun }) => longInstant(begun, timeZone) },
          { head: words.lastSeen, cell: ({ seen }) => longInstant(seen, timeZone) },
          { head: words.end, cell: (place) => <End place={place} /> },
        ]}
      />
      {places.length > 1 ? (
        <Form action={link("/account/sessions")}>
          <Button look="outline">{words.endOthers}</Button>
        </Form>
      ) : null}
    </>
  );
}

function End({ place }: { place: SignedInPlace }) {
  const words = useWords().signin.sessions;
  if (place.here) return <Tag kind="good">{words.here}</Tag>;
  return (
    <Form action={link("/account/sessions")} className="in-row">
      <input type="hidden" name="session" value={String(place.number)} />
      <Button look="link" describes={place.browser}>
        {words.end}
      </Button>
    </Form>
  );
}

page({ path: "/account", owner: "sign-in", may: "use own account", show });

form({
  path: "/account/sessions",
  owner: "sign-in",
  may: "use own account",
  body: z.object({
    session: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  }),
  says: () => ({}),
  bad: show,
  take: async ({ system, actor, token, body, words }) => {
    const number = body.session === undefined ? {} : { number: BigInt(body.session) };
    await endSessions(system, actor, { ...number, token });
    const { ended, othersEnded } = words.signin.sessions;
    return see(link("/account"), body.session === undefined ? othersEnded : ended);
  },
});
