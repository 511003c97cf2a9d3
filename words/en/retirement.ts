import { longDate, longMonth, money } from "../format.ts";
import { law } from "./law/index.ts";

type Fact = string | number | bigint | boolean | null;
type Facts = Readonly<Record<string, Fact>>;

const date = (value: Fact | undefined): string => (typeof value === "string" ? longDate(value) : "not known");
const text = (value: Fact | undefined): string => String(value ?? "not known");
const cents = (value: Fact | undefined): string =>
  typeof value === "bigint" || typeof value === "number" ? money(value) : "nothing";

const proofs = {
  proofOfAge: {
    name: "Your proof of age",
    office: "Proof of age",
    says: "One paper that shows your birth date and that you may live in the United States.",
  },
  spouseProofOfAge: {
    name: "Your spouse's proof of age",
    office: "Spouse's proof of age",
    says: "The same kinds of paper, for your spouse. Needed for the two options that pay your spouse.",
  },
  marriageCertificate: {
    name: "Your marriage certificate",
    office: "Marriage certificate",
    says: "A copy. We ask every married member. You cannot be paid a spouse option without it.",
  },
};

const papers = {
  birthCertificate: "Birth certificate, original with seal (we send it back)",
  driverLicence: "Missouri driver or non-driver license, copy",
  passport: "United States passport, copy",
  citizenship: "Certificate of citizenship, copy",
  naturalization: "Certificate of naturalization, copy",
  birthAbroad: "Certificate of birth abroad, copy",
};

const statuses = {
  draft: {
    name: "Not sent yet",
    says: "You have started an application. Nothing is filed until you send it.",
  },
  applied: { name: "Step 1 is in", says: "We have your application." },
  electionOpen: {
    name: "Waiting for step 2",
    says: "We have your application. Now choose how you want to be paid.",
  },
  elected: {
    name: "Both steps are in",
    says: "We have your application and your choice. A counselor now checks your papers and your record.",
  },
  verified: {
    name: "Checked by a counselor",
    says: "A second person now works out your benefit again, and approves it.",
  },
  approved: { name: "Approved", says: "Your benefit is approved. Your letter is ready." },
  inPayment: {
    name: "In payment",
    says: "Your first payment was sent. Your choice can no longer be changed.",
  },
  rescinded: { name: "Withdrawn", says: "You withdrew this application. It has no effect." },
  void: { name: "No longer valid", says: "Both steps were not done within 90 days of the retirement date." },
  diedBeforeStart: {
    name: "Ended by a death before the start",
    says: "The application and the choice have no effect. A survivor may have rights.",
  },
  denied: {
    name: "Denied",
    says: "The member cannot retire on this date. The letter says why, and how to ask for a review.",
  },
};

const options = {
  lifeIncome: {
    name: "All to you",
    statute: "life annuity",
    says: "The most for you each month. Nothing is paid after you die.",
    givesUp: "nothing is paid after your death",
  },
  joint50: {
    name: (parts: { spouse: string }) => `Half to ${parts.spouse}`,
    statute: "joint and 50% survivor annuity",
    says: (parts: { spouse: string }) =>
      `Less for you. After you die, ${parts.spouse} is paid half of it for life.`,
  },
  joint100: {
    name: (parts: { spouse: string }) => `The same to ${parts.spouse}`,
    statute: "joint and 100% survivor annuity",
    says: (parts: { spouse: string }) =>
      `Less again for you. After you die, ${parts.spouse} is paid the same amount for life.`,
  },
  guaranteed120: {
    name: "10 years sure",
    statute: "life annuity with 120 payments guaranteed",
    says: "A little less for you. If you die within 10 years, whom you name is paid until 120 payments are made.",
  },
  guaranteed180: {
    name: "15 years sure",
    statute: "life annuity with 180 payments guaranteed",
    says: "Less for you. If you die within 15 years, whom you name is paid until 180 payments are made.",
  },
  guaranteed60: {
    name: "5 years sure",
    statute: "life annuity with 60 payments guaranteed",
    says: "A little less for you. If you die within 5 years, whom you name is paid until 60 payments are made.",
  },
};

