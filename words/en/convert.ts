type Of<Names extends string> = Readonly<Record<Names, string>>;

const notPaidBecause = {
  divided: "divided with a former spouse",
  plan: "of a plan or kind of benefit that it does not pay",
  class: "of a class that it does not pay",
  option: "of an option that it does not pay",
  increases: "the files do not hold what the law asks for to say how they rise",
};

/** What `emeritus convert` says: the files of another system, their control totals, and every difference with its cause. */
export const convert = {
  summary:
    "Take over another system's people, service, pay and payees from files, and run a parallel payroll",
  usage:
    "convert check FOLDER\nconvert load FOLDER --as ONLINE-ID --code CODE\nconvert differences --as ONLINE-ID --code CODE [--class CLASS]\nconvert accept --difference NUMBER | --class CLASS --because TEXT --as ONLINE-ID --code CODE\nconvert sign --as ONLINE-ID --code CODE\nconvert parallel FOLDER --month YYYY-MM --as ONLINE-ID --code CODE\nconvert cutover --month YYYY-MM --parallel NUMBER --as ONLINE-ID --code CODE\nconvert release --as ONLINE-ID --code CODE",
  accountNeeded:
    "Say who you are: --as ONLINE-ID --code CODE, with the password in EMERITUS_PASSWORD. Nothing was changed.",
  notSignedIn: "These two factors do not sign anybody in. Nothing was changed.",
  notAllowed: "This account may not do that. Nothing was changed.",
  monthNeeded: "Write the month as --month YYYY-MM.",
  noFolder: ({ folder }: Of<"folder">) => `There is no folder ${folder}.`,
  notRead: ({ file }: Of<"file">) =>
    `Not read: ${file}. No file of a conversion has that name; docs/guides/convert.md lists the names.`,
  finding: ({ file, line, field, value, rule }: Of<"file" | "line" | "field" | "value" | "rule">) =>
    `${file}.csv${line === "0" ? "" : `, line ${line}`}${field === "" ? "" : `, ${field}`}${value === "" ? "" : ` "${value}"`}: ${rule}`,
  rules: {
    text: () => "must be 1 to 100 characters without line breaks or tabs. Shorten it or take them out.",
    code: () => "must be 1 to 40 letters, digits, dots, slashes or hyphens. Write it so in every file.",
    date: () =>
      "must be a day of the calendar, written YYYY-MM-DD. Write the day from the old system's paper.",
    dollars: () => "must be dollars with two decimals and no sign or comma, such as 1275.00. Write it so.",
    count: () => "must be a whole number in its range. Write it in digits.",
    hundredths: () => "must be a number with two decimals, such as 120.50. Write it so.",
    year: () => "must be a year from 1900 to 2099. Write four digits.",
    ssn: () => "must be nine digits that can be a Social Security number. Ask the member for the card.",
    routing: () => "must be nine digits whose check digit is right. Ask the payee or the bank.",
    account: () => "must be 4 to 17 digits. Ask the payee or the bank.",
    yesNo: () => 'must be "yes" or "no".',
    choice: ({ wanted }: Of<"wanted">) => `must be one of: ${wanted}.`,
    missing: () => "is needed and is not there. Fill it in.",
    fileMissing: () => "the file is needed and is not in the folder. Put it there.",
    notUtf8: () => "the file is not UTF-8 text. Save it as UTF-8.",
    header: ({ wanted }: Of<"wanted">) => `the first line must be: ${wanted}`,
    fields: ({ wanted }: Of<"wanted">) =>
      `the line must have ${wanted} fields. Quote a field that holds a comma.`,
    openQuote: () => "a quotation mark is opened and never closed. Close it.",
    strayQuote: () => "a quotation mark stands inside a field. Quote the whole field and double the mark.",
    bareCarriageReturn: () => "a line ends with CR alone. End lines with LF or CRLF.",
    lineTooLong: () => "the line is longer than 8192 bytes. Look for a quotation mark that is not closed.",
    twice: ({ wanted }: Of<"wanted">) =>
      `stands here again; it was on line ${wanted}. Keep the one that is right.`,
    unknown: ({ wanted }: Of<"wanted">) => `is not in ${wanted}. Add it there or correct it here.`,
    order: ({ wanted }: Of<"wanted">) => `must not be before ${wanted}. Correct one of the two days.`,
    overlap: ({ wanted }: Of<"wanted">) =>
      `overlaps line ${wanted}. End the earlier one before the later begins.`,
    together: ({ wanted }: Of<"wanted">) =>
      `must go together with ${wanted}: both or neither. Correct one of them.`,
    ownBenefit: () =>
      "every member in payees.csv has one row of kind retirement in which payee and member are the same, ended or not. Add it.",
    otherAccount: () => "a payee has one bank account in all rows. Write the one that is in use.",
    contact: () => "must be an e-mail address or a telephone number. Write it as the member gave it.",
    sha256: () => "must be a SHA-256, 64 small hexadecimal digits. Take it from the export.",
    percent: () =>
      "must be a percentage from 0 to 100 with up to four decimals, such as 50 or 33.3333. Write it so.",
    columnUnknown: ({ wanted }: Of<"wanted">) =>
      `is no column of this file; nothing in it is read. Take the column out. The columns are: ${wanted}`,
    columnTwice: () => "the column stands in the first line twice. Keep the one that is right.",
    future: ({ wanted }: Of<"wanted">) =>
      `is later than can be known, ${wanted}. Write the day from the old system's paper.`,
    tooEarly: ({ wanted }: Of<"wanted">) =>
      `is before ${wanted}, the first day that can be meant. Write the day from the old system's paper.`,
    noPlace: () =>
      "the record of this release has no place for it. Take the row out, keep it aside, and enter it by hand when there is one.",
    notOfPlan: ({ wanted }: Of<"wanted">) =>
      `is not of this plan, whose law gives: ${wanted}. Correct it, or name the plan in the column plan.`,
    notBalanced: ({ wanted }: Of<"wanted">) =>
      `debits with what employers owe do not equal credits with what was not matched, ${wanted}. Look for the missing account.`,
    digest: ({ wanted }: Of<"wanted">) =>
      `is the SHA-256 of the file, and totals.csv was made from another, ${wanted}. Fetch the file again.`,
    factUnknown: () =>
      "the law of the member's plan asks for no such fact. Look up its name on the plan's law pages.",
    noDifference: () =>
      "there is no such difference, or it comes to another amount. Take the line out or correct its amount.",
  },
  file: ({ file, rows, sha256 }: Of<"file" | "rows" | "sha256">) =>
    `${file}.csv: ${rows === "1" ? "1 row" : `${rows} rows`}, SHA-256 ${sha256}`,
  total: ({
    of,
    rows,
    theirRows,
    amount,
    theirAmount,
    more,
  }: Of<"of" | "rows" | "theirRows" | "amount" | "theirAmount" | "more">) =>
    `Control total ${of}: ${rows} rows of ${theirRows}${theirAmount === "" ? "" : `, ${amount} of ${theirAmount}`}${more}`,
  totalMonths: ({ months, theirs }: Of<"months" | "theirs">) => `, ${months} months of ${theirs}`,
  totalHours: ({ hours, theirs }: Of<"hours" | "theirs">) => `, ${hours} hours of ${theirs}`,
  difference: ({
    of,
    what,
    theirs,
    ours,
    more,
    cause,
  }: Of<"of" | "what" | "theirs" | "ours" | "more" | "cause">) =>
    `${of}: ${what} ${theirs} there, ${ours} here${more === "" ? "" : ` (${more})`}: ${cause}`,
  because: ({ line, because }: Of<"line" | "because">) => `accepted  ${line} Accepted: ${because}`,
  open: ({ line }: Of<"line">) => `open  ${line}`,
  what: {
    rows: "rows",
    amount: "control total",
    base: "base amount",
    temporary: "temporary benefit",
    temporaryEnds: "first day without the temporary benefit",
    gross: "gross of the month",
    months: "months of service in the file",
    hours: "hours in the file",
    averagePay: "final average pay",
    service: "credited service in months",
    contributions: "contributions in the account",
    interest: "interest in the account",
    notPaid: "base amounts that this payroll does not pay",
  },
  classes: {
    unexplained: "Not explained",
    rounding: "Rounding by a cent",
    colaYear: "Yearly increase: rate or year",
    missingFact: "A fact is missing",
    lawReading: "Reading of the law",
    recordsDiffer: "The records differ",
    controlTotal: "Control total",
    notPaidHere: "Not paid by this payroll",
  },
  causes: {
    lawRefuses: () => "our law does not grant this retirement on that day.",
    factMissing: ({ missing }: Of<"missing">) => `the files do not hold what the law asks for (${missing}).`,
    amended: () => "the old system marks the amount as amended by hand.",
    noPay: () => "no pay was taken over for this member.",
    averagePay: ({ theirs, ours }: Of<"theirs" | "ours">) =>
      `final average pay is ${theirs} there and ${ours} here: pay differs, or the months that are averaged.`,
    service: ({ theirs, ours }: Of<"theirs" | "ours">) =>
      `credited service is ${theirs} months there and ${ours} here.`,
    oneCent: () => "one cent, as from another rounding.",
    otherOption: ({ option }: Of<"option">) => `it is the amount of another payment option, ${option}.`,
    controlTotal: () => "the files do not come to the old system's control total.",
    notInRegister: () => "the old register does not pay this benefit.",
    notOfRecord: () => "the register pays a benefit that was not taken over.",
    ended: ({ from }: Of<"from">) => `the benefit has ended on ${from} of record.`,
    notBegun: ({ from }: Of<"from">) => `the benefit begins on ${from} of record.`,
    rateAwaited: () => "the amount needs a rate of the yearly increase that is not set yet.",
    lawCannotSay: ({ missing }: Of<"missing">) =>
      `our law cannot say what is due from what is of record${missing === "" ? "" : ` (${missing})`}.`,
    increase: () => "the difference is this month's yearly increase.",
    temporaryBenefit: () => "the difference is the temporary benefit.",
    otherReading: ({ setting, reading, register }: Of<"setting" | "reading" | "register">) =>
      `it is the amount under another reading of the law, ${setting} = ${reading} (open question ${register}).`,
    monthsOfPay: () => "pay differs, or the months that are counted.",
    periods: () => "the days of work, leaves and credits that were taken over come to another service.",
    yearBehind: () => "it is the amount of the year before: an increase is missing there.",
    otherPlan: ({ benefits, why = "" }: Of<"benefits"> & { readonly why?: string }) =>
      `${benefits} benefits are on the record and are compared each month, but the payroll of this release does not pay them${
        why === ""
          ? ""
          : `: ${why
              .split(" ")
              .map((one) => notPaidBecause[one as keyof typeof notPaidBecause])
              .join("; ")}`
      }. Pay them elsewhere until it does.`,
    notTold: () => "the files do not tell why. Look into it by hand.",
  },
  none: "nothing",
  checked: ({ findings, open, accepted }: Of<"findings" | "open" | "accepted">) =>
    `Wrong in the files: ${findings}. Differences that are open: ${open}. Accepted in causes.csv: ${accepted}.`,
  notYetCompared: "Benefits are compared with the law once nothing is wrong in the files.",
  wouldLoad: ({
    people,
    payYears,
    benefits,
    payMonths,
  }: Of<"people" | "payYears" | "benefits" | "payMonths">) =>
    `Loading would keep ${people} people, ${payYears} years of pay (${payMonths}) and ${benefits} benefits. Nothing was kept.`,
  loaded: ({ people, payYears, benefits, open }: Of<"people" | "payYears" | "benefits" | "open">) =>
    `Loaded: ${people} people, ${payYears} years of pay and ${benefits} benefits. Differences to accept with a reason: ${open}. Then a second person signs this off with "convert sign"; until then nobody is paid.`,
  acceptedNow: ({ differences }: Of<"differences">) => `Accepted: ${differences} differences.`,
  becauseNeeded: "Write the reason as --because TEXT, and which: --difference NUMBER or --class CLASS.",
  kept: ({ parallel }: Of<"parallel">) => `Kept as parallel payroll ${parallel}.`,
  numbered: ({ number, line }: Of<"number" | "line">) => `${number}  ${line}`,
  notCompared: ({ service, contributions, interest }: Of<"service" | "contributions" | "interest">) =>
    `Not compared for want of facts: service of ${service} members, contributions of ${contributions} accounts, interest of ${interest} accounts.`,
  classSum: ({ name, differences, open, apart }: Of<"name" | "differences" | "open" | "apart">) =>
    `${name}: ${differences} differences, ${open} of them open, ${apart} apart`,
  rowsOnly: ({ shown, all }: Of<"shown" | "all">) => `The first ${shown} of ${all} are shown.`,
  signed: ({ account }: Of<"account">) =>
    `Signed off by ${account}. The bank accounts that came with it are confirmed; payrolls can be prepared.`,
  parallel: ({
    month,
    theirs,
    theirPayees,
    ours,
    ourPayees,
  }: Of<"month" | "theirs" | "theirPayees" | "ours" | "ourPayees">) =>
    `${month}: the register pays ${theirPayees} payees ${theirs}; this law makes due ${ours} to ${ourPayees}.`,
  parallelProblems: {
    filesWrong: "No parallel payroll was run: put right what is listed, and try again.",
    noConversion: "No parallel payroll was run: this fund was not taken over.",
  },
  problems: {
    filesWrong: "Nothing was loaded: put right what is listed, and try again.",
    totalsDiffer:
      "Nothing was loaded: each control total that differs needs a line with its cause in causes.csv.",
    differencesOpen: "Not signed off: a difference is open. Accept each with a reason first.",
    nothingOpen: "There is no such open difference.",
    reasonMissing: "A difference is accepted with a reason. Nothing was changed.",
    fundNotEmpty:
      "Nothing was loaded: this fund holds people or employers already. A conversion fills an empty fund.",
    noConversion: "There is nothing to sign off: this fund was not taken over.",
    signedBefore: "This conversion is signed off already.",
    ownConversion: "You loaded this conversion, so another person must sign it off.",
  },
};
