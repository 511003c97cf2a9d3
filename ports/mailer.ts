/** An e-mail to somebody's address on record. It never holds confidential data and leads to no form. */
export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Sends e-mail: a mail server or, on one machine, a folder. */
export interface Mailer {
  /** Hands an e-mail over. Throws when it cannot. */
  send(mail: OutgoingMail): Promise<void>;
}