const refusals = {
  "already-retired": () =>
    "You have retired already, and your pension is paid from this service. Ask us if you have gone back to work.",
  "already-applied": () => "You have already sent this application. Open its page to see where it stands.",
  "employer-notice-not-shown": () => "Tick the box that says you have read the notice about your employer.",
  "signed-after-receipt": (facts: Facts) =>
    `The form says it was signed on ${date(facts["signedOn"])}. That is after the day it came, ${date(facts["receivedOn"])}. Correct the date.`,
  "service-purchase-open": () => "You are buying service. Finish or stop the purchase before you apply.",
  "starting-date-not-first-of-month": (facts: Facts) =>
    `A retirement starts on the first day of a month. ${date(facts["start"])} is not one. Choose a date from the list.`,
  "starting-date-too-soon": (facts: Facts) =>
    `${date(facts["start"])} is too soon. The earliest date you can choose today is ${date(facts["earliest"])}.`,
  "starting-date-too-late": (facts: Facts) =>
    `${date(facts["start"])} is too far away. The latest date you can choose today is ${date(facts["latest"])}. You can apply for a later date when it is closer.`,
  "last-day-not-before-start": (facts: Facts) =>
    `Your last day of work must be before ${date(facts["start"])}. Enter an earlier day, or choose a later retirement date.`,
  "last-day-differs-from-record": (facts: Facts) =>
    `Your employer told us that your last day was ${date(facts["recorded"])}. Enter that day. If it is wrong, ask your employer to correct it.`,
  "spouse-details-missing": () =>
    "Enter your spouse's name, your spouse's birth date, and the day you married.",
  "marital-state-differs-from-record": () =>
    "Our record shows that you are married. Choose yes, or send us the paper that shows the marriage has ended. A counselor then changes the record.",
  "answers-missing": () => "Answer every question first.",
  "spouse-dates-impossible": () =>
    "Check the dates. Your spouse was born before the wedding, and the wedding is not in the future.",
  "spouse-differs-from-record": () =>
    "What you entered about your spouse does not fit our record of your marriage. Check the name and the dates. If they are right, tell the counselor, who looks at the papers and corrects the record.",
  "not-eligible": (facts: Facts) =>
    `You cannot retire on ${date(facts["start"])} if your last day of work is ${date(facts["lastDay"])}. Your estimate page shows the first date on which you can.`,
  "election-not-open": (facts: Facts) =>
    `A choice cannot be sent now. Your application stands at "${statusName(facts["status"])}".`,
  "application-void": (facts: Facts) =>
    `This application stopped being valid after ${date(facts["voidOn"])}. You can apply again.`,
  "joint-option-needs-spouse": () =>
    "This choice pays a spouse, and your application has no living spouse. Make another choice, or withdraw the application and send a new one.",
  "guaranteed-option-needs-beneficiary": () =>
    "Name at least one person, charity or trust to be paid if you die early.",
  "beneficiary-name-missing": () => "Enter a name for each person, charity or trust you list.",
  "beneficiary-shares-not-whole": (facts: Facts) =>
    `The shares must be whole numbers that make 100. Now they make ${text(facts["total"])}.`,
  "spouse-not-aware": (facts: Facts) =>
    `${text(facts["spouse"])} must sign that they know your choice. Ask them to enter their name.`,
  "election-not-confirmed": () =>
    "Tick the box that says you understand that this choice is final once you are paid.",
  "not-ready-to-verify": (facts: Facts) =>
    `This case cannot be verified now. It stands at "${statusName(facts["status"])}".`,
  "employer-termination-missing": () => "The employer has not reported the last day of work.",
  "still-at-work-at-start": (facts: Facts) =>
    `The employer reports ${date(facts["leftService"])} as the last day. It must be before ${date(facts["start"])}.`,
  "employer-last-pay-missing": (facts: Facts) =>
    typeof facts["last"] === "string"
      ? `Pay is in only to ${longMonth(facts["last"])}. The last month worked is missing.`
      : "No pay is on record.",
  "employer-sick-leave-missing": () =>
    "The employer has not certified the unused sick leave. Zero hours must be certified too.",
  "proofs-missing": (facts: Facts) =>
    `These papers are not accepted yet: ${list(facts["proofs"], (kind) => (kind in proofs ? proofs[kind as keyof typeof proofs].name.toLowerCase() : kind))}.`,
  "not-eligible-by-record": () => "By the record as it stands now, the member is not eligible on this date.",
  "facts-missing": (facts: Facts) =>
    `The amounts are still an estimate. These facts are missing: ${list(facts["facts"], lawName)}.`,
  "not-ready-to-approve": (facts: Facts) =>
    `This case cannot be approved now. It stands at "${statusName(facts["status"])}".`,
  "approver-verified-it": () => "You verified this case, so another person must approve it.",
  "evaluators-disagree": (facts: Facts) =>
    `The two calculations differ for ${lawName(text(facts["name"]))}: ${cents(facts["one"])} and ${cents(facts["other"])}. Do not approve. Report it.`,
  "figures-changed-since-verification": (facts: Facts) =>
    `The record changed after the counselor checked it. The amount "${lawName(text(facts["name"]))}" was ${cents(facts["one"])} and is now ${cents(facts["other"])}. Send the case back.`,
  "no-open-case": () => "There is no open retirement application.",
  "open-case-exists": () => "There is already an open retirement application.",
  "cannot-do-now": (facts: Facts) =>
    `This cannot be done now. The case stands at "${statusName(facts["status"])}".`,
  "file-missing": () => "Choose a file to send.",
  "file-too-large": () => "The file is too large. The limit is 10 MB.",
  "file-kind-unknown": () => "Send a PDF, JPEG or PNG file.",
  "document-not-waiting": () => "This paper is not waiting for a decision.",
  "date-seen-missing": () => "Enter the date that the paper shows.",
  "date-seen-differs": (facts: Facts) =>
    `The paper shows ${date(facts["seen"])}. The record says ${date(facts["recorded"])}. Do not accept it, or tick the box to correct the record.`,
  "reason-missing": () => "Give the reason.",
  "first-payment-released": () =>
    "The first payment is already released, so the application can no longer be withdrawn.",
  "not-before-start": (facts: Facts) =>
    `The death on ${date(facts["died"])} was not before the start on ${date(facts["start"])}.`,
  "no-spouse-on-record": () =>
    "The choice on record does not pay a spouse after the member's death, so it stays as it is. Only a choice for the spouse can be made again.",
  "first-payment-makes-final": () =>
    "The first payment is already released, so the choice is final. Record the death on the page Deaths.",
  "death-in-future": () => "The day of death cannot be after today.",
  "death-before-filing": (facts: Facts) =>
    `The death on ${date(facts["died"])} was before the application came on ${date(facts["filed"])}. The spouse is who was the spouse on that day. The member withdraws this application and sends another.`,
  "death-differs-from-record": (facts: Facts) =>
    `The record holds ${date(facts["recorded"])} as the day of death. Enter that day, or have it corrected first.`,
  "spouse-is-paid": () =>
    "The spouse has a benefit of this fund. Report the death on the page Deaths first, so that a second person confirms it and payments stop. Then come back.",
  "request-or-certificate-missing": () =>
    "Tick the box when the member has asked and you have seen the death certificate.",
  "last-day-after-today": () => "The last day of work cannot be in the future.",
  "hours-impossible": () => "Enter the unused sick leave in hours, from 0 to 20,000.",
  "not-employed": () => "The record shows no open position on that day.",
  "no-calculation": () =>
    "The benefit cannot be worked out from the record. See what is missing on the case page.",
};

