import { ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import { type Child, childrenOf } from "@emeritus/records/child.ts";
import { type Marriage, marriagesOf, marriagesTo } from "@emeritus/records/family.ts";
import { lastChange } from "@emeritus/records/last-change.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { getPersons } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** Somebody of the family as pages show them. */
interface Relative {
  readonly name: string;
  readonly memberId: string;
  readonly born: PlainDate;
  readonly died: PlainDate | undefined;
}

/** A marriage with the spouse. */
export type MarriageSeen = Marriage & Relative;

/** A child, of whom the versions of several days are one line. */
export interface ChildSeen extends Relative, Omit<Child, "from" | "to"> {
  readonly since: PlainDate;
  readonly disabledSince: PlainDate | undefined;
}

/** The family of a person, with the version of each part for whoever changes it next. */
export interface FamilySeen {
  readonly marriages: readonly MarriageSeen[];
  /** Marriages that only the other's record holds. */
  readonly asSpouse: readonly MarriageSeen[];
  readonly children: readonly ChildSeen[];
  readonly married: boolean;
  readonly seen: { readonly marriages: string; readonly children: string };
}

/** Reads a person's marriages and children as known at a moment. */
export async function readFamily(
  { reader, fund, calendar }: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: calendar.today() },
): Promise<FamilySeen> {
  allow(actor, "read a record", { person });
  const number = fund.number;
  const [marriages, others, versions, seenMarriages, seenChildren] = await Promise.all([
    marriagesOf(reader, number, person, moment),
    marriagesTo(reader, number, person, moment),
    childrenOf(reader, number, person, moment),
    lastChange(reader, "records.marriage", { fund: number, person }),
    lastChange(reader, "records.child", { fund: number, person }),
  ]);
  const persons = [
    ...marriages.map(({ spouse }) => spouse),
    ...others.map(({ spouse }) => spouse),
    ...versions.map(({ child }) => child),
  ];
  const known = new Map(
    (await getPersons(reader, number, persons, { knownAt: moment.knownAt })).map((one) => [
      one.person,
      {
        name: [one.name.first, one.name.middle, one.name.last, one.name.suffix].filter(Boolean).join(" "),
        memberId: one.memberId,
        born: one.born,
        died: one.died,
      },
    ]),
  );
  const children = new Map<number, ChildSeen>();
  for (const { from, to: _, ...version } of versions) {
    const relative = known.get(version.child);
    if (relative === undefined) continue;
    const before = children.get(version.child);
    const disabledSince = before?.disabledSince ?? (version.disabled ? from : undefined);
    children.set(version.child, { ...relative, ...version, since: before?.since ?? from, disabledSince });
  }
  const withRelative = (one: Marriage): MarriageSeen[] => {
    const relative = known.get(one.spouse);
    return relative === undefined ? [] : [{ ...one, ...relative }];
  };
  return {
    marriages: marriages.flatMap(withRelative),
    asSpouse: others
      .filter(({ spouse }) => !marriages.some((own) => own.spouse === spouse))
      .flatMap(withRelative),
    children: [...children.values()],
    married: marriages.some(({ to }) => to === ENDLESS),
    seen: { marriages: seenMarriages, children: seenChildren },
  };
}
