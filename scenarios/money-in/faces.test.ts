import { randomUUID } from "node:crypto";
import { api as serveApi } from "@emeritus/api/app.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { signedIn } from "@emeritus/web/testing/system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
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
