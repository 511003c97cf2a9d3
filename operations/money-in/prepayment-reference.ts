/** What the remittance of a prepayment names. */
export const prepaymentReference = (election: number): string => `PREPAYMENT-${election}`;

/** The election that a reference names, if it names one. */
export function electionOf(reference: string): number | undefined {
  const found = /^PREPAYMENT-(\d{1,9})$/u.exec(reference);
  return found === null ? undefined : Number(found[1]);
}