function statusName(status: Fact | undefined): string {
  return typeof status === "string" && status in statuses
    ? statuses[status as keyof typeof statuses].name
    : text(status);
}

/** A fact or provision in words, by its identifier. */
function lawName(name: string): string {
  const phrases: Readonly<Record<string, unknown>> = law;
  const phrase = phrases[name];
  return typeof phrase === "string" ? phrase : name;
}

function list(value: Fact | undefined, name: (word: string) => string): string {
  return text(value).split(" ").map(name).join(", ");
}

/** What is wrong in a form, by the key that its schema names. */
const problems = {
  startMissing: "Choose a date from the list.",
  lastDayMissing: "Enter your last day of work as month, day and year.",
  marriedMissing: "Say whether you are married.",
  spouseBornWrong: "Enter your spouse's birth date as month, day and year.",
  marriedOnWrong: "Enter the day you married as month, day and year.",
  signFirst: "Tick the box to sign your application.",
  rescindFirst: "Tick the box to say that you want to withdraw.",
  hoursMissing: "Enter the unused sick leave in hours, such as 120 or 120.5.",
  dayWrong: "Enter a date as month, day and year.",
  diedMissing: "Enter the day of death as month, day and year.",
};

/** Words of applying for retirement, electing, verifying and approving: the member's pages and the office's. */
export const retirement = {
  statuses,
  options,
  proofs,
  papers,
  refusals,
  problems,
  menu: { member: "Retire", office: "Cases" },
  because: {
    noSickLeaveCertified: "No unused sick leave is certified yet, so we count none.",
    worksUntilStart: "You still work, so we assume you work to the day before your pension starts.",
    payGoesOn: "We assume that your pay goes on as in the last month on record.",
  },
  proofStates: {
    missing: "Not sent yet",
    uploaded: "Sent, not checked yet",
    accepted: "Accepted",
    refused: "Not accepted",
  },

  member: {
    title: "Retire",
    intro:
      "Retiring takes two steps. You can do both today, in one sitting, even if some papers are still missing.",
    stepOne: "Step 1: apply. You choose your date and tell us about your work and family.",
    stepTwo: "Step 2: choose how you are paid. There are up to five ways.",
    employerNoticeHeading: "Your employer may learn that you applied",
    employerNotice:
      "When you send step 1, we may ask your employer for your last day, your last pay and your unused sick leave. So your employer may learn that you plan to retire.",
    lawPrevails:
      "The law decides. If this page and the law differ, the law is right. Every amount here is an estimate until it is approved.",
    start: "Start step 1",
    goOn: "Go on",
    saveAndGoOn: "Save and go on",
    change: "Change",
    datesHeading: "The dates you can choose today",
    datesCaption: "Retirement dates you can choose today, with their due dates",
    dateColumns: {
      start: "Retirement date",
      apply: "Step 1 must be in by",
      elect: "Step 2 must be in by",
      how: "What you would get",
    },
    cannotOn: "You cannot retire on this date",
    cannotAny:
      "You cannot retire on any of these dates. Your estimate page shows the first date on which you can.",
    estimateAMonth: (parts: { amount: string }) => `about ${parts.amount} a month, all to you`,
    questions: {
      date: "When do you want your pension to start?",
      dateHint: "It starts on the first day of a month. You must have stopped work before that day.",
      lastDay: "What is your last day of work?",
      lastDayHint: "The last day you work or are on paid leave in a job that this plan covers.",
      lastDayKnown: (parts: { day: string }) => `Your employer told us: ${parts.day}.`,
      married: "Are you married?",
      marriedHint: "We mean on the day you send this application.",
      marriedYes: "Yes, I am married",
      marriedNo: "No, I am not married",
      spouseHeading: "If you are married: your spouse",
      spouseFirst: "Your spouse's first name",
      spouseLast: "Your spouse's last name",
      spouseBorn: "Your spouse's birth date",
      marriedOn: "The day you married",
      spouseKnown: (parts: { spouse: string }) =>
        `Our record shows ${parts.spouse} as your spouse. Change what is not right.`,
      documents: "Your papers",
      documentsHint:
        "Send them now or later. Missing papers do not stop step 2. We cannot pay you before they are accepted.",
      paperKind: "Which paper is it?",
      file: "The file (PDF, JPEG or PNG, up to 10 MB)",
      send: "Send this paper",
      another: "Send it again",
    },
    stepNames: {
      date: "Date",
      lastDay: "Last day",
      married: "Family",
      documents: "Papers",
      review: "Check and send",
    },
    review: "Check what you entered",
    reviewIntro: "Nothing is filed until you press the button at the end.",
    noticeRead: "I have read that my employer may learn of this application.",
    signs: (parts: { name: string }) =>
      `I am ${parts.name}. What I entered is true. I ask to retire on the date above.`,
    signHeading: "Your signature",
    file: "Send my application",
    filed: "Your application is in. Now choose how you want to be paid.",
    optionsTitle: "Choose how you want to be paid",
    optionsIntro: (parts: { start: string }) =>
      `If your pension starts on ${parts.start}, these are your choices. Open an amount to see how we got it.`,
    optionsCaption: "Your choices, side by side",
    optionColumns: {
      choice: "Choice",
      now: "To you, before 62",
      later: "To you, from 62",
      you: "To you each month",
      after: "After you die",
    },
    nothing: "nothing",
    spouseMayDie: (parts: { spouse: string; start: string }) =>
      `If ${parts.spouse} dies before ${parts.start}, call us. You may then cancel your choice and make another.`,
    chooseAgain: (parts: { died: string }) =>
      `Your choice was cancelled, as you asked, after your spouse's death on ${parts.died}. Please choose again.`,
    afterGuaranteed: (parts: { amount: string; payments: number }) =>
      `${parts.amount} until ${parts.payments} payments are made`,
    afterSpouse: (parts: { amount: string; spouse: string }) => `${parts.amount} to ${parts.spouse} for life`,
    perMonth: "a month",
    popUp:
      "If your spouse dies before you, your amount goes up to the first choice from the next month on. Send us the death certificate.",
    choose: "Choose this",
    chosenTitle: (parts: { choice: string }) => `Your choice: ${parts.choice}`,
    otherChoice: "Look at the other choices",
    toReview: "Check my choice",
    howHeading: "How we got every amount",
    beneficiaryName: "Full name",
    spouseSigned: "Signed by your spouse",
    finalWarning: "Read this once more. After your first payment nothing here can be changed.",
    confirmHeading: "Your confirmation",
    beneficiaries: "Who is paid if you die early?",
    beneficiariesHint:
      "Name a person, a charity or a trust. You can change this later. The shares must make 100.",
    beneficiary: (parts: { number: number }) => `Name ${parts.number}`,
    relation: "Who is it to you?",
    percent: "Share, in percent",
    spouseHeading: "Your spouse must know",
    spouseSays: (parts: { spouse: string; option: string }) =>
      `${parts.spouse}: I know that my spouse chose "${parts.option}". I know what I would be paid after my spouse dies.`,
    spouseSigns: "Your spouse's name, entered by your spouse",
    electionReview: "Check your choice",
    finalChoice:
      "I know that I cannot change this choice once my first payment is sent. Not even a divorce changes it.",
    elect: "Send my choice",
    elected: "Your choice is in.",
    electedLate: (parts: { month: string }) =>
      `Your choice is in. It came after the due date, so your first payment is in ${parts.month}. It includes the months before.`,
    statusTitle: "Your retirement",
    statusHeading: "Where it stands",
    tasksHeading: "What is still to do",
    noTasks: "Nothing for you to do now.",
    taskColumns: { due: "By", task: "What", who: "Who" },
    who: { member: "You", office: "We", employer: "Your employer" },
    answers: {
      start: "Retirement date",
      lastDay: "Last day of work",
      married: "Married",
      spouse: "Spouse",
      spouseBorn: "Spouse's birth date",
      marriedOn: "Married on",
      option: "Choice",
      filedOn: "Step 1 came in",
      electedOn: "Step 2 came in",
      firstPayment: "First payment",
    },
    answered: (parts: { done: number; of: number }) => `${parts.done} of ${parts.of} questions answered`,
    notAnswered: "Not answered yet",
    stillToAnswer: "Answer every question first.",
    letterReady: "Your letter is ready",
    openLetter: "Open your letter (PDF)",
    rescind: "Withdraw my application",
    rescindTitle: "Withdraw your application?",
    rescindSays:
      "Your application and your choice lose all effect. You can apply again, for a date the law then allows. You can withdraw until your first payment is sent.",
    rescindConfirm: "I want to withdraw my application to retire.",
    rescinded: "Your application is withdrawn.",
    keep: "Keep my application",
    received: "We have your paper. A counselor will check it.",
  },

  tasks: {
    "application-due": "Send step 1",
    "election-due": "Send step 2, your choice",
    "application-void": "The application stops being valid if step 2 is not in",
    "proofs-due": "Send the papers still missing",
    "judge-papers": "Check the papers that were sent",
    "employer-data-due": "Send your last day, last pay and unused sick leave",
    "verify-case": "Check your papers and your record",
    "approve-case": "Work out your benefit again and approve it",
    "appeal-ends": "Last day to ask the board for a review",
    "temporary-benefit-ends": "The temporary benefit ends after the payment for this month",
    "first-cola": "First cost-of-living increase",
    "guaranteed-payments-end": "The guaranteed payments end",
    "first-payment": "First payment",
  },

  office: {
    queueTitle: "Work queue",
    counts: { late: "Past due", today: "Due today", waiting: "Waiting on us", unowned: "No owner" },
    filters: { status: "Stands at", waitsOn: "Waits on", due: "Due", any: "Any", name: "Name or Member ID" },
    filterDue: { late: "past due", week: "in 7 days", month: "in 30 days" },
    columns: {
      due: "Due",
      person: "Person",
      stands: "Stands at",
      next: "Next step",
      waits: "Waits on",
      start: "Retirement date",
    },
    caption: "Open retirement cases, soonest due first",
    none: "No case matches.",
    openCase: "Open",
    lateBy: (parts: { days: number }) => (parts.days === 1 ? "1 day late" : `${parts.days} days late`),
    dueToday: "today",
    dueIn: (parts: { days: number }) => (parts.days === 1 ? "tomorrow" : `in ${parts.days} days`),
    noDue: "no date",
    caseTitle: (parts: { person: string }) => `Retirement of ${parts.person}`,
    memberId: "Member ID",
    factsHeading: "The facts and where they come from",
    factColumns: { fact: "Fact", value: "Value", source: "Source" },
    sources: {
      recorded: "From the record",
      assumed: "Assumed",
      stated: "Said by the member",
      missing: "Missing",
    },
    differenceHeading: "Estimate and calculation",
    differenceSays:
      "The estimate is what the member saw when applying. The calculation uses the record as it is now.",
    differenceColumns: {
      amount: "Amount",
      estimate: "Estimate",
      calculation: "Calculation",
      difference: "Difference",
    },
    documentsHeading: "Papers",
    documentColumns: { paper: "Paper", state: "State", blocks: "Needed to verify", action: "Action" },
    download: "Download",
    acceptPaper: "Accept",
    refusePaper: "Do not accept",
    refusalReason: "Reason, if not accepted",
    dateSeen: "Date that the paper shows",
    paperSeen: "Kind of paper",
    correctRecord: "Correct the record to the date on the paper",
    employerHeading: "From the employer",
    employerData: {
      leftService: "Last day of work",
      lastPayMonth: "Last month of pay",
      sickLeaveHours: "Unused sick leave, hours",
    },
    certifySickLeave: "Certified unused sick leave, in hours",
    recordSickLeave: "Record the employer's certificate",
    stillMissing: "still missing",
    stepsHeading: "What happened",
    stepColumns: { when: "When", action: "Step", by: "By" },
    decideHeading: "Decide",
    nothingToDecide: "There is nothing here for you to decide now.",
    late: "late",
    months: (parts: { months: number }) => (parts.months === 1 ? "1 month" : `${parts.months} months`),
    periods: (parts: { periods: number }) => (parts.periods === 1 ? "1 period" : `${parts.periods} periods`),
    judge: (parts: { paper: string }) => `Decide on: ${parts.paper}`,
    differs: "If the date differs from the record",
    verifyHeading: "Verify",
    verifySays:
      "You say that the papers are accepted, the employer's data are in, and the amounts below are right. Another person approves.",
    verify: "Verify this case",
    verified: "The case is verified. Another person must approve it.",
    approveHeading: "Approve",
    approveSays:
      "The record is read again now. The amounts are worked out by both calculations and compared to the cent.",
    approve: "Approve this benefit",
    approved: "The benefit is approved. The letter is ready.",
    returnHeading: "Send back to the counselor",
    returnReason: "What must be looked at again",
    returnIt: "Send back",
    returned: "The case is back with the counselor.",
    again: {
      heading: "If the spouse dies before the start",
      says: (parts: { spouse: string; start: string }) =>
        `If ${parts.spouse} dies after the application came and before ${parts.start}, the member may cancel this choice and choose again. It is the member's decision; without it the choice stands. What was verified or approved then falls, and is done again on the new choice.`,
      notYours: "A counselor does this when the member asks.",
      open: "The member asks to choose again",
      died: "Day of the spouse's death",
      sure: "Before you cancel the choice",
      agreed: "The member asks for it, and I have seen the death certificate",
      submit: "Cancel the choice and open it again",
      done: "The choice is cancelled. The member can now choose again.",
      isOpen: (parts: { died: string }) =>
        `The spouse died on ${parts.died}, so the choice was cancelled. The member now chooses without a spouse.`,
    },
    ownVerification: "You verified this case. Another person must approve it.",
    youMayNot: "Your role can read this case. It cannot verify or approve it.",
    letterHeading: "Letter",
    openLetter: "Open the letter (PDF)",
    worksheetHeading: "How the amounts were worked out",
    amountsHeading: "Amounts a month",
    documentJudged: "The decision on the paper is recorded.",
    sickLeaveRecorded: "The certificate is recorded.",
    waits: {
      member: "the member",
      counselor: "a counselor",
      benefitVerifier: "a benefit verifier",
      employer: "the employer",
      payroll: "payroll",
    },
    actions: {
      start: "Application begun",
      answerQuestion: "Answers saved",
      submitApplication: "Application sent (step 1)",
      openElection: "Step 2 opened, with an estimate",
      sendDocument: "Paper sent",
      judgeDocument: "Paper judged",
      elect: "Choice sent (step 2)",
      markElectionLate: "Marked as late",
      electAgain: "Choice opened again after the spouse's death",
      verify: "Verified",
      returnToCounselor: "Sent back to the counselor",
      approve: "Approved",
      releaseFirstPayment: "First payment released",
      recalculate: "Worked out again",
      rescind: "Withdrawn by the member",
      declareVoid: "Declared void",
      voidForWork: "Declared void, because employment had not really ended",
      recordDeathBeforeStart: "Death before the start recorded",
      deny: "Denied",
    },
  },
};
