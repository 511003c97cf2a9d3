import { describe, expect, test } from "vitest";
import { type Actor, type Role, roles, staffRoles, wearing } from "./actor.ts";
import { type Action, allow, may, NotAllowed, permissions, whyNot } from "./permissions.ts";

const actorOf = (...held: Role[]): Actor => ({ account: "a", person: 1, roles: held, employers: [7] });
const actions = Object.keys(permissions) as Action[];

/** The whole matrix again, written by hand as one letter a role in the order of `roles`: o own, x others, t theirs, f fund, - none. */
const matrix: Record<Action, string> = {
  "use own account": "ffffffff",
  "manage accounts": "-------f",
  "read a record": "o-xx--x-",
  "find members": "--ff--f-",
  "read a closed field": "--xx----",
  "change a record": "--x-----",
  "change an address": "o-x-----",
  "name a beneficiary": "o-x-----",
  "designate an agent": "o-x-----",
  "note a contact": "--xx----",
  "join two records": "--x-----",
  "confirm that two records are one": "---x----",
  "estimate a benefit": "o-xx--x-",
  "apply for retirement": "o-x-----",
  "elect a payment option": "o-x-----",
  "ask for service": "o-x-----",
  "dispute a record": "o-x-----",
  "send a document": "o-x-----",
  "read a case": "o-xx--x-",
  "read the work queue": "--ff--f-",
  "work a case": "--x-----",
  "verify a case": "--x-----",
  "approve a determination": "---x----",
  "read a determination": "o-xx--x-",
  "record a death": "--x-----",
  "confirm a death": "---x----",
  "read death cases": "--fffff-",
  "read receivables": "--fffff-",
  "record a division order": "--x-----",
  "qualify a division order": "---x----",
  "read division orders": "--xx--x-",
  "report pay": "-t------",
  "read pay reports": "-tff--f-",
  "confirm a pay report": "-tf-----",
  "choose how pay reports wait": "---f----",
  "report employment": "-tx-----",
  "read an employer's members": "-txx--x-",
  "read employers": "-tfffff-",
  "keep employers": "--f-----",
  "read employment cases": "--fffff-",
  "read data quality": "--fffff-",
  "work on data quality": "--x-----",
  "confirm on data quality": "---x----",
  "answer the fund's questions": "-t------",
  "change a bank account": "o-x-----",
  "confirm a bank account": "----xx--",
  "read payments": "o-xxxxx-",
  "read a payroll": "----fff-",
  "prepare a payroll": "----f---",
  "approve a payroll": "-----f--",
  "release a payroll": "-----f--",
  "record a returned payment": "----x---",
  "hold a payee": "----x---",
  "release a hold": "-----x--",
  "read invoices": "-tf-fff-",
  "read money in": "----fff-",
  "enter money in": "----f---",
  "release money out": "-----f--",
  "prepare interest": "----f---",
  "approve interest": "-----f--",
  "read disclosures": "--xx--x-",
  "answer a public request": "--xx----",
  "prepare a release": "--x-----",
  "approve a release": "---x----",
  "convert a fund": "----f---",
  "read a conversion": "----fff-",
  "accept a difference": "----ff--",
  "run a parallel payroll": "----ff--",
  "sign off a conversion": "-----f--",
  "choose what employers see": "---f----",
  "choose how annuities are divided": "---f----",
  "read charges": "--xx--x-",
  "record a charge": "--x-----",
  "decide on a charge": "---x----",
  "prepare a cutover": "----f---",
  "release a cutover": "-----f--",
  "read the ledger": "----fff-",
  "tell a bank settlement": "----f---",
  "confirm a bank settlement": "-----f--",
  "close a ledger month": "-----f--",
  "read the audit trail": "------f-",
  "verify the record": "------f-",
};

describe("role by action", () => {
  for (const action of actions) {
    for (const [at, role] of roles.entries()) {
      const reach = matrix[action][at];
      test(`${role}: ${action}`, () => {
        const actor = actorOf(role);
        expect(may(actor, action, { person: 1 }), "own record").toBe(reach === "o" || reach === "t");
        expect(may(actor, action, { person: 2 }), "another's record").toBe(
          reach === "x" || reach === "f" || reach === "t",
        );
        expect(may(actor, action, { employer: 7 }), "own employer").toBe(reach !== "-");
        expect(may(actor, action, { employer: 8 }), "another employer").toBe(reach !== "-" && reach !== "t");
        expect(may(actor, action), "the whole reach").toBe(reach !== "-");
      });
    }
  }
});

describe("own records", () => {
  test("nobody opens or approves their own record as staff, whatever roles they hold", () => {
    const everything = wearing(actorOf(...roles), "staff");
    for (const action of actions) expect(may(everything, action, { person: 1 }), action).toBe(false);
  });

  test("a counselor who is a member reads their own record as a member", () => {
    const both = actorOf("member", "counselor");
    expect(may(wearing(both, "member"), "read a record", { person: 1 })).toBe(true);
    expect(may(wearing(both, "member"), "read a record", { person: 2 })).toBe(false);
    expect(whyNot(wearing(both, "staff"), "read a record", { person: 1 })).toBe("own record");
  });

  test("a member without a person reads nobody", () => {
    expect(may({ account: "a", roles: ["member"], employers: [] }, "read a record")).toBe(false);
  });

  test("the auditor changes nothing: every action open to auditors is a reading one", () => {
    const open = actions.filter((action) => may(actorOf("auditor"), action, { person: 2 }));
    expect(open.every((action) => /^(read|find|verify|estimate|use own)/.test(action))).toBe(true);
  });

  test("the administrator touches accounts only", () => {
    const open = actions.filter((action) => may(actorOf("administrator"), action));
    expect(open).toEqual(["use own account", "manage accounts"]);
  });

  test("money moves under two roles", () => {
    for (const role of staffRoles) {
      expect(may(actorOf(role), "prepare a payroll") && may(actorOf(role), "approve a payroll"), role).toBe(
        false,
      );
    }
  });

  test("a refusal is thrown with its reason", () => {
    expect(() => allow(actorOf("member"), "read a record", { person: 2 })).toThrow(NotAllowed);
    expect(() => allow(actorOf("member"), "read a record", { person: 2 })).toThrow("another's record");
  });
});
