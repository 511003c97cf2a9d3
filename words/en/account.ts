import { signin } from "./signin.ts";

/** What the terminal says of accounts that the machine's operator makes. */
export const account = {
  summary:
    "Make an account for staff or an employer, the first of a new fund among them, or give it a new password",
  usage:
    "account add ONLINE-ID --name NAME --role ROLE[,ROLE...] [--employer CODE]\naccount password ONLINE-ID",
  passwordNeeded: "Write the account's password in EMERITUS_PASSWORD.",
  unknownRole: ({ roles }: { roles: string }) =>
    `Give --role as one of: ${roles}; several with a comma between. Members make their own accounts.`,
  added: ({ account: made }: { account: string }) => `The account ${made} is made.`,
  secret: ({ secret }: { secret: string }) =>
    `Key for its authenticator app, shown only here: ${secret}. Give it and the password to the person by two ways.`,
  passwordSet: ({ account: set }: { account: string }) =>
    `The account ${set} has a new password, and its sessions are ended. Its authenticator stays.`,
  problems: {
    ...signin.registering.problems,
    "account-name-missing": "Give the person's name as --name NAME, at most 150 letters",
    "account-role-missing": "Give a role as --role ROLE",
    "account-employer-missing":
      "An account of the role employer, and no other, names its employer as --employer CODE",
    "account-employer-unknown": ({ code }: { code: string }) => `No employer has the code ${code}`,
    unknownAccount: "There is no account of staff or an employer with this Online ID",
  },
};
