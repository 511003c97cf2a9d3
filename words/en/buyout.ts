/** What the command line says of a buyout offered to many judges. */
export const buyout = {
  summary:
    "Value the deferred annuities of the judges in a file, and what a buyout would pay; nothing is recorded",
  usage: "buyout FILE.json",
  cannotRead: ({ file }: { file: string }) =>
    `${file} is not a list of judges in JSON: write [{ "name": "Judge A", "birthDate": "1962-05-20", "firstHired": "1990-01-01", "estimateDated": "2024-03-11", "valuedPlan": "closedPlan", "deferredMonthly": "1,000.00", "deferredFrom": "2024-04-01" }, ...].`,
  numbered: ({ at }: { at: string }) => `Judge ${at}`,
  line: ({ name, says }: { name: string; says: string }) => `${name}: ${says}`,
  offer: ({ value, amount }: { value: string; amount: string }) => `present value ${value}, buyout ${amount}`,
  refused: ({ why }: { why: string }) => `refused, ${why}`,
  missing: ({ facts }: { facts: string }) => `cannot be valued without ${facts}`,
  totals: ({ judges, value, amount }: { judges: string; value: string; amount: string }) =>
    `${judges} valued: present values ${value}, buyouts ${amount}`,
};
