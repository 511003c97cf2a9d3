import type { Keys } from "@emeritus/records/keys.ts";
import type { Db } from "@emeritus/records/db.ts";
import { sql } from "kysely";

const fund = 1;
const letters = "bdfgklmnprst";

/** A name of letters that no other number sounds like, more or less. */
const nameOf = (number: number): string =>
  [144, 12, 1].map((power) => `${letters[Math.floor(number / power) % 12]}${"aeiou"[number % 5]}`).join("");

/** What a person of these tests is, where it is not as usual. */
export interface Made {
  readonly born?: string | null;
  readonly proof?: string | null;
  readonly ssn?: string | null;
  readonly name?: string | null;
  readonly address?: string | null;
  readonly died?: string;
}

/** Puts rows into a fund as its owner, whatever the operations would refuse: the record as another system left it. */
export class BadFund {
  readonly #db: Db;
  readonly #keys: Keys;
  #persons = 0;
  #benefits = 0;
  #others = 0;

  constructor(owner: Db, keys: Keys) {
    this.#db = owner;
    this.#keys = keys;
  }

  async add(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
    const all = { fund, recorded_from: "2026-01-01T00:00:00Z", ...row };
    const columns = Object.keys(all).map((name) => sql.ref(name));
    const values = Object.values(all).map((value) => sql`${value}`);
    await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(values)})`.execute(
      this.#db,
    );
  }

  next(): number {
    return (this.#others += 1);
  }

  async setUp(): Promise<void> {
    for (const employer of [1, 2, 3, 4]) {
      const dated = {
        employer,
        code: `E${employer}`,
        name: `Employer ${employer}`,
        valid_from: "1990-01-01",
      };
      await this.add("records.employer", dated);
      const group = { ...dated, reporting_group: employer, pay_cycle: "monthly" };
      await this.add("records.reporting_group", group);
    }
    await sql`insert into records.law_version (hash, plan, content, recorded_from)
      values (${"a".repeat(64)}, 'msep2000', '{}', '2026-01-01')`.execute(this.#db);
    for (const [group, ends] of [
      [1, "2026-10-31"],
      [2, "2026-08-20"],
      [3, "2026-08-21"],
    ] as const)
      await this.report(group, ends);
  }

  /** A posted report of a group through a day, of the number of the group. */
  async report(group: number, ends: string): Promise<void> {
    const sums = { rows_money: 0, rows_event: 0, rows_leave: 0, rows_correction: 0 };
    const cents = { pensionable_cents: 0, member_cents: 0, employer_cents: 0, life_cents: 0, ltd_cents: 0 };
    await this.add("records.pay_report", {
      report: group,
      reporting_group: group,
      employer: group,
      file_id: `F${group}`,
      report_type: "REGULAR",
      period_begin: "2026-08-01",
      period_end: ends,
      pay_date: "2026-11-01",
      sha256: Buffer.alloc(32),
      ...sums,
      ...cents,
      sent_by: "employer",
    });
    await this.add("records.pay_report_step", { report: group, step: "posted", actor: "employer" });
  }

  async person({ born, proof, ssn, name, address, died }: Made = {}): Promise<number> {
    const person = (this.#persons += 1);
    await this.add("records.person", { person, member_id: String(10_000_000 + person) });
    const called = name === undefined ? nameOf(person) : name;
    const names = { first_name: called, last_name: called };
    if (called !== null)
      await this.add("records.person_name", { person, ...names, valid_from: "1900-01-01" });
    const day =
      born === undefined ? new Date(Date.UTC(1970, 0, 13 + person)).toISOString().slice(0, 10) : born;
    if (day !== null)
      await this.add("records.person_birth", {
        person,
        born: day,
        proof: proof === undefined ? "birthCertificate" : proof,
      });
    if (died !== undefined) await this.add("records.person_death", { person, died });
    const place = { kind: "home", street: `${person} Main`, city: "Jefferson City", state: "MO" };
    const zip = address === undefined ? "65101" : address;
    if (zip !== null)
      await this.add("records.address", { person, ...place, postal_code: zip, valid_from: "1990-01-01" });
    const number = ssn === undefined ? String(900_000_000 + person) : ssn;
    if (number !== null) await this.closed(person, "ssn", number);
    return person;
  }

  closed(person: number, field: "ssn" | "bankAccount", text: string, more: object = {}): Promise<void> {
    const { keyNo, hash } = this.#keys.lookup(field, text);
    const slot = field === "ssn" ? 0 : 1;
    const sealed = { key_no: 1, sealed: Buffer.from("x"), lookup_no: keyNo, lookup: hash };
    return this.add("records.closed_field", { person, field, slot, ...sealed, ...more });
  }

  /** A job from a day up to the day after its last. */
  async job(
    person: number,
    from: string,
    to = "infinity",
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const { position = 1, employer = 1, code = `P${String(position)}`, ...rest } = more;
    const known =
      await sql`select 1 from records.position where person = ${person} and position = ${position}`.execute(
        this.#db,
      );
    const at = { employer, reporting_group: employer };
    if (known.rows.length === 0) await this.add("records.position", { person, position, code, ...at });
    const plan = { plan: from < "2011-01-01" ? "msep2000" : "msep2011", member_class: "general" };
    const days = { valid_from: from, valid_to: to };
    await this.add("records.employment", { person, position, ...at, ...plan, ...days, ...rest });
  }

  /** A packed year: amounts of January on, in cents. */
  async pay(person: number, year: number, cents: readonly (number | null)[], position = 1): Promise<void> {
    const all = Array.from({ length: 12 }, (_, at) => cents[at] ?? null);
    await sql`insert into projection.pay_year (fund, person, position, year, cents)
      values (${fund}, ${person}, ${position}, ${year}, ${all}::int[])`.execute(this.#db);
  }

  /** Twelve months of 3,000.00 with some of them otherwise, by month from 1. */
  year(other: Readonly<Record<number, number | null>> = {}): (number | null)[] {
    return Array.from({ length: 12 }, (_, at) => (at + 1 in other ? other[at + 1]! : 300_000));
  }

  /** Somebody at work since 2015, paid through October 2026. */
  async member(
    made: Made = {},
    others: Readonly<Record<number, readonly (number | null)[]>> = {},
  ): Promise<number> {
    const person = await this.person(made);
    await this.job(person, "2015-01-01");
    for (let year = 2015; year <= 2026; year += 1)
      await this.pay(person, year, others[year] ?? this.year(year === 2026 ? { 11: null, 12: null } : {}));
    return person;
  }

  /** A benefit in payment with its determination, and whatever of it is otherwise. */
  async benefit(person: number, more: Readonly<Record<string, unknown>> = {}): Promise<number> {
    const benefit = (this.#benefits += 1);
    const { known_at = "2026-02-01T00:00:00Z", determined = true, ...rest } = more;
    const row = {
      person,
      benefit,
      member: person,
      kind: "retirement",
      payment_option: "lifeIncome",
      determination: benefit,
      base_cents: 100_000,
      valid_from: "2020-01-01",
      ...rest,
    };
    await this.add("records.benefit", row);
    if (determined === true)
      await this.add("records.determination", {
        person,
        determination: benefit,
        kind: "retirement",
        law_version: "a".repeat(64),
        inputs: "{}",
        result: "{}",
        effective: "2020-01-01",
        known_at,
        calculated_by: "one",
        approved_by: "two",
      });
    return benefit;
  }

  account(person: number, number: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const row = {
      account: 1,
      routing: "111111118",
      kind: "checking",
      last4: number.slice(-4),
      valid_from: "2020-01-01",
    };
    const entered = { status: "confirmed", entered_by: "a", confirmed_by: "b" };
    return this.add("records.bank_account", { person, ...row, ...entered, ...more }).then(() =>
      this.closed(person, "bankAccount", number),
    );
  }

  marriage(person: number, spouse: number, from: string, to?: string): Promise<void> {
    const ended = to === undefined ? {} : { valid_to: to, ended_by: "divorce" };
    return this.add("records.marriage", { person, spouse, valid_from: from, ...ended });
  }
}
