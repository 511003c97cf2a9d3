/** The roles whose names the catalogue must have; the same list as the operations' own, which words may not import. */
export type Role =
  | "member"
  | "employer"
  | "counselor"
  | "benefitVerifier"
  | "payrollPreparer"
  | "payrollReleaser"
  | "auditor"
  | "administrator";
