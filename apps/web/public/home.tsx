import { type Hat, wearing } from "@emeritus/operations/actor.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { z } from "zod";
import { ButtonLink } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { allMenus, type Asked, form, link, page, see, type View } from "../shared/routes.ts";

/** The first page that an account can use, by its roles; of one face's menu where it is told which. */
function homeOf({ actor }: Asked, face?: Hat): string | undefined {
  return allMenus().find(({ hat, may: action }) => (face ?? hat) === hat && may(wearing(actor, hat), action))
    ?.path;
}

function Welcome() {
  const words = useWords().common.welcome;
  return (
    <>
      <p className="lead">{words.lead}</p>
      <p>
        <ButtonLink href={link("/sign-in")}>{useWords().common.signIn}</ButtonLink>{" "}
        <ButtonLink href={link("/calculators")} look="outline">
          {useWords().calculators.title}
        </ButtonLink>{" "}
        <ButtonLink href={link("/law")} look="outline">
          {useWords().lawPages.menu}
        </ButtonLink>
      </p>
      <h2>{words.promisesHeading}</h2>
      <ul className="cards">
        {words.promises.map(({ name, says }) => (
          <li key={name} className="card">
            <h3>{name}</h3>
            <p>{says}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

page({
  path: "/",
  owner: "web",
  may: "anyone",
  show: (asked) => {
    if (asked.session?.strength !== "full")
      return { title: asked.words.common.welcome.title, body: <Welcome /> };
    const home = homeOf(asked);
    return home === undefined ? see(link("/account")) : see(home);
  },
});

page({
  path: "/office",
  owner: "web",
  may: "use own account",
  show: (asked) => see(homeOf(asked, "staff") ?? link("/account")),
});

function Privacy() {
  const words = useWords().common.privacy;
  return (
    <>
      {words.parts.map(({ heading, says }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {says.map((text) => (
            <p key={text} className="measure">
              {text}
            </p>
          ))}
        </section>
      ))}
      <p className="small soft">{words.since}</p>
    </>
  );
}

const showPrivacy = ({ words }: Asked): View => ({ title: words.common.privacy.title, body: <Privacy /> });
page({ path: "/privacy", owner: "web", may: "anyone", show: showPrivacy });

form({
  path: "/text-size",
  owner: "web",
  may: "anyone",
  body: z.object({ size: z.enum(["100", "118", "140"]), back: z.string() }),
  says: () => ({}),
  bad: showPrivacy,
  take: async ({ body }) => ({ ...see(/^\/(?![/\\])/.test(body.back) ? body.back : "/"), size: body.size }),
});
