/** Words for the law of administrative law judges and legal advisors. */
export const alj = {
  highestSalary: "highest yearly salary in the office",
  onCommission: "member of a commission or chairman of mediation",
  assembliesWaived: "assemblies whose legislator's benefit was waived",
  lawOf1984: "first day of the law on leaving office",
  monthsForAssembly: "months of service for an assembly",
  assemblyCredit: "service for assemblies",
  reappointmentNotEncoded: "the law on reappointment is not encoded",
} satisfies Readonly<Record<string, string>>;
