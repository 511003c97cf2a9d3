/** The types' own test: each line below is a mistake that the compiler must refuse. Nothing here runs. */
import * as e from "./index.ts";

const money = e.fact.amount("money");
const service = e.fact.service("service");
const age = e.fact.age("age");
const day = e.fact.date("day");
const spouse = e.fact.perhaps.date("spouse");
const hours = e.fact.hours("hours");
const doors = e.choices("early", "late");
const table = e.lookup("table", { cites: "", keyedBy: "age", rows: [[1, e.percent("1")]] });

/** Never called. */
export function mistakes(): void {
  // @ts-expect-error money and service do not add
  e.sum(money, service);
  // @ts-expect-error age and service add only together
  e.sum(age, service);
  // @ts-expect-error service becomes a factor only in years
  e.product(money, service);
  // @ts-expect-error money does not multiply money
  e.product(money, money);
  // @ts-expect-error an age is not compared with service
  e.atLeast(age, service);
  // @ts-expect-error a date is not compared with an age
  e.atLeast(day, age);
  // @ts-expect-error a spouse who may not exist opens only with ifAny
  e.ageOn(spouse, day);
  // @ts-expect-error a table is asked by a whole number, not by a ratio
  table.at(e.inYears(age));
  // @ts-expect-error hours are not days
  e.plusDays(day, hours);
  // @ts-expect-error not one of the doors
  e.is(e.fact.choice("door", doors.names), "never");
  // @ts-expect-error not one of the choices
  doors.of("never");
  // @ts-expect-error arms of one value are of one kind
  e.cases(e.when(e.yes, money), e.otherwise(day));
  // @ts-expect-error the last arm says otherwise
  e.cases(e.when(e.yes, money));
  // @ts-expect-error an amount is not a service
  e.provision.service("wrong", { cites: "", means: () => money });
  // @ts-expect-error every provision has a citation
  e.provision.amount("uncited", { means: () => money });
  // @ts-expect-error a condition has no rounding
  e.provision.condition("rounded", { cites: "", means: () => e.yes, rounding: e.toTheCent("D23") });
  // @ts-expect-error a rounding names its authority
  e.toTheCent();
  // @ts-expect-error a setting is in force in one of its readings
  e.setting("open", { register: "D24", readings: ["one", "other"], inForce: "third" });
}
