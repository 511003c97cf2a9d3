/** Words of the pages that say something went wrong. */
export const errors = {
  general: "Check this answer and give it again",
  notFound: {
    title: "We cannot find that page",
    says: "It may have moved, or the address may be mistyped.",
    next: "Go to your home page",
  },
  notThen: {
    title: "Not on record then",
    says: "What you asked for was not on record at that moment. Choose a later day, or go back to today.",
  },
  notAllowed: {
    title: "You cannot open that page",
    says: "Your sign-in does not have the right to see it. If you need it for your work, ask your account administrator.",
  },
  ownRecord: {
    title: "You cannot open your own record here",
    says: "Staff may not open, change or approve their own record. A colleague can help. This attempt was written down.",
  },
  defect: {
    title: "Something went wrong on our side",
    says: "Nothing you sent was half done. Please try again in a few minutes.",
    reference: (parts: { reference: string }) => `If it happens again, tell us this code: ${parts.reference}`,
  },
  forged: {
    title: "Please send the form again",
    says: "This form was open for too long, or it came from another site. Nothing was changed. Open the page again and repeat your entry.",
  },
  otherSession:
    "You signed in anew since this page was opened. Nothing was changed yet: check what stands here, and send it",
  signedOut: {
    title: "You were signed out",
    says: "Nothing was changed, and what you typed is not lost: this page keeps it.",
    signIn: "Sign in, in a new tab",
    steps: [
      "Come back to this tab and reload it. Your browser asks whether to send the form again: say yes.",
      "The form stands here with what you typed, without Social Security numbers and passwords. Check it, and send it.",
    ],
  },
  tooLarge: {
    title: "That file is too large",
    says: (parts: { most: string }) => `The largest file we take is ${parts.most}.`,
  },
  tooMany: {
    title: "Please wait a little",
    says: "There were too many tries. Wait a few minutes and try again.",
  },
};
