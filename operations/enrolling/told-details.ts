import type { PlainDate } from "@emeritus/engine/dates.ts";
import { type Address, addressRow } from "@emeritus/records/address.ts";
import { correctMany } from "@emeritus/records/correct.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { type Name, nameRow } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import {
  keepWaitingDetails,
  type DetailKind,
  type DetailParts,
  type LatestDetail,
  type WhyWaits,
} from "@emeritus/records/told-detail.ts";
import type { Actor } from "../actor.ts";
import { chooseSetting, chosenSetting } from "../choose-setting.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** What a name or address that an employer tells comes to. */
export type DetailEffect = "takesEffect" | "waits";

/** What the fund has chosen for names and for addresses that employers tell. */
export type DetailPolicy = Readonly<Record<DetailKind, DetailEffect>>;

/** What a fund does that has chosen nothing (ADR 26). */
export const usualDetailPolicy: DetailPolicy = { name: "takesEffect", address: "takesEffect" };

const settingName = "names and addresses that employers tell";

/** What the fund does on a day with names and addresses that employers tell. */
export async function detailPolicy(db: Reading, fund: number, on: PlainDate): Promise<DetailPolicy> {
  return (await chosenSetting<DetailPolicy>(db, fund, settingName, on)) ?? usualDetailPolicy;
}

/** Chooses, from today on, whether names and addresses that employers tell take effect or wait for the office. */
export async function chooseDetailPolicy(
  system: System,
  actor: Actor,
  { key, name, address }: DetailPolicy & { readonly key: string },
): Promise<void> {
  allow(actor, "choose how pay reports wait");
  await chooseSetting(system, actor, {
    key,
    command: "chooseDetailPolicy",
    setting: settingName,
    value: { name, address },
  });
}

/**
 * Pure. Why a name or address that an employer tells from a day on waits for the office; nothing when it takes effect. The word of
 * an employer for whom the person does not work any more always waits. What the member, or the office on the member's word, gave for
 * that day or later is never replaced by it: members tell no day that is past (ADR 26).
 */
export function whyDetailWaits(
  effect: DetailEffect,
  from: PlainDate,
  latest: LatestDetail | undefined,
  worksThere: boolean,
): WhyWaits | undefined {
  if (effect === "waits" || !worksThere) return "fund";
  if (latest === undefined || latest.byEmployer) return undefined;
  return latest.from >= from ? "memberSpokeLater" : undefined;
}

/** A name or address as an employer told it of somebody, by the number of its notice. */
export interface DetailTold {
  readonly person: number;
  readonly notice: number;
  readonly from: PlainDate;
  readonly told: { readonly name: Name } | { readonly address: Address };
  readonly waits: WhyWaits | undefined;
}

/** Records names and addresses that take effect, and keeps those that wait, a few statements for all. */
export async function recordDetails(
  tx: Tx,
  fund: number,
  details: readonly DetailTold[],
  instant: Instant,
): Promise<void> {
  await keepWaitingDetails(
    tx,
    fund,
    details.flatMap(({ waits, told, from: effective, person, notice }) =>
      waits === undefined
        ? []
        : [{ person, notice, effective, why: waits, kind: kindOfDetail(told), detail: partsOf(told) }],
    ),
    instant,
  );
  const now = details.filter(({ waits }) => waits === undefined);
  const names = now.flatMap(({ person, from, told }) =>
    "name" in told
      ? [{ key: { fund, person }, days: { from }, rows: [nameRow(fund, person, told.name, from)] }]
      : [],
  );
  const addresses = now.flatMap(({ person, from, told }) =>
    "address" in told
      ? [
          {
            key: { fund, person, kind: "home" as const },
            days: { from },
            rows: [addressRow(fund, person, { kind: "home", from, address: told.address })],
          },
        ]
      : [],
  );
  for (const round of rounds(names, ({ key }) => key.person))
    await correctMany(tx, "records.person_name", round, instant);
  for (const round of rounds(addresses, ({ key }) => key.person))
    await correctMany(tx, "records.address", round, instant);
}

/** Divides things into rounds in which none concerns the same as another, in order: a later word about it comes after. */
export function rounds<T>(things: readonly T[], of: (thing: T) => string | number): T[][] {
  const seen = new Map<string | number, number>();
  const all: T[][] = [];
  for (const thing of things) {
    const round = seen.get(of(thing)) ?? 0;
    seen.set(of(thing), round + 1);
    (all[round] ??= []).push(thing);
  }
  return all;
}

/** Whether a name or an address was told. */
export const kindOfDetail = (told: DetailTold["told"]): DetailKind => ("name" in told ? "name" : "address");

/** The parts of a name or address that were told. */
export const partsOf = (told: DetailTold["told"]): DetailParts =>
  Object.fromEntries(
    Object.entries("name" in told ? told.name : told.address).filter(
      (part): part is [string, string] => part[1] !== undefined,
    ),
  );

const sameParts = ["first", "middle", "last", "suffix"] as const;

/** Pure. Whether two names are the same in every part. */
export const sameName = (one: Name, other: Name): boolean =>
  sameParts.every((part) => (one[part] ?? "") === (other[part] ?? ""));

/** Pure. Whether an address can be written to: a state of two letters and a ZIP code in this country, a country elsewhere. */
export function addressIsWhole({
  street,
  city,
  state = "",
  postalCode = "",
  country = "US",
}: Address): boolean {
  if (street === "" || city === "") return false;
  if (country !== "US") return /^[A-Z]{2}$/u.test(country);
  return /^[A-Z]{2}$/u.test(state) && /^\d{5}(-\d{4})?$/u.test(postalCode);
}
