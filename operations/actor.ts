/** Every role that an account can hold. */
export const roles = [
  "member",
  "employer",
  "counselor",
  "benefitVerifier",
  "payrollPreparer",
  "payrollReleaser",
  "auditor",
  "administrator",
] as const;

/** A set of rights; an account holds one or more. */
export type Role = (typeof roles)[number];

/** The roles of the fund's own staff. */
export const staffRoles: readonly Role[] = [
  "counselor",
  "benefitVerifier",
  "payrollPreparer",
  "payrollReleaser",
  "auditor",
  "administrator",
];

/** Who asks: an account with its roles, the person it belongs to, and the employers it may speak for. */
export interface Actor {
  /** The account's Online ID, as it stands in audit entries and approvals. */
  readonly account: string;
  /** The person whose own record this is, for members and for staff who are members themselves. */
  readonly person?: number;
  readonly roles: readonly Role[];
  /** The numbers of the employers this account may report for. */
  readonly employers: readonly number[];
}

/** The part a person plays on one face of the system; it decides which of the account's roles count there. */
export type Hat = "member" | "employer" | "staff";

/** The same account with only the roles of one hat, so that nobody opens their own record as staff by being a member too. */
export function wearing(actor: Actor, hat: Hat): Actor {
  return { ...actor, roles: actor.roles.filter((role) => hatOf(role) === hat) };
}

/** The hat under which a role counts. */
export function hatOf(role: Role): Hat {
  return role === "member" || role === "employer" ? role : "staff";
}
