import { randomUUID } from "node:crypto";
import { api as serveApi } from "@emeritus/api/app.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { signedIn } from "@emeritus/web/testing/system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleEmployer } from "@emeritus/operations/reporting-pay/testing.ts";
import { halfMonth, type MoneyFund, moneyFund, postFile } from "./fund.ts";

let fund: MoneyFund;
beforeAll(async () => {
  fund = await moneyFund();
  await postFile(fund.system, halfMonth("2026-05-01", "2026-05-15", "2026-05-29"));
  fund.on("2027-07-01");
});
afterAll(() => fund.dispose());

test("pages keep what was typed when something is wrong; the API says the same by code", async () => {
  const app = await createWebApp(fund.system);
  await app.register(serveApi(fund.system));
  const { cookie, token } = await signedIn(fund.system, {
    account: "page-preparer",
    roles: ["payrollPreparer"],
  });
  const page = await app.inject({ url: "/office/money/receipts/new", headers: { cookie } });
  const csrf = /name="csrf" value="([^"]*)"/u.exec(page.body)![1]!;
  const key = randomUUID();
  const send = (fields: Record<string, string>) =>
    app.inject({
      method: "POST",
      url: "/office/money/receipts/new",
      headers: {
        cookie,
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
      },
      payload: new URLSearchParams({ csrf, key, ...fields }).toString(),
    });
  const typed = {
    trust: "pension",
    receivedOn: "2027-07-01",
    amount: "12",
    reference: "MY REF",
    payer: "Somebody",
  };
  const wrong = await send(typed);
  expect([
    wrong.statusCode,
    wrong.body.includes("MY REF"),
    wrong.body.includes("Type dollars and cents"),
  ]).toEqual([422, true, true]);
  const right = await send({ ...typed, amount: "$12.00" });
  expect(right.statusCode).toBe(303);
  expect((await app.inject({ url: right.headers.location!, headers: { cookie } })).body).toContain("MY REF");
  expect((await send({ ...typed, amount: "$12.00" })).headers.location).toBe(right.headers.location);

  const ask = (method: "GET" | "POST", url: string, payload?: object) =>
    app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() },
      ...(payload === undefined ? {} : { payload }),
    });
  const receipt = Number(right.headers.location!.split("/").at(-1));
  expect((await ask("GET", `/api/office/receipts/${receipt}`)).json()).toMatchObject({
    amount: "12.00",
    left: "12.00",
    trust: "pension",
  });
  const parts = { parts: [{ charge: 999_999, amount: "12.00" }] };
  expect((await ask("POST", `/api/office/receipts/${receipt}/matching`, parts)).json()).toMatchObject({
    status: 422,
    code: "noSuchCharge",
  });
  expect((await ask("GET", "/api/office/money/aged")).json().employers).toHaveLength(1);
  await app.close();
});

test("a statement without two days in order shows the last three months and says so, and other days can be chosen", async () => {
  const app = await createWebApp(fund.system);
  const { cookie } = await signedIn(fund.system, { account: "page-auditor", roles: ["auditor"] });
  const see = (query: string) =>
    app.inject({ url: `/office/money/statement?employer=${sampleEmployer}&${query}`, headers: { cookie } });
  const empty = await see("from=&to=");
  expect(empty.statusCode).toBe(200);
  expect(empty.body).toContain("April 1, 2027 to July 1, 2027");
  expect(empty.body).not.toContain("Choose two days");
  const reversed = await see("from=2027-05-02&to=2027-05-01");
  expect(reversed.body).toContain("Choose two days, the first not after the last.");
  expect(reversed.body).toContain("April 1, 2027 to July 1, 2027");
  expect((await see("from=2026-02-30&to=2026-05-01")).body).toContain("Choose two days");
  expect((await see("from=2026-05-01&to=2026-05-31")).body).toContain("May 1, 2026 to May 31, 2026");
});

test("BR 2-21 an election is recorded as it was seen: other figures are worked out and shown first", async () => {
  const app = await createWebApp(fund.system);
  const { cookie } = await signedIn(fund.system, { account: "page-elector", roles: ["payrollPreparer"] });
  const path = "/office/money/prepayments/new";
  const page = await app.inject({ url: path, headers: { cookie } });
  const csrf = /name="csrf" value="([^"]*)"/u.exec(page.body)![1]!;
  const send = (fields: Record<string, string>) =>
    app.inject({
      method: "POST",
      url: path,
      headers: {
        cookie,
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
      },
      payload: new URLSearchParams({ csrf, key: randomUUID(), ...fields }).toString(),
    });
  const typed = {
    employer: String(sampleEmployer),
    payroll: "generalPayroll",
    fiscalYear: "2026",
    prepaidOn: "2026-11-01",
    toldOn: "2026-10-01",
    components: "normalCost",
    normalCost: "10.00",
    unfunded: "22.00",
    assumedPayroll: "240,000.00",
    assumedReturn: "6.95",
    payCycle: "monthly",
  };
  const worked = await send({ ...typed, act: "work" });
  const seen = /name="seen" value="([^"]*)"/u.exec(worked.body)![1]!;
  const other = await send({ ...typed, assumedPayroll: "480,000.00", act: "record", seen });
  expect(other.statusCode).toBe(200);
  expect(other.body).toContain("comes to other amounts than those that you saw");
  expect((await send({ ...typed, act: "record", seen })).statusCode).toBe(303);
});
