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

  verify: {
    summary: "Prove the record: packed pay, ledger, seals, and determinations computed again",
    usage: "verify [DETERMINATION | --all] [--against current]",
    payHolds: "Packed pay equals the posted rows, month by month.",
    payBroken: ({ months }: { months: string }) =>
      `Packed pay differs from the posted rows in ${months} months or more.`,
    auditHolds: ({ entries, seals }: { entries: string; seals: string }) =>
      `The audit chain holds: ${entries} entries under ${seals} seals.`,
    auditBroken: ({ seal }: { seal: string }) => `The audit chain is broken at seal ${seal}.`,
    invariantsHold:
      "Every payment is posted, everyone on each run is accounted for, and no two versions overlap.",
    broken: ({ name, example }: { name: string; example: string }) => `Broken: ${name}, for one ${example}`,
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
  },

  explain: {
    summary: "Explain one provision of the law for a member, line by line or as JSON",
    usage: "explain MEMBER-ID PROVISION --on YYYY-MM-DD [--json]",
    unknown: ({ memberId }: { memberId: string }) => `Nobody has the Member ID ${memberId}.`,
    noSuchProvision: ({ provision }: { provision: string }) =>
      `The plan has no provision "${provision}": write it as the law's files do, such as baseBenefit.`,
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
