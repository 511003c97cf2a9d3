import { enrolment } from "./enrolment.ts";
import { alj } from "./law/alj.ts";
import { judicial2011 } from "./law/judicial-2011.ts";
import { judicial } from "./law/judicial.ts";
import { msep2000 } from "./law/msep-2000.ts";
import { msep2011 } from "./law/msep-2011.ts";
import { msep } from "./law/msep.ts";

/** A change of the record as words need it. */
export interface CauseParts {
  readonly kind:
    | "payReport"
    | "heldRow"
    | "backdatedMembership"
    | "service"
    | "employerTold"
    | "birthDate"
    | "marriage"
    | "joined"
    | "parted"
    | "record";
  readonly fileId?: string;
  readonly caseNumber?: number;
  readonly because?: string;
}

const names: Readonly<Record<string, string>> = {
  ...alj,
  ...judicial2011,
  ...judicial,
  ...msep2011,
  ...msep,
  ...msep2000,
  chosenAmount: "what you are paid each month at first",
};

/** The same to the office, which is not the payee. */
const toOffice: Readonly<Record<string, string>> = {
  chosenAmount: "paid each month at first",
  joint50SurvivorAmount: "what the survivor would get under joint and 50%",
  joint100SurvivorAmount: "what the survivor would get under joint and 100%",
};

const planName = (plan: string): string => enrolment.plans[plan as keyof typeof enrolment.plans] ?? plan;

