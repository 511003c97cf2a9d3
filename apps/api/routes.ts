/** Every file that declares routes of the API, one line each. */
import "./routes/signing-in.ts";
import "./routes/estimating.ts";
import "./routes/pay-reports.ts";
import "./routes/pay-report-rows.ts";
import "./routes/payroll.ts";
import "./routes/retirement.ts";
import "./routes/conversions.ts";
import "./routes/deaths.ts";
import "./routes/employers.ts";
import "./routes/void-retirement.ts";
import "./routes/people.ts";
import "./routes/disclosures.ts";
import "./routes/money.ts";
import "./routes/invoices.ts";
import "./routes/interest.ts";
import "./routes/service.ts";
