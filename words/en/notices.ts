/** Words of notices about a person's account and e-mail address, by letter and by e-mail. An e-mail names nobody and holds no link (P-012, P-014). */
export const notices = {
  letters: {
    accountOpened: {
      title: "Your online account",
      says: (parts: { on: string }) => `On ${parts.on} an online account was opened for you with us.`,
      ifYou: "If you opened it",
    },
    passwordSet: {
      title: "Your password",
      says: (parts: { on: string }) => `On ${parts.on} a new password was set for your online account.`,
      ifYou: "If you set it",
    },
    emailChanged: {
      title: "Your e-mail address",
      says: (parts: { on: string }) =>
        `On ${parts.on} we were asked to change the e-mail address that we have for you.`,
      ifYou: "If you asked for this",
    },
  },
  nothingToDo: "You need to do nothing.",
  ifNotYou: "If it was not you",
  callUs: "Call us at once. We will lock the account, undo the change and look after your benefit.",
  mails: {
    accountOpened: {
      subject: "An account was opened",
      says: "An online account was opened with this e-mail address.",
    },
    passwordSet: { subject: "A password was set", says: "A new password was set for your online account." },
    emailChanged: {
      subject: "An e-mail address was changed",
      says: "We were asked to write to another e-mail address from now on, not to this one.",
    },
  },
  mail: (parts: { says: string }) =>
    `${parts.says}\n\nIf this was you, you need not do anything. If it was not, call us at once. We never ask for personal data by e-mail.`,
  waiting: {
    title: "First accounts",
    says: "Nobody opens a first account by an e-mail address that was changed or added less than so many days ago. Until then letters tell the member of the change.",
    days: "Days to wait",
    choose: "Keep these days",
    chosen: (parts: { days: number }) => `A first account now waits ${parts.days} days.`,
    badDays: "Enter a whole number of days from 0 to 60",
  },
};
