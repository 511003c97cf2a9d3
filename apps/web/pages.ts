/** Every file that declares pages, one line each; a face's menu follows this order. */
import "./signin/sign-in.tsx";
import "./signin/account.tsx";
import "./public/home.tsx";
import "./member/home.tsx";
import "./member/record.tsx";
import "./member/when.tsx";
import "./member/benefit/page.tsx";
import "./office/accounts.tsx";
import "./employer/reports.tsx";
import "./employer/upload.tsx";
import "./employer/refusal.tsx";
import "./employer/report.tsx";
import "./member/bank.tsx";
import "./office/payroll.tsx";
import "./office/bank-accounts.tsx";
import "./office/payroll-returns.tsx";
