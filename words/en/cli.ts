/** What the command line says, and why the program cannot start. */
export const cli = {
  title: "Emeritus: public-pension administration",
  howTo: "Usage: emeritus COMMAND [ARGUMENTS]",
  commands: "Commands:",
  more: "emeritus COMMAND --help tells how to write a command.",
  unknown: ({ name }: { name: string }) =>
    `There is no command "${name}". emeritus --help lists the commands.`,
  badUsage: ({ usage }: { usage: string }) => `Write it like this: emeritus ${usage}`,

  fund: {
    demonstration: "Demonstration fund",
    real: "Missouri State Employees' Retirement System",
  },

  start: {
    summary: "Start the web pages, the API and the worker",
    usage: "start",
    making: ({ folder }: { folder: string }) => `Making the database in ${folder} ...`,
    movedHome: ({ wished, folder }: { wished: string; folder: string }) =>
      `The database runs as another system user, who cannot reach ${wished}: data are kept in ${folder}.`,
    recovered: "The last run did not end properly. Its database was taken over as it was.",
    loading: ({ people }: { people: string }) => `Loading the demonstration fund of ${people} people ...`,
    serving: ({ address }: { address: string }) => `Emeritus is ready at ${address}`,
    movedCalendar: ({ today }: { today: string }) => `The calendar of this demonstration stands at ${today}.`,
    signIns: ({ password }: { password: string }) =>
      `Sign-ins of this demonstration: Online ID, who it is, TOTP secret. The password of all is: ${password}`,
    parts: {
      memberNearRuleOf80: "member, near the Rule of 80, married",
      memberActive: "member, vested and working",
      retiree: "retiree, half to the spouse",
      survivor: "survivor of a retiree",
      employer: "employer, reports pay",
      counselor: "counselor",
      benefitVerifier: "benefit verifier",
      payrollPreparer: "prepares the payroll",
      payrollReleaser: "releases the payroll",
      auditor: "auditor, reads all",
      administrator: "administrator, accounts only",
    },
    totpHint: "The present code of an account: npx emeritus totp ONLINE-ID",
    stopHint: "Ctrl-C stops it.",
    stopping: "Stopping ...",
    stopped: "Stopped.",
    notInOrder: ({ what }: { what: readonly string[] }) =>
      `Emeritus stopped before it had ended ${what.join(" and ")}: the database took back what was half done, and the next start does it again.`,
    unfinished: {
      serving: "the pages in hand",
      connections: "its work in the database",
      job: ({ name }: { name: string }) => `the job "${name}"`,
    },
    databaseGone: "The database stopped by itself. Starting it again ...",
  },

  totp: {
    summary: "Print the present one-time code of a demonstration sign-in",
    usage: "totp ONLINE-ID",
    unknown: ({ account }: { account: string }) =>
      `No sign-in of this demonstration has the Online ID "${account}".`,
  },

  demo: {
    summary: "Load synthetic people into an empty demonstration fund",
    usage: "demo [--people N] [--seed S]",
    done: ({ people, seconds }: { people: string; seconds: string }) =>
      `The demonstration fund holds ${people} people (${seconds} s).`,
    already: "This demonstration fund already holds its people: nothing was changed.",
  },

  demoReport: {
    summary: "Print a pay report that the demonstration's employer may upload",
    usage: "demo-report > FILE.csv",
    nothing:
      "This fund has no reporting group of the demonstration's employer: load the demonstration first.",
  },

  backup: {
    summary: "Write everything that the fund's database holds into a new folder, while others go on working",
    usage: "backup FOLDER",
    there: ({ folder }: { folder: string }) =>
      `There is something at ${folder} already: name a folder that does not exist.`,
    done: ({ tables, rows, folder, seconds }: Record<"tables" | "rows" | "folder" | "seconds", string>) =>
      `${rows} rows of ${tables} tables are in ${folder} (${seconds} s).`,
    seal: ({ seal, chain }: { seal: string; chain: string }) =>
      `The audit up to there stands under seal ${seal}, ${chain}: keep this line elsewhere.`,
    keys: ({ file }: { file: string }) =>
      `The keys of closed values are not in it. Keep ${file} apart from the backup: without it nobody can open them.`,
    notSealed:
      "The audit could not be sealed: a transaction stays open somewhere. Nothing was written; try again.",
  },
  restore: {
    summary: "Fill a database that holds no fund from a backup, and prove it",
    usage: "restore FOLDER",
    done: ({ tables, rows, takenAt }: Record<"tables" | "rows" | "takenAt", string>) =>
      `${rows} rows of ${tables} tables are back, as of ${takenAt}.`,
    keys: ({ file }: { file: string }) =>
      `Put the fund's key file at ${file} (mode 600) before you start: the program refuses to start without it.`,
    refused: {
      notSealed: "The audit is not sealed.",
      notABackup: ({ file }: { file: string }) =>
        `${file} is no backup: it has no list of contents, or one that cannot be read. Nothing was restored.`,
      damaged: ({ file }: { file: string }) =>
        `${file} is missing or is not what was written. Nothing was restored; use another backup.`,
      otherRelease: ({ file }: { file: string }) =>
        `${file} is not a migration of this release: the backup was taken by a later one. Nothing was restored.`,
      fundThere: ({ file }: { file: string }) =>
        `This database holds a fund already ("${file}"). A backup fills only a database that holds none; nothing was changed.`,
    },
  },
  verify: {
    summary: "Prove the record: packed pay, ledger, seals, and determinations computed again",
    usage: "verify [DETERMINATION | --all] [--against current]",
    payHolds: "Packed pay equals the posted rows, month by month.",
    payBroken: ({ months }: { months: string }) =>
      `Packed pay differs from the posted rows in ${months} months or more.`,
    auditHolds: ({ entries, seals }: { entries: string; seals: string }) =>
      `The audit chain holds: ${entries === "1" ? "1 entry" : `${entries} entries`} under ${seals === "1" ? "1 seal" : `${seals} seals`}.`,
    auditBroken: ({ seal, why }: { seal: string; why: string }) =>
      `The audit chain is broken first at seal ${seal}: ${why}`,
    auditWhy: {
      rows: "the entries under it are not those that were sealed.",
      chain: "it does not follow from the seal before it.",
      gap: "a seal is missing before it, or it leaves entries out.",
      keptElsewhere: "it is not the seal that was kept elsewhere.",
    },
    invariantsHold:
      "Every payment is posted, everyone on each run is accounted for, what the bank took is booked once, and no two versions overlap.",
    broken: ({ name, says, example }: { name: string; says: string; example: string }) =>
      `Broken (${name}): ${says} For one: ${example}`,
    breaks: {
      overlap: "two versions of one fact hold on the same day.",
      controlsEqual: "what is kept line by line is not what its account of the ledger comes to.",
      everyoneAccountedFor: "somebody with a benefit has no line in a payroll run.",
      paidIsPosted: "a payroll's paid lines are not what it posted.",
      paymentsInLedger: "a payroll's payments are not what the ledger holds of it.",
      stepsAgree: "the steps of a run do not agree on what went out.",
      closedMonthsUnchanged: "something was posted into a month after it was closed.",
      reversalsAreOpposite: "a reversal is not the opposite of what it takes back.",
      confirmedBySecondPerson: "a bank account is confirmed, and not by a second person.",
      settlementsExact: "what the bank took is not what was sent to it.",
      reportsInLedger: "what a pay report told is not what the ledger holds of it.",
      commandsAnswered: "an act has no answer on record.",
      personsKnown: "somebody is named who is not on record.",
      namesFound: "somebody's name would not be found by a search.",
      joinedRecordsUnnamed: "a record that was joined with another is still named.",
    } satisfies Readonly<Record<string, string>>,
    noSuch: ({ number }: { number: string }) => `There is no determination ${number}.`,
    law: ({ number, hash }: { number: string; hash: string }) =>
      `Determination ${number}, worked out by the law ${hash}`,
    agrees: ({ number }: { number: string }) => `Determination ${number} comes out the same.`,
    lawChanged: ({ number }: { number: string }) =>
      `Determination ${number}: the law that is kept does not have the hash it is kept under.`,
    inputsChanged: ({ number }: { number: string }) =>
      `Determination ${number}: the record, as known then, gives other facts than were kept.`,
    differs: ({
      number,
      name,
      ofRecord,
      now,
    }: {
      number: string;
      name: string;
      ofRecord: string;
      now: string;
    }) => `Determination ${number}: ${name} is ${ofRecord} of record and ${now} now.`,
    none: "nothing",
    all: ({ done, agreeing }: { done: string; agreeing: string }) =>
      `${agreeing} of ${done} determinations come out the same.`,
    converted: ({ done, accepted }: { done: string; accepted: string }) =>
      `Of these, ${done} were taken over: their amounts are the other system's. For them it is proven what this law determined from the career taken over; ${accepted} amounts differ from it and were accepted with a cause.`,
  },

  explain: {
    summary: "Explain one provision of the law for a member, line by line or as JSON",
    usage:
      "explain MEMBER-ID PROVISION --on YYYY-MM-DD [--json]\nexplain --plan P [--class C] [--on YYYY-MM-DD] --facts FILE PROVISION [--json]",
    unknown: ({ memberId }: { memberId: string }) => `Nobody has the Member ID ${memberId}.`,
    noSuchProvision: ({ provision }: { provision: string }) =>
      `The plan has no provision "${provision}": write it as the law's files do, such as baseBenefit.`,
    noFacts: ({ file }: { file: string }) =>
      `The file ${file} holds no facts: it must be one object, with a fact's name before each value.`,
    notJson: ({ file, why }: Record<"file" | "why", string>) => `The file ${file} is not JSON: ${why}`,
  },

  cases: {
    summary: "Run cases from outside against the law, and print each difference",
    usage: "cases run FILE... [--plan P] [--as-stated]",
    differs: ({
      at,
      name,
      result,
      expected,
      found,
    }: Record<"at" | "name" | "result" | "expected" | "found", string>) =>
      `${at} ${name}: ${result} should be ${expected}, is ${found}`,
    cannotRun: ({ at, name, why }: Record<"at" | "name" | "why", string>) =>
      `${at}${name === at ? "" : ` ${name}`}: ${why}`,
    done: ({
      cases,
      agreeing,
      different,
      refused,
    }: Record<"cases" | "agreeing" | "different" | "refused", string>) =>
      `${cases} cases: ${agreeing} agree, ${different} differ, ${refused} cannot be run.`,
    cannotRead: ({ file }: { file: string }) => `The file ${file} cannot be read.`,
  },

  facts: {
    summary:
      "List every fact that may be stated and every provision that may be asked, with type, unit, range and meaning",
    usage: "facts [--plan P] [--json]",
    plan: ({ name, title, covers }: Record<"name" | "title" | "covers", string>) =>
      `${name}: ${title}, ${covers}`,
    facts: "Facts that may be stated",
    lists: "Lists that may be stated, with the fields of their rows",
    provisions: "Provisions that may be asked for, or stated in place of working them out",
    kinds: {
      money: "money, 1,234.56",
      rate: "ratio, 1.7 % or 17/1000",
      count: "whole number",
      days: "days",
      hours: "hours",
      span: "years and months, 25y 6m",
      service: "service, 25y 6m",
      age: "age, 62y 0m",
      tenure: "months and days",
      date: "date, YYYY-MM-DD",
      yesNo: "yes or no",
      choice: "choice",
      list: "list",
    },
    maybe: "or known to be absent",
    range: ({ least, most }: { least: string; most: string }) => `${least} to ${most}`,
    rows: ({ most }: { most: string }) => `at most ${most} rows`,
  },

  law: {
    summary: "List the laws that the record keeps, or each member whose amount two of them give otherwise",
    usage: "law list\nlaw diff HASH HASH",
    kept: ({ hash, plan }: { hash: string; plan: string }) => `${hash}  ${plan}`,
    current: ({ hash, plan }: { hash: string; plan: string }) => `${hash}  ${plan}, the law of this program`,
    noSuchLaw: ({ hash }: { hash: string }) =>
      `The record keeps no law whose hash begins with "${hash}": emeritus law list shows those it keeps, and "current" is the law of this program.`,
    twoSuchLaws: ({ hash }: { hash: string }) =>
      `Several laws have a hash that begins with "${hash}": write more of it.`,
    otherPlans: ({ before, after }: { before: string; after: string }) =>
      `The first is a law of ${before} and the second of ${after}: only two versions of one plan can be compared.`,
    same: "The two laws say the same.",
    changed: ({ names }: { names: string }) => `Changed: ${names}`,
    change: ({ memberId, name, before, after }: Record<"memberId" | "name" | "before" | "after", string>) =>
      `${memberId}  ${name}: ${before} before, ${after} after`,
    none: "nothing",
    done: ({ members, amounts }: { members: string; amounts: string }) =>
      `${members} members have ${amounts} amounts that change.`,
  },

  problems: {
    unknownName: ({ name, nearest }: { name: string; nearest?: string }) =>
      `the plan has no "${name}"${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`,
    wrongUnit: ({ name, text, kind }: Record<"name" | "text" | "kind", string>) =>
      `${name} is ${text}, which is not written as ${kind}`,
    unknownChoice: ({ name, text, choices }: Record<"name" | "text" | "choices", string>) =>
      `${name} is ${text}, which is none of ${choices}`,
    outsideRange: ({ name, text, least, most }: Record<"name" | "text" | "least" | "most", string>) =>
      `${name} is ${text}, which is not from ${least} to ${most}`,
    tooManyRows: ({ name, rows, most }: Record<"name" | "rows" | "most", string>) =>
      `${name} has ${rows} rows; at most ${most} are read`,
    before: ({ first, second }: { first: string; second: string }) =>
      `contradiction: ${first} is before ${second}`,
    absent: ({ first, second }: { first: string; second: string }) =>
      `contradiction: ${first} cannot be so while ${second} is known to be absent`,
    statedOtherwise: ({ name, text, found }: Record<"name" | "text" | "found", string>) =>
      `contradiction: ${name} is stated as ${text}, but what else is stated makes it ${found}`,
    unknownPlan: ({ name, nearest }: { name: string; nearest?: string }) =>
      `there is no plan "${name}"${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`,
    noPlanNamed: "no plan is named",
    notAsked: ({ name }: { name: string }) => `the plan asks for nothing that "${name}" could state`,
    onlyStated: ({ name }: { name: string }) =>
      `"${name}" is a fact of the plan, which is stated and not asked for`,
    onlyRead: ({ name }: { name: string }) =>
      `"${name}" is a table of the plan, which its provisions read and nobody asks for`,
    noCases: "it holds no case",
    notInForm: ({ because }: { because: string }) =>
      `it is not in the form of docs/guides/cases.md: ${because}`,
  },

  keys: {
    summary: "Put new keys in place of the old ones, and seal every closed value again with them",
    usage: "keys rotate [cipher | lookup]",
    rotated: ({ values, file }: { values: string; file: string }) =>
      `New keys are in ${file}, ${values} values were sealed again, and the old keys are gone: back the file up now, apart from the database.`,
    stillNeeded: ({ values }: { values: string }) =>
      `${values} values still need the old keys, so these were kept: stop every program that uses this database and rotate again.`,
    inUse: ({ sessions }: { sessions: string }) =>
      `Other programs use this database (${sessions} sessions), and they know only the old keys: stop them and rotate again. Nothing was changed.`,
    cannotOpen: ({ file }: { file: string }) =>
      `A sealed value does not open with the keys in ${file}, so the old keys were kept: put back the key file that belongs to this database and rotate again.`,
  },

  doctor: {
    summary: "Look at this machine, the data folder and the database, and tell what is wrong",
    usage: "doctor",
    node: ({ version }: { version: string }) => `Node ${version}`,
    home: ({ folder }: { folder: string }) =>
      `Data, keys and files in ${folder}: can be written, the keys fit`,
    database: ({ version, pending }: { version: string; pending: string }) =>
      `PostgreSQL ${version}, migrations still to run: ${pending}`,
    fund: ({ name, zone }: { name: string; zone: string }) => `${name}, time zone ${zone}`,
  },

  cannotStart: {
    alreadyRunning: ({ folder }: { folder: string }) =>
      `Emeritus is already running with the data in ${folder}: stop it first, or set EMERITUS_HOME to another folder.`,
    databaseDamaged: ({ why }: { why: string }) =>
      `The database holds a migration that this program does not know or that was changed after it ran (${why}): use the program that made it, or restore a backup.`,
    databaseDidNotStart: ({ why, log }: { why: string; log: string }) =>
      `The database did not start: ${why} (more in ${log}).`,
    databaseNotEmpty: "DATABASE_URL names a database that holds other tables: name an empty one.",
    databaseUnreachable: ({ why }: { why: string }) =>
      `The database of DATABASE_URL cannot be reached: ${why}.`,
    folderNotWritable: ({ folder }: { folder: string }) =>
      `The folder ${folder} cannot be written: allow it for this user, or set EMERITUS_HOME to another folder.`,
    halfMigrated: ({ why }: { why: string }) =>
      `The database is between two versions and cannot be brought up to date (${why}): restore a backup, or ask for help with this sentence.`,
    keyFileDamaged: ({ file }: { file: string }) =>
      `The key file ${file} is damaged: put it back from your backup.`,
    keyFileMissing: ({ file }: { file: string }) =>
      `The key file ${file} is missing, and without it nothing sealed in this database can be read: put it back from your backup.`,
    keyFileOpen: ({ file }: { file: string }) =>
      `The key file ${file} can be read by other users of this machine: set its mode to 600.`,
    keysDiffer: ({ file }: { file: string }) =>
      `The keys in ${file} do not open what this database holds: put back the key file that belongs to it.`,
    noDatabaseProgram: ({ folder }: { folder: string }) =>
      `PostgreSQL cannot be run from ${folder}: run npm ci again as the user who starts Emeritus, or set DATABASE_URL to a server of your own.`,
    noDatabaseUser: ({ user }: { user: string }) =>
      `PostgreSQL does not run as root, and the system user "${user}" could not be made: make it, or start Emeritus as another user.`,
    notADate: ({ name, value }: { name: string; value: string }) =>
      `${name} is "${value}", which is no date: write it as YYYY-MM-DD.`,
    notADemonstration: ({ what }: { what: string }) =>
      `${what} works only on a database that was created as a demonstration, and this one was not.`,
    portBusy: ({ port }: { port: string }) =>
      `Port ${port} is in use by another program: stop that, or set PORT to another number.`,
    portNotAllowed: ({ port }: { port: string }) =>
      `Port ${port} cannot be used: set PORT to a number from 1024 to 65535.`,
    serverTooOld: ({ version }: { version: string }) =>
      `The server of DATABASE_URL is PostgreSQL ${version}: 15 or newer is needed.`,
  },

  unreachable: {
    noAddress: "it is not an address like postgres://user:password@host:5432/name",
    nothingListens: ({ host }: { host: string }) => `no server listens at ${host}`,
    noHost: ({ host }: { host: string }) => `there is no machine called ${host}`,
    refused: ({ user }: { user: string }) => `the server refused the user "${user}" or its password`,
    noDatabase: ({ name }: { name: string }) => `the server has no database "${name}"`,
    other: ({ code }: { code: string }) => `the server answered ${code}`,
  },

  failed: ({ why }: { why: string }) => `Emeritus stopped because of a mistake in the program: ${why}`,
};
