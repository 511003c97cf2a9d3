import { parseDate } from "@emeritus/engine/dates.ts";
import type { System } from "@emeritus/operations/system.ts";
import { recordEmployer } from "@emeritus/records/employer.ts";
import { positionFor, recordEmployment } from "@emeritus/records/employment.ts";
import { recordMarriage } from "@emeritus/records/family.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { payColumns, postPay } from "@emeritus/records/pay.ts";
import { newPerson } from "@emeritus/records/person.ts";

/** The members that tests of pages know. */
export interface TestMembers {
  /** Ana Ruiz, born 1970-03-14, general employee since 2001-07-01, married to Luis, 304 months of pay to October 2026. */
  readonly ana: number;
  /** Luis Ruiz, born 1972-05-02, Ana's spouse, who never worked for the state. */
  readonly luis: number;
  /** Ben Stone, born 1985-06-01, general employee since 2009-01-01, single. */
  readonly ben: number;
  /** Cora Lind, born 1968-01-01, with 360 months of pay since 1996-11 and her choice of the year 2000 plan. */
  readonly cora: number;
}

/** Records a few members with their work, pay and family, in one transaction. */
export async function testMembers({ db, fund }: Pick<System, "db" | "fund">): Promise<TestMembers> {
  return db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const number = fund.number;
    await recordEmployer(
      tx,
      number,
      parseDate("1990-01-01"),
      { employer: 1, code: "AGRI", name: "Department of Agriculture" },
      instant,
    );
    const person = async (first: string, last: string, born: string) =>
      (await newPerson(tx, { fund: number, name: { first, last }, born: parseDate(born) }, instant)).person;
    const works = async (who: number, from: string, startCents: number, raise: number) => {
      const job = { employer: 1, reportingGroup: 1, code: "ANALYST", title: "Analyst" };
      const position = await positionFor(tx, number, who, job, instant);
      const first = parseDate(from);
      const employment = {
        position,
        employer: 1,
        reportingGroup: 1,
        plan: "msep2000",
        memberClass: "general",
        eligible: true,
        fteHundredths: 100,
        endedBy: undefined,
        from: first,
      } as const;
      await recordEmployment(tx, number, who, employment, instant);
      const [begin, end] = [first >> 5, parseDate("2026-10-01") >> 5];
      const pay = payColumns(end - begin + 1);
      for (let at = 0; at <= end - begin; at++) {
        const month = begin + at;
        pay.person[at] = who;
        pay.position[at] = position;
        pay.year[at] = Math.floor(month / 12);
        pay.month[at] = (month % 12) + 1;
        pay.reportRow[at] = at + 1;
        pay.cents[at] = startCents + Math.floor(at / 12) * raise;
      }
      await postPay(tx, number, who, pay, instant);
    };
    const [ana, luis] = [
      await person("Ana", "Ruiz", "1970-03-14"),
      await person("Luis", "Ruiz", "1972-05-02"),
    ];
    const [ben, cora] = [
      await person("Ben", "Stone", "1985-06-01"),
      await person("Cora", "Lind", "1968-01-01"),
    ];
    await works(ana, "2001-07-01", 310_000, 9_350);
    await works(ben, "2009-01-01", 280_000, 7_100);
    await works(cora, "1996-11-01", 250_000, 8_000);
    await recordMarriage(tx, number, ana, { spouse: luis, from: parseDate("1996-06-08") }, instant);
    return { ana, luis, ben, cora };
  });
}
