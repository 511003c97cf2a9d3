import { longDate, money as dollars } from "../format.ts";

const amount = (cents: bigint): string => dollars(cents < 0n ? -cents : cents);
const moved = (cents: bigint): string =>
  cents < 0n ? `gave ${amount(cents)} back` : `took ${amount(cents)}`;

/** Words of payroll clearing cash: what the bank took for payrolls, told by one person and confirmed by a second. */
export const clearing = {
  menu: "Bank settlements",
  title: "Bank settlements of the payroll",
  intro:
    "A payroll file stands in payroll clearing cash from the day the bank is given it until the bank has taken its money. One person tells what the bank’s statement says, a second confirms it, and operating cash pays.",
  counts: {
    out: "still out with the bank",
    back: "the bank still owes us",
    confirm: "to be confirmed",
  },
  open: "What is still out",
  openSays: (parts: { amount: string }) =>
    `Together these are the balance of payroll clearing cash in credit: ${parts.amount}.`,
  openNone: "Nothing is out. Payroll clearing cash is at zero.",
  columns: {
    what: "What",
    since: "Out since",
    amount: "Amount",
    age: "Waits",
    told: "State",
  },
  file: (parts: { month: string; name: string; count: string }) =>
    `Payroll of ${parts.month}: file ${parts.name}, ${parts.count} payments`,
  return: (parts: { month: string; trace: string; code: string }) =>
    `Returned payment ${parts.trace} of the payroll of ${parts.month} (${parts.code})`,
  other: (parts: { source: string }) => `Entry of the ledger: ${parts.source}`,
  toTake: (parts: { amount: string }) => `${parts.amount}, the bank takes it`,
  toGive: (parts: { amount: string }) => `${parts.amount}, the bank gives it back`,
  days: (parts: { days: number }) => (parts.days === 1 ? "1 day" : `${parts.days} days`),
  notTold: "Not on a statement yet",
  toldIn: (parts: { settlement: number }) => `Told, settlement ${parts.settlement}`,

  tell: "Tell what the bank did",
  tellSays:
    "Tick what one line of the bank’s statement stands for. If the bank took less because payments came back at once, record those returns first and tick them together with the file.",
  items: "What the line stands for",
  way: "What the bank did",
  ways: { took: "It took money from our account", gave: "It gave money back to our account" },
  amount: "Amount on the statement",
  settledOn: "Day on the statement",
  bankNumber: "The bank’s number of the line",
  button: "Tell it",
  told: (parts: { settlement: number }) =>
    `Settlement ${parts.settlement} is told. A second person confirms it with the bank’s statement.`,

  waiting: "To be confirmed",
  waitingSays:
    "Compare the amount and the day with the bank’s own statement. Confirming posts the amount from operating cash to payroll clearing cash.",
  waitingNone: "Nothing is to be confirmed.",
  settlement: (parts: { settlement: number }) => `Settlement ${parts.settlement}`,
  said: (parts: { cents: bigint; day: string }) => `The bank ${moved(parts.cents)} on ${parts.day}`,
  takesBack: (parts: { settlement: number; because: string }) =>
    `Takes settlement ${parts.settlement} back: ${parts.because}`,
  numbered: (parts: { number: string }) => `Bank’s number ${parts.number}`,
  stands: "Stands for",
  toldBy: "Told by",
  confirm: "Confirm",
  refuse: "Refuse",
  because: "Why, if you refuse",
  yours: "You told it, so another person confirms it.",
  notYours: "A payroll releaser confirms it.",
  confirmed: (parts: { settlement: number }) => `Settlement ${parts.settlement} is confirmed and posted.`,
  refusedSaid: (parts: { settlement: number }) =>
    `Settlement ${parts.settlement} is refused. Nothing was posted.`,

  decided: "Settled before",
  decidedNone: "Nothing was settled yet.",
  bank: "What the bank did",
  state: "State",
  states: {
    confirmed: (parts: { by: string }) => `Confirmed by ${parts.by}`,
    refused: (parts: { by: string; because: string }) => `Refused by ${parts.by}: ${parts.because}`,
    takenBack: "Taken back",
    takingBack: "To be taken back",
  },
  takeBack: "Take back",
  takeBackWhy: "Why it was not so",
  takingBackTold: "A second person confirms that it is taken back. Until then it stands.",

  toLedger: "Trial balance",
  ledger: {
    zero: "Payroll clearing cash is at zero",
    zeroSays: "The bank has taken every payroll file that it was given, and a second person confirmed it.",
    out: "What payroll clearing cash stands for",
    outSays: (parts: { amount: string; items: number }) =>
      `${parts.amount} ${parts.items === 1 ? "is one item" : `are ${parts.items} items`} that no confirmed statement of the bank has cleared:`,
    to: "Bank settlements",
  },

  problems: {
    nothingChosen: "Tick what the line of the statement stands for",
    noSuchClearingItem: "One of these does not stand in payroll clearing cash any more. Load the page again",
    settledBefore: (parts: { settlement: number; day: string }) =>
      `The bank’s word on this is confirmed already: settlement ${parts.settlement} of ${longDate(parts.day)}. If the bank moved the money twice, ask it to undo that`,
    settlementWaits: (parts: { settlement: number }) =>
      `Settlement ${parts.settlement} says it already and waits for a second person`,
    settledLater: "The day on the statement must not be after today",
    beforeTheBankHadIt: (parts: { day: string }) =>
      `The bank cannot have moved this before ${longDate(parts.day)}`,
    bankNumberKnown: (parts: { settlement: number }) =>
      `The bank’s number stands with settlement ${parts.settlement} already`,
    nothingMoved: "Together these come to nothing. Tell each by itself",
    bankDiffers: (parts: { bank: bigint; ours: bigint }) =>
      `The bank ${moved(parts.bank)}, but ticked is what it ${parts.ours < 0n ? "gives back" : "takes"}: ${amount(parts.ours)}. ${amount(parts.bank - parts.ours)} is not explained. Nothing is posted until they agree: tick what came back, or ask the bank`,
    noSuchSettlement: "There is no such settlement",
    decided: (parts: { by: string }) => `${parts.by} has decided already`,
    enteredByYou: "You told it. Another person must confirm it",
    becauseMissing: "Say why",
    changedSince: "What it stands for has changed since it was told. Refuse it and tell it again",
    notConfirmed: "Only a confirmed settlement is taken back",
    takenBackBefore: "It is taken back already",
    takingBackWaits: "Taking it back waits for a second person",
    amountMissing: "Type the amount in dollars and cents, such as 1234.50",
    dateMissing: "Enter the day on the statement",
    wayMissing: "Say whether the bank took the money or gave it back",
  },

  terminal: {
    summary:
      "Tells and confirms what the bank took for payrolls, prints the trial balance, and closes months",
    usage:
      "clearing open --as <online id> --code <code>\nclearing tell <entry> [<entry> ...] (--took <amount> | --gave <amount>) --on <date> [--number <bank number>] --as <online id> --code <code>\nclearing confirm <settlement> --as <online id> --code <code>\nclearing refuse <settlement> --because <why> --as <online id> --code <code>\nclearing take-back <settlement> --because <why> --as <online id> --code <code>\nclearing balance [--trust <trust>] [--month <YYYY-MM>] [--on <date>] --as <online id> --code <code>\nclearing close <YYYY-MM> [--trust <trust>] --as <online id> --code <code>",
    openLine: (parts: { entry: string; since: string; amount: string; what: string }) =>
      `entry ${parts.entry}  ${parts.since}  ${parts.amount}  ${parts.what}`,
    waitingLine: (parts: { settlement: number; said: string; by: string }) =>
      `settlement ${parts.settlement}  ${parts.said}  told by ${parts.by}, to be confirmed`,
    balance: (parts: { amount: string }) => `Payroll clearing cash: ${parts.amount}`,
    account: (parts: { account: number; name: string; debit: string; credit: string }) =>
      `${parts.account}  ${parts.name}  ${parts.debit}  ${parts.credit}`,
    head: "Account, balance in debit, balance in credit",
    sum: (parts: { debit: string; credit: string }) => `Sum  ${parts.debit}  ${parts.credit}`,
  },
};
