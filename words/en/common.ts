import type { Role } from "./role.ts";

const role: Record<Role, string> = {
  member: "Member",
  employer: "Employer",
  counselor: "Benefit counselor",
  benefitVerifier: "Benefit verifier",
  payrollPreparer: "Payroll preparer",
  payrollReleaser: "Payroll releaser",
  auditor: "Auditor",
  administrator: "Account administrator",
};

/** Words of the frame around every page and of the shared components. */
export const common = {
  product: "Emeritus",
  faces: { public: "", member: "for members", employer: "for employers", staff: "office" },
  role,
  welcome: {
    title: "Your state pension, explained",
    lead: "See what you earned, what it will pay, and how every dollar was worked out.",
    promisesHeading: "What we promise",
    promises: [
      {
        name: "Every dollar explained",
        says: "Each amount opens into the facts, the rule, the law and the rounding behind it.",
      },
      { name: "The law in the open", says: "Every rule we use is public and tested. You can check us." },
      { name: "Paid exactly once", says: "Everyone who is due is paid once a month, to the cent." },
    ],
  },
  privacy: {
    title: "Privacy",
    parts: [
      {
        heading: "When you visit",
        says: [
          "You can read our public pages without giving us any personal data. They set no cookie that tells who you are.",
          "We use no outside service to count visits.",
        ],
      },
      {
        heading: "When you sign in",
        says: [
          "Your browser keeps one cookie that holds your sign-in until you sign out. Another may keep your text size.",
          "We write down each sign-in and each reading of closed data, so that misuse can be found.",
          "By signing in you agree that we use what you enter to serve you.",
        ],
      },
      {
        heading: "What others may learn",
        says: [
          "On request we tell anyone only your name, whether you may be paid, the dates, and the amount. All else is closed.",
          "Using these pages is your choice. Everything here can also be done on paper or by phone.",
        ],
      },
      {
        heading: "If a page and the law differ",
        says: [
          "The law decides. These pages are a summary. We may change this page at this address; please read it again.",
        ],
      },
    ],
  },
  skip: "Skip to main content",
  banner: {
    short: "This is a demonstration. Every person here is made up.",
    more: "What does this mean?",
    long: "No real person, account or payment is in this system. Nothing here is an official act of any government.",
    moved: (parts: { today: string }) => `The calendar is set to ${parts.today}.`,
  },
  menu: "Menu",
  menuOf: (parts: { face: string }) => `Pages ${parts.face}`,
  signOut: "Sign out",
  signIn: "Sign in",
  signedInAs: (parts: { name: string }) => `Signed in as ${parts.name}`,
  textSize: "Text size",
  textSizes: { normal: "Normal text", large: "Large text", largest: "Largest text" },
  footer: {
    law: "The law decides. If a page and the law differ, the law is right.",
    source: "Emeritus is open software. Its rules are public, and anybody may check them.",
    lawPages: "The law",
    calculators: "Calculators",
    privacy: "Privacy",
    status: "Office",
  },
  onThisPage: "On this page",
  backToTop: "Back to top",
  problemTitle: (parts: { title: string }) => `Error: ${parts.title}`,
  summaryHeading: (parts: { problems: number }) =>
    parts.problems === 1 ? "There is a problem" : `There are ${parts.problems} problems`,
  optional: "optional",
  error: "Error:",
  month: "Month",
  day: "Day",
  year: "Year",
  select: "- Select -",
  step: (parts: { at: number; of: number; name: string }) => `Step ${parts.at} of ${parts.of}: ${parts.name}`,
  steps: "Steps",
  done: "done",
  current: "current step",
  notYet: "not yet",
  pages: "Pages",
  previous: "Previous",
  next: "Next",
  page: (parts: { number: string }) => `Page ${parts.number}`,
  filter: "Show",
  clearFilter: "Clear",
  progressNow: "Show progress now",
  progressOf: (parts: { done: string; of: string; what: string }) =>
    `${parts.done} of ${parts.of} ${parts.what}`,
  chartTable: "The same figures in a table",
  howWeGotIt: (parts: { what: string }) => `: how we got it. ${parts.what}`,
  none: "None",
  yes: "Yes",
  no: "No",
  back: "Back",
  cancel: "Cancel",
};
