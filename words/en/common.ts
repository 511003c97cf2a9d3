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
    since: "This page holds from November 22, 2026.",
    parts: [
      {
        heading: "When you visit",
        says: [
          "By using these pages you accept what stands here.",
          "You can read our public pages and use our calculators without an account. You give us no personal data by that, and we take none.",
          "We count no visits and load nothing from other sites. Visitors get no cookie, except one with their text size if they change it.",
        ],
      },
      {
        heading: "When you sign in or send us something",
        says: [
          "You make your own Online ID and password. We always ask for a second proof too, a code from your phone, and all that passes between us is encrypted.",
          "Your browser keeps one cookie that holds your sign-in until you sign out.",
          "By signing in or sending us personal data you agree that we use it to serve you, as this page says.",
          "We write down each sign-in and each reading of your record by others, so that misuse can be found.",
          "Using these pages is your choice. Everything here can also be done on paper or by phone.",
        ],
      },
      {
        heading: "E-mail",
        says: [
          "E-mail can be read by others on its way. Put no personal data in it; we cannot answer for what others read there.",
          "We send nothing confidential by e-mail unless you ask us to.",
          "We never ask you by e-mail for your Social Security number, Member ID, Online ID, password or other personal data. An e-mail of ours may only ask you to come to this site and sign in.",
        ],
      },
      {
        heading: "What others may learn",
        says: [
          "On request we tell anybody four facts about you: your name, whether you are or may be paid a benefit, its dates, and its amount. Board Rule 1-3 requires that. You get a copy.",
          "All else is closed. It leaves only with your consent or that of your legal representative, by law or legal process, or to a state department that promises in writing to use it for its purpose only and to keep it secret. Two people decide, and you get a copy.",
          "What we hold may be asked for under the Sunshine Law, chapter 610. What law or board rule protects stays closed.",
          "The benefits of public officials are posted, as Board Rule 1-3 requires. We post no other member’s benefits anywhere.",
          "If you apply to retire, your employer may learn of it.",
        ],
      },
      {
        heading: "Other sites",
        says: [
          "Our pages lead to the statutes on the State’s own site. There the policy of that site holds. We answer neither for it nor for sites that lead to us.",
        ],
      },
      {
        heading: "If a page and the law differ",
        says: [
          "The law decides: chapters 100, 104, 105, 211, 287 and 476 of the Revised Statutes of Missouri. These pages are a summary.",
          "We take care, but people and machines make mistakes. We do not promise that everything here is right, complete or up to date, and we are not liable for what follows from using it.",
          "We may change this page, and a change stands at this address. Please read it again from time to time.",
        ],
      },
    ],
  },
  skip: "Skip to main content",
  breadcrumb: "Where you are",
  banner: {
    short: "This is a demonstration. Every person here is made up.",
    more: "What does this mean?",
    long: "No real person, account or payment is in this system. Nothing here is an official act of any government.",
    moved: (parts: { today: string }) => `The calendar is set to ${parts.today}.`,
  },
  menu: "Menu",
  officeGroups: {
    members: "Members",
    cases: "Cases",
    employers: "Employers",
    benefits: "Benefit payments",
    books: "Money and records",
  },
  menuOf: (parts: { face: string }) => `Pages ${parts.face}`,
  signOut: "Sign out",
  signIn: "Sign in",
  signedInAs: (parts: { name: string }) => `Signed in as ${parts.name}`,
  textSize: "Text size",
  textSizes: { normal: "Normal text", large: "Large text", largest: "Largest text" },
  footer: {
    today: (parts: { today: string }) => `Page of ${parts.today}`,
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