/** Words of previews of late changes, of redeterminations, and of their letter. */
export const redetermining = {
  menu: "Redeterminations",
  title: "Redeterminations",
  intro:
    "A late change of pay, service or family changed what these benefits rest on. One person prepares the new figures, another approves. Nothing is paid or charged before that.",
  none: "No determination waits to be made again.",
  caption: "Redeterminations",
  columns: {
    person: "Member",
    status: "Where it stands",
    month: "More or less a month",
    past: "For months already paid",
    next: "What is next",
    due: "Due",
  },
  statuses: {
    waiting: "Waits to be prepared",
    prepared: "Waits for a second person",
    approved: "Approved",
    left: "Left as it was",
    closed: "Closed: nothing changes",
  },
  tasks: {
    "prepare-redetermination": "Prepare the new figures",
    "approve-redetermination": "Check and approve, or send back",
    "appeal-ends": "Last day to ask for a review",
    recoverOverpayment: "Ask for what was paid too much",
  },
  owners: { counselor: "Counselor", benefitVerifier: "Second person" },
  actions: {
    open: "Opened by a change of the record",
    addCause: "The record changed again",
    prepare: "New figures prepared",
    proposeToLeave: "Proposed to leave as it is",
    sendBack: "Sent back",
    approve: "Approved",
    leave: "Left as it is",
    close: "Closed: nothing changes",
  },
  notEligible: "No right to a benefit",
  noCents: "No change",
  causeSays: ({ kind, fileId, caseNumber, because }: CauseParts): string => {
    switch (kind) {
      case "payReport":
        return `A pay report corrected pay or service (file ${fileId ?? ""}).`;
      case "heldRow":
        return `A row of a pay report that had waited was posted late (file ${fileId ?? ""}).`;
      case "backdatedMembership":
        return `A membership was found late and granted (case ${caseNumber ?? ""}).`;
      case "service":
        return `Service was recorded or given up (case ${caseNumber ?? ""}).`;
      case "employerTold":
        return "The employer told later of employment, leave or unused sick leave.";
      case "birthDate":
        return "A birth date was corrected.";
      case "marriage":
        return "The record of a marriage was corrected.";
      case "joined":
        return "Two records turned out to be one person.";
      case "parted":
        return "Two records that were joined turned out to be two people.";
      case "record":
        return because ?? "The record was corrected.";
    }
  },
  part: "former spouse's part each month at first",
  partOf: (parts: { name: string }) => `${parts.name}'s part each month at first`,
  amountName: (name: string): string => names[name] ?? name,
  amountToOffice: (name: string): string => toOffice[name] ?? names[name] ?? name,
  case: {
    title: (parts: { name: string }) => `Redetermination: ${parts.name}`,
    back: "All redeterminations",
    answerMore: (parts: { amount: string }) => `${parts.amount} more a month`,
    answerLess: (parts: { amount: string }) => `${parts.amount} less a month`,
    answerSame: "The same amount this month",
    answerNot: "By the record there is no right to this benefit",
    otherPlan: (parts: { plan: string }) =>
      `This benefit (${parts.plan}) was taken over and is not on this payroll's roll: the figures are those of its first month, and a person decides.`,
    heldBy: ({ plan }: { plan: string }) =>
      `By the record now another plan holds the member: ${planName(plan)}. Its law determines the benefit from its first day.`,
    increases: (parts: { how: string }) => `From now on it rises otherwise: ${parts.how}.`,
    increaseKinds: {
      usual: "as the plan has it for everybody",
      leastFourPercent: "by at least four percent a year until the cap",
      fromSecondYear: "from the second year on",
    },
    cannotSay: (parts: { facts: string }) =>
      `The law of the plan cannot say the new amount by the record. It lacks: ${parts.facts}.`,
    answerUnknown: "The record changed; the amount is not known",
    gone: "The benefit is not paid any more. These are the figures that were seen last.",
    nothing: "By the record as it is now, nothing changes. Preparing the case closes it.",
    arrears: (parts: { amount: string }) =>
      `${parts.amount} is missing for months already paid. The next payroll pays it.`,
    overpaid: (parts: { amount: string }) =>
      `${parts.amount} was paid too much. The next payroll charges it as owed back; nothing is taken from a payment by this.`,
    elsewhere: (parts: { amount: string; month: string }) =>
      `For months before ${parts.month}, which the system before this one paid, the difference is ${parts.amount}. No payroll settles it; decide it by hand.`,
    causesHeading: "What changed",
    causeReport: "Open the report",
    causeHistory: "Every change of this record",
    figuresHeading: "Before and after",
    figuresCaption: "Each amount of the determination",
    figuresColumns: {
      amount: "Amount",
      before: "In force",
      after: "By the record now",
      difference: "Difference",
    },
    serviceRow: "Credited service",
    averageRow: "Final average pay",
    monthsOf: (parts: { months: string }) => `${parts.months} months`,
    payHeading: "Pay that changed",
    payColumns: { month: "Month", before: "Then", after: "Now" },
    stretchesHeading: "Month by month",
    stretchesFor: (parts: { kind: string; name: string }) => `${parts.kind}: ${parts.name}`,
    stretchesColumns: {
      months: "Months",
      before: "Due before",
      after: "Due now",
      difference: "Difference a month",
    },
    between: (parts: { from: string; through: string }) => `${parts.from} to ${parts.through}`,
    kinds: {
      retirement: "Retirement benefit",
      survivor: "Survivor's benefit",
      guaranteedPayments: "Guaranteed payments",
      formerSpouse: "Former spouse's part",
    },
    howBefore: "How the amount in force came about",
    howAfter: "How the new amount comes about",
    lawHeading: "Why it is corrected",
    lawSays:
      "An error either way is corrected when it is found, and the benefit is adjusted (RSMo 104.490 and 104.1060; Handbook, page 32). The text of both sections was not available to us: how far back it reaches follows our register (OVERPAYMENT-Q01), and neither arrears nor what is owed back bears interest (OVERPAYMENT-Q02). Benefits of judges and administrative law judges are corrected alike (OVERPAYMENT-Q07). The option elected stays as it was.",
    decideHeading: "Decide",
    prepare: "Prepare these figures",
    prepareSays: "You say that the figures above are right by the record. Another person then approves.",
    takenOver: {
      says: "This benefit was taken over from another system at another amount than our law gives, and that difference was accepted with a reason. A correction says nothing of it, so you choose (register OVERPAYMENT-Q06). If the old system knew already of what is corrected now, the law's own amount is the right one: to keep the difference would pay it twice.",
      waits:
        "It was taken over at another amount than our law gives. The figures are the law's own until you choose below what becomes of that difference.",
      legend: "What becomes of the accepted difference",
      choices: {
        byLaw: (parts: { amount: string }) => `The law's own amount: ${parts.amount} a month at first`,
        keepDifference: (parts: { amount: string }) =>
          `The accepted amount with what the correction adds: ${parts.amount} a month at first`,
      },
      chosen: {
        byLaw: "Of the accepted difference: it ends, and the law's own amount holds.",
        keepDifference: "Of the accepted difference: it is kept, and what the correction adds comes to it.",
      },
    },
    leaveSummary: "Leave the determination as it is",
    leaveSays: "Say why. A second person must agree; then nothing changes.",
    because: "Why",
    propose: "Propose to leave it",
    proposed: (parts: { by: string }) => `Prepared by ${parts.by}.`,
    proposedLeave: (parts: { by: string; because: string }) =>
      `${parts.by} proposes to leave it as it is: ${parts.because}`,
    approve: "Approve the new determination",
    approveSays:
      "The new determination is in force from the first day of the benefit, a letter goes to everyone who is paid, and the next payroll settles the months before.",
    confirmLeave: "Agree to leave it as it is",
    sendBack: "Send back",
    yours: "You prepared it. Another person must approve.",
    dutiesHeading: "What is to be done",
    stepsHeading: "What was done",
    made: (parts: { determination: number }) => `Determination ${parts.determination} is in force now.`,
    done: {
      prepared: "The figures are prepared. Another person approves.",
      waiting: "The case was sent back.",
      approved: "The new determination is in force.",
      left: "The determination stays as it is.",
      closed: "Nothing would change any more. The case is closed.",
    },
    chart: "What is due each month, in force and by the record now",
  },
  problems: {
    "no-such-case": "There is no such case.",
    "cannot-do-now": "The case has moved on. Look at where it stands now.",
    "facts-missing": (parts: { facts: string }) => `The record lacks what the law asks for: ${parts.facts}.`,
    "not-eligible-by-record": (parts: { cites: string }) =>
      `By the record there is no right to this benefit (${parts.cites}). Nothing changes by itself: find out whether the record is right, then propose to leave it or have the record corrected.`,
    "survivor-undetermined": (parts: { benefit: number; facts: string }) =>
      `What follows for the survivor's benefit ${parts.benefit} cannot be determined by the record${parts.facts === "" ? ": the two ways of working it out do not agree" : ` (missing: ${parts.facts})`}. Nothing is approved. Mend the record, or propose to leave it.`,
    "part-undetermined": (parts: { facts: string }) =>
      `A court's order divides this benefit, and the former spouse's part cannot be worked out by the record${parts.facts === "" ? "" : ` (missing: ${parts.facts})`}. Nothing is approved. Mend the record, or propose to leave it.`,
    "plan-not-paid-here": (parts: { plan: string }) =>
      `This benefit (${planName(parts.plan)}) was taken over and is not on this payroll's roll: its class, option or facts are not such as the payroll can pay by. The list of who was taken over says which. Have the amount mended where it is paid, then propose to leave this case with what was done.`,
    "divided-elsewhere":
      "This benefit was taken over as divided with a former spouse and waits for the court's order. Record the order and have it qualified; then the annuity and the former spouse's part can be worked out again in this case.",
    "increases-unknown":
      "The law of the plan cannot say by the record how this benefit rises from year to year. Nothing is approved. Mend the record, or propose to leave it.",
    "cannot-compare": (parts: { facts: string }) =>
      `The law of the plan cannot say the amount by the record: it lacks ${parts.facts === "" ? "what it needs" : parts.facts}. A person must work it out. Then propose to leave this case with what was done.`,
    "option-not-open":
      "By the record the payment option that was elected is not open: it needs a spouse. A person must decide what is due; mend the record, or propose to leave it.",
    "taken-over-otherwise":
      "This benefit was taken over from another system at another amount than our law gives, and that difference was accepted. Choose what becomes of it, and say why.",
    "difference-not-kept":
      "The accepted difference cannot be kept here: it stands for an amount of the old register in one month, or for a day or an amount of which the law says nothing. Choose the law's own amount, or propose to leave it.",
    "months-undetermined":
      "By the new amounts there is a month of which the law cannot say what is due: it lacks rates of increase of long ago. Nothing is approved. Propose to leave it, and have counsel say what is due.",
    "too-late-to-correct":
      "The time in which an error is corrected is over (RSMo 104.1060; register OVERPAYMENT-Q01). Propose to leave it.",
    "evaluators-disagree":
      "The two ways of working the amount out do not agree. Tell whoever keeps the system.",
    "figures-changed-since":
      "The record changed after the figures were prepared. Send it back to be prepared again.",
    "prepared-by-you": "You prepared these figures. Another person must approve them.",
    "not-proposed": "This is not what was prepared.",
    "reason-missing": "Say why.",
  },
  effects: {
    title: "What this report changes",
    link: "See what it changes before you post it",
    intro:
      "These rows touch months before the report's own. This is what posting them would do, worked out by doing it and undoing it.",
    firstOnly: (parts: { shown: string; all: string }) =>
      `The first ${parts.shown} of ${parts.all} members are listed. The sums are of all.`,
    none: "No row touches a month before the report's own.",
    notReady: "The report is not one that can be posted.",
    caption: "By member",
    columns: {
      member: "Member",
      pay: "Pay of earlier months",
      service: "Service",
      contributions: "Contributions, yours and the member's",
      contributionsOffice: "Contributions, the employer's and the member's",
      average: "Final average pay",
      benefit: "Benefit in payment",
    },
    noChange: "No change",
    new: "New",
    months: (parts: { count: string }) => `${parts.count} months`,
    before: (parts: { before: string; after: string }) => `${parts.before}, then ${parts.after}`,
    otherPlan: (parts: { plan: string; before: string; after: string }) =>
      `${parts.plan}: ${parts.before} in the first month, then ${parts.after}. Not on this payroll's roll; a person decides`,
    cannotSay: (parts: { plan: string }) =>
      `${parts.plan}: the record changed, and the law of the plan cannot say the new amount. A person decides`,
    takenOver: "It was taken over at another amount: two people choose what becomes of that",
    determinationChanges: "A determination in force changes: a case is opened",
    estimateMoves: "Not retired: the estimate moves with it",
    totalsHeading: "In all",
    total: {
      members: "Members touched",
      pay: "Pay",
      employer: "Employer contributions",
      member: "Member contributions",
      determinations: "Determinations in force that change",
      month: "Benefits in payment, a month",
      arrears: "Arrears of months already paid",
      overpaid: "Paid too much",
    },
    payHeading: (parts: { name: string }) => `Months of ${parts.name}`,
    first: {
      title: "What this would change",
      intro:
        "Nothing is done yet. This is what your act would do to these records, worked out by doing it and undoing it.",
      changed: "The record changed since you looked. Look again before you go on.",
      typeAgain: "This page does not repeat what you typed in closed fields. Type it again before you go on.",
      heading: "Go on?",
      says: "Benefits in payment do not change by this. Where one would be another, a case is opened and two people decide.",
      confirm: "Do it as shown",
      back: "Go back, change nothing",
    },
  },
  letter: {
    title: "Your monthly benefit was worked out again",
    opening:
      "We corrected the record of your state employment. Your monthly benefit rests on that record, so we worked it out again.",
    openingOther: (parts: { member: string }) =>
      `We corrected the record of the state employment of ${parts.member}. Your monthly benefit rests on that record, so we worked it out again.`,
    openingFormerSpouse: (parts: { member: string }) =>
      `We corrected the record of the state employment of ${parts.member}. A court's order gives you a part of the benefit that rests on that record, so we worked your part out again.`,
    now: "Your benefit each month is now",
    wasBefore: (parts: { before: string; from: string }) =>
      `Before, it was ${parts.before}. The correction counts from ${parts.from}, when the benefit began.`,
    heldBy: ({ plan }: { plan: string }) =>
      `By the corrected record your benefit is under another plan: ${planName(plan)}. Its law determines all amounts in this letter.`,
    takenOver: {
      byLaw:
        "When your benefit was taken over from the system before this one, its amount was not quite the law's. With this correction the law's own amount holds.",
      keepDifference:
        "When your benefit was taken over from the system before this one, its amount was not quite the law's. That difference is kept: what you are paid differs by it from the steps in this letter.",
    },
    amountsHeading: "What changed",
    amountColumns: ["Amount", "Before", "Now"],
    moneyHeading: "The months already paid",
    nothingPast: "Nothing is missing from the months already paid, and nothing was paid too much.",
    arrears: (parts: { amount: string }) =>
      `We owe you ${parts.amount} for the months already paid. We pay it with the next payment.`,
    overpaid: (parts: { amount: string }) =>
      `You were paid ${parts.amount} too much for the months already paid. The law asks us to correct an error either way (RSMo 104.490 and 104.1060). We will ask you how you want to return it. Nothing is taken from your payments by this letter.`,
  },
  terminal: {
    summary: "redeterminations: list, show, prepare, leave, approve, agree, back",
    usage: [
      "emeritus redetermination list",
      "emeritus redetermination show CASE",
      "emeritus redetermination prepare CASE [--taken-over byLaw|keepDifference --because TEXT]",
      "emeritus redetermination leave CASE --because TEXT",
      "emeritus redetermination approve CASE",
      "emeritus redetermination agree CASE",
      "emeritus redetermination back CASE --because TEXT",
    ]
      .map((line) => `${line} --as ONLINE-ID --code CODE`)
      .join("\n"),
    caseNeeded: "Name the number of a case.",
    choiceUnknown: "Say byLaw or keepDifference.",
    line: (parts: { caseNumber: number; memberId: string; name: string; status: string; month: string }) =>
      `case ${parts.caseNumber}: ${parts.memberId} ${parts.name}, ${parts.status}, a month: ${parts.month}`,
    amount: (parts: { name: string; before: string; after: string }) =>
      `  ${parts.name}: ${parts.before}, then ${parts.after}`,
    choice: (parts: { choice: string; says: string }) => `  --taken-over ${parts.choice}: ${parts.says}`,
  },
  cli: {
    summary: "say what posting a waiting pay report would do to months before its own",
    usage: "emeritus effects REPORT --as ACCOUNT [--code CODE]",
    none: "No row touches a month before the report's own.",
    unknown: "There is no such report.",
    member: (parts: { memberId: string; name: string }) => `${parts.memberId} ${parts.name}`,
    pay: (parts: { month: string; before: string; after: string }) =>
      `  pay of ${parts.month}: ${parts.before}, then ${parts.after}`,
    asksPerson: (parts: { benefit: string; plan: string }) =>
      `  benefit ${parts.benefit} (${parts.plan}): its determination changes, and a person decides`,
    benefit: (parts: { benefit: string; before: string; after: string }) =>
      `  benefit ${parts.benefit}: ${parts.before} a month, then ${parts.after}`,
    totals: (parts: {
      members: string;
      pay: string;
      employer: string;
      member: string;
      determinations: string;
      arrears: string;
      overpaid: string;
    }) =>
      `In all: ${parts.members} members, pay ${parts.pay}, contributions ${parts.employer} and ${parts.member}, ${parts.determinations} determinations, arrears ${parts.arrears}, paid too much ${parts.overpaid}`,
  },
};
