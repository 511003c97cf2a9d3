import { account } from "./account.ts";
import { audit } from "./audit.ts";
import { buyout } from "./buyout.ts";
import { calculators } from "./calculators.ts";
import { charges } from "./charges.ts";
import { cli } from "./cli.ts";
import { clearing } from "./clearing.ts";
import { clocks } from "./clocks.ts";
import { common } from "./common.ts";
import { conversion } from "./conversion.ts";
import { convert } from "./convert.ts";
import { cutover } from "./cutover.ts";
import { deaths } from "./deaths.ts";
import { describe } from "./describe.ts";
import { disclosure } from "./disclosure.ts";
import { division } from "./division.ts";
import { employer } from "./employer.ts";
import { enrolment } from "./enrolment.ts";
import { errors } from "./errors.ts";
import { givenUp } from "./given-up.ts";
import { history } from "./history.ts";
import { law, lawOfPlan } from "./law/index.ts";
import { lawPages } from "./law-pages.ts";
import { letters } from "./letters.ts";
import { member } from "./member.ts";
import { money } from "./money.ts";
import { notices } from "./notices.ts";
import { office } from "./office.ts";
import { payReports } from "./pay-reports.ts";
import { payroll } from "./payroll.ts";
import { people } from "./people.ts";
import { redetermining } from "./redetermining.ts";
import { quality } from "./quality.ts";
import { retirement } from "./retirement.ts";
import { service } from "./service.ts";
import { serviceLetters } from "./service-letters.ts";
import { signin } from "./signin.ts";
import { takingBack } from "./taking-back.ts";
import { voidRetirement } from "./void-retirement.ts";
import { worksheet } from "./worksheet.ts";

/** Every word a person reads, in English; each part belongs to the slice of the same name. */
export const en = {
  account,
  audit,
  buyout,
  calculators,
  charges,
  clearing,
  cli,
  clocks,
  common,
  conversion,
  convert,
  cutover,
  describe,
  deaths,
  disclosure,
  division,
  employer,
  enrolment,
  errors,
  givenUp,
  history,
  law,
  lawOfPlan,
  lawPages,
  letters,
  member,
  money,
  notices,
  office,
  payReports,
  payroll,
  people,
  quality,
  redetermining,
  retirement,
  service,
  serviceLetters,
  signin,
  takingBack,
  voidRetirement,
  worksheet,
};
