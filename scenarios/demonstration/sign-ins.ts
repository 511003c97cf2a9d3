import { createHash } from "node:crypto";
import type { Role } from "@emeritus/operations/actor.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import type { System } from "@emeritus/operations/system.ts";
import { sql } from "kysely";
import { namedPlaces } from "./named.ts";

/** A sign-in that the demonstration prints. */
export interface SignIn {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Which part this person plays, a key of the catalogue. */
  readonly part: Part;
  readonly password: string;
  readonly totpSecret: string;
  readonly person?: number;
  readonly employers?: readonly number[];
}

/** The parts that sign-ins play. */
export type Part = Exclude<Role, "member"> | "memberNearRuleOf80" | "memberActive" | "retiree" | "survivor";

/** One password for all: it opens only synthetic people, on a database that was made for showing. */
const password = "plain words open doors";
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** An authenticator secret of 160 bits in base32, the same for an account of every demonstration. */
function secretOf(account: string): string {
  const bytes = createHash("sha256").update(`Emeritus demonstration ${account}`).digest().subarray(0, 20);
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join("");
}

const staff: readonly (readonly [
  account: string,
  name: string,
  role: Exclude<Role, "member" | "employer">,
])[] = [
  ["counselor", "Clara Weir", "counselor"],
  ["verifier", "Victor Hale", "benefitVerifier"],
  ["preparer", "Priya Rao", "payrollPreparer"],
  ["releaser", "Rafael Ibarra", "payrollReleaser"],
  ["auditor", "Audra Finch", "auditor"],
  ["administrator", "Adam Kowal", "administrator"],
];

/** Every sign-in, given the person numbers of the named households in order. */
export function signIns(persons: readonly { readonly member: number; readonly spouse?: number }[]): SignIn[] {
  const of = (account: string, name: string, part: Part, role: Role, more: Partial<SignIn> = {}): SignIn => ({
    account,
    name,
    part,
    roles: [role],
    password,
    totpSecret: secretOf(account),
    ...more,
  });
  const memberAt = (place: number) => ({ person: persons[place]!.member });
  return [
    of("maria", "Maria Delgado", "memberNearRuleOf80", "member", memberAt(namedPlaces.nearRuleOf80)),
    of("daniel", "Daniel Okafor", "memberActive", "member", memberAt(namedPlaces.active)),
    of("ruth", "Ruth Lindqvist", "retiree", "member", memberAt(namedPlaces.retiree)),
    of("helen", "Helen Appel", "survivor", "member", { person: persons[namedPlaces.survivorOf]!.spouse! }),
    of("rivers", "Rosa Sable", "employer", "employer", { employers: [1] }),
    ...staff.map(([account, name, role]) => of(account, name, role, role)),
  ];
}

/** The named households are the first of every demonstration, so that their numbers are known. */
export const demonstrationSignIns: readonly SignIn[] = signIns([
  { member: 1, spouse: 2 },
  { member: 3 },
  { member: 4, spouse: 5 },
  { member: 6, spouse: 7 },
  { member: 8 },
]);

/** Makes the accounts that are not there yet. */
export async function makeSignIns(system: System): Promise<void> {
  const { rows } = await sql<{
    account: string;
  }>`select account from signin.account where fund = ${system.fund.number}`.execute(system.db);
  const there = new Set(rows.map(({ account }) => account));
  for (const signIn of demonstrationSignIns)
    if (!there.has(signIn.account)) await createAccount(system, signIn);
}
