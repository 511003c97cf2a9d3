import { parseDate } from "@emeritus/engine/dates.ts";
import { birthProofs, correctBirthDate } from "@emeritus/operations/changing-person/correct-birth-date.ts";
import { restingOn } from "@emeritus/operations/redetermining/about-person.ts";
import { z } from "zod";
import { memorableDate } from "../member/retire-parts.tsx";
import { form, link, see } from "../shared/routes.ts";
import { show } from "./details.tsx";
import { namedPerson, personOf, refusedBy, subject } from "./place.ts";

const path = "/office/members/:person/details/birth-date" as const;

form({
  path,
  owner: "people",
  may: "change a record",
  subject,
  body: z.object({
    seenBirth: z.string("born-in-future").max(40),
    born: memorableDate("dayMissing"),
    birthProof: z.enum(birthProofs, "proof-needed"),
  }),
  says: (words) => words.people.problems,
  bad: (asked) => show(asked),
  seeFirst: {
    about: (taken) => restingOn(taken.system.db, taken.system.fund.number, personOf(taken)),
    back: ({ person }) => link("/office/members/:person/details", { person }),
  },
  take: async (taken) => {
    const { system, actor, body, key, words } = taken;
    await namedPerson(taken);
    const person = personOf(taken);
    const ask = { key, person, born: parseDate(body.born), proof: body.birthProof, seen: body.seenBirth };
    const { accepted, refused } = await correctBirthDate(system, actor, ask);
    if (refused) return refusedBy(refused, refused.code === "changed-meanwhile" ? undefined : "born");
    return see(
      link("/office/members/:person/details", { person }),
      words.people.details.birthSaved(accepted),
    );
  },
});
