import { benefitKinds } from "../benefit-payroll/amounts-due.ts";
import {
  account,
  anySum,
  code,
  contact,
  count,
  date,
  digest,
  dollars,
  hundredths,
  largeDollars,
  type Layout,
  may,
  oneOf,
  percent,
  type RowOf,
  routing,
  ssn,
  text,
  upTo,
  year,
  yesNo,
} from "./fields.ts";

/** The plans of the fund, as the record names them. */
export const planNames = ["msep", "msep2000", "msep2011", "judicial", "judicial2011", "alj", "curp"] as const;
/** A plan of the fund. */
export type PlanName = (typeof planNames)[number];

/** The ways of being paid under any plan. */
export const optionNames = [
  "lifeIncome",
  "joint50",
  "joint100",
  "guaranteed60",
  "guaranteed120",
  "guaranteed180",
] as const;
/** A way of being paid. */
export type OptionName = (typeof optionNames)[number];

/** Why somebody is paid. */
export const payeeKinds = benefitKinds;
/** A kind of payee. */
export type PayeeKind = (typeof payeeKinds)[number];

const pay = may(dollars);
const job = { person: code, employer: code, position: code };
const place = {
  street: text,
  street2: may(text),
  city: text,
  state: may(code),
  postal_code: may(code),
};

/** The files of a conversion and the columns of each. */
export const layouts = {
  employers: {
    employer: code,
    name: text,
    pay_cycle: oneOf("monthly", "semimonthly", "biweekly"),
    since: date,
  },
  people: {
    person: code,
    ssn,
    first: text,
    middle: may(text),
    last: text,
    suffix: may(text),
    born: date,
    died: may(date),
    street: may(text),
    street2: may(text),
    city: may(text),
    state: may(code),
    postal_code: may(code),
  },
  addresses: { person: code, kind: oneOf("home", "mailing"), ...place, from: date, to: may(date) },
  contacts: {
    person: code,
    kind: oneOf("email", "otherEmail", "phone", "mobilePhone", "workPhone"),
    contact,
    from: date,
  },
  marriages: {
    person: code,
    spouse: code,
    married: date,
    ended: may(date),
    ended_by: may(oneOf("death", "divorce", "annulment")),
  },
  children: {
    person: code,
    child: code,
    relation: oneOf("natural", "adopted", "stepchild"),
    from: date,
    disabled: may(yesNo),
    disability_proof: may(text),
  },
  beneficiaries: {
    person: code,
    purpose: oneOf("guaranteedPayments", "finalPayment", "contributions", "lifeInsurance"),
    beneficiary: code,
    rank: oneOf("primary", "contingent"),
    parts: upTo(10_000),
    from: date,
  },
  agents: {
    person: code,
    rank: oneOf("agent", "successor"),
    agent: code,
    may_name_beneficiaries: may(yesNo),
    from: date,
  },
  employment: {
    ...job,
    title: may(text),
    plan: oneOf(...planNames),
    class: oneOf(
      "general",
      "legislator",
      "official",
      "waterPatrol",
      "partTimeLegislative",
      "judge",
      "administrativeLawJudge",
      "educator",
    ),
    from: date,
    to: may(date),
    ended_by: may(oneOf("left", "transfer", "retired", "death", "layoff", "eligibilityChange")),
  },
  leaves: {
    ...job,
    kind: oneOf("ownIllness", "family", "military", "workersCompensation", "other", "unapproved", "layoff"),
    paid: yesNo,
    approved_by: may(text),
    from: date,
    to: may(date),
  },
  assemblies: {
    person: code,
    assembly: upTo(300),
    chamber: oneOf("house", "senate"),
    begins: date,
    ends: date,
    from: date,
    to: may(date),
  },
  pay: {
    ...job,
    year,
    jan: pay,
    feb: pay,
    mar: pay,
    apr: pay,
    may: pay,
    jun: pay,
    jul: pay,
    aug: pay,
    sep: pay,
    oct: pay,
    nov: pay,
    dec: pay,
  },
  service: {
    person: code,
    kind: oneOf("purchased", "military", "prior", "transferred", "unusedSickLeave"),
    months: may(upTo(1200)),
    days: may(upTo(29)),
    hours: may(hundredths),
    effective: date,
    proof: may(text),
  },
  proofs: {
    ...job,
    kind: oneOf("departmentCertificate", "personnelDivision", "retirementRecords"),
    certified_by: text,
    certified_on: date,
    hours_a_year: may(upTo(4000)),
    from: date,
    to: may(date),
  },
  given_up: {
    person: code,
    how: oneOf("transferredOut", "refunded", "boughtOut"),
    from: date,
    to: date,
    effective: date,
    amount: may(dollars),
    restored_on: may(date),
  },
  standings: { person: code, as_of: date, service_months: upTo(1200) },
  accounts: {
    person: code,
    account: oneOf("1", "2"),
    contributions: largeDollars,
    interest: largeDollars,
    as_of: date,
  },
  rates: { year, rate: percent },
  payees: {
    benefit: code,
    payee: code,
    member: code,
    kind: oneOf(...payeeKinds),
    plan: may(oneOf(...planNames)),
    option: oneOf(...optionNames),
    base: dollars,
    temporary: may(dollars),
    temporary_ends: may(date),
    annuity_starting_date: date,
    filed: may(date),
    begins: may(date),
    ends: may(date),
    amended: may(yesNo),
    final_average_pay: may(dollars),
    service_months: may(upTo(1200)),
    routing: may(routing),
    account_kind: may(oneOf("checking", "savings")),
    account: may(account),
  },
  orders: {
    member: code,
    former_spouse: code,
    married: date,
    divided_to: date,
    issued: date,
    share: percent,
    joint: may(yesNo),
  },
  facts: { member: code, fact: code, place: may(upTo(400)), field: may(code), value: text },
  payments: {
    benefit: code,
    year,
    gross: dollars,
    taxable: dollars,
    federal: may(dollars),
    state: may(dollars),
  },
  balances: {
    employer: code,
    kind: oneOf("employer", "member", "life", "disability", "notMatched", "insuranceNotMatched", "prepaid"),
    amount: largeDollars,
    as_of: date,
    reference: code,
  },
  ledger: {
    trust: oneOf("pension", "insurance"),
    account: oneOf(
      "operatingCash",
      "payrollClearingCash",
      "servicePurchaseReceivable",
      "overpaymentsReceivable",
      "interestReceivable",
      "investments",
      "capitalAssets",
      "benefitsPayable",
      "federalTaxWithheld",
      "stateTaxWithheld",
      "medicalPremiums",
      "dentalAndVisionPremiums",
      "lifePremiums",
      "otherInsurers",
      "childSupport",
      "levy",
      "charity",
      "returnedPayments",
      "refundsPayable",
      "uncashedChecks",
      "netPosition",
    ),
    debit: may(largeDollars),
    credit: may(largeDollars),
    as_of: date,
  },
  totals: {
    file: code,
    year: may(year),
    rows: count,
    amount: may(anySum),
    months: may(count),
    hours: may(hundredths),
    sha256: may(digest),
  },
  register: { benefit: code, gross: dollars },
  causes: { difference: code, of: code, amount: may(anySum), cause: text },
} as const satisfies Record<string, Layout>;

/** A file of a conversion. */
export type FileName = keyof typeof layouts;
/** The names of the files in the order in which they are read. */
export const fileNames = Object.keys(layouts) as readonly FileName[];
/** The files that must be there. */
export const requiredFiles: readonly FileName[] = [
  "employers",
  "people",
  "employment",
  "pay",
  "payees",
  "totals",
];

/** A row of one of the files; pay is packed, and its rows are read one at a time. */
export type Row<F extends FileName> = RowOf<(typeof layouts)[F]>;
