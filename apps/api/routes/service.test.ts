import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { testMembers } from "@emeritus/web/testing/members.ts";
import { signedIn, testSystem } from "@emeritus/web/testing/system.ts";
import { expect, test } from "vitest";
import { api } from "../app.ts";

test("the API reads a ledger as of a day and as known, says why a day counts, takes a request and a question, and shows the history; a refusal names code and law", async () => {
  const system = await testSystem({ today: parseDate("2026-11-20") });
  try {
    const app = await createWebApp(system);
    await app.register(api(system));
    const { ana } = await testMembers(system);
    const tokens = {
      ana: (await signedIn(system, { account: "ana", roles: ["member"], person: ana })).token,
      casey: (await signedIn(system, { account: "casey", roles: ["counselor"] })).token,
    };
    const call = async (who: keyof typeof tokens, url: string, body?: object) => {
      const authorization = { authorization: `Bearer ${tokens[who]}` };
      const reply = await app.inject(
        body === undefined
          ? { url, headers: authorization }
          : {
              method: "POST",
              url,
              headers: { ...authorization, "idempotency-key": randomUUID() },
              payload: body,
            },
      );
      return { status: reply.statusCode, body: reply.json() };
    };
    const then = await call("ana", "/api/member/service?on=2010-01-15");
    expect(then.body).toMatchObject({ creditedServiceMonths: 102, agrees: true, provenDays: 0 });
    expect((await call("ana", "/api/member/record?on=2010-01-15")).body.creditedServiceMonths).toBe(102);
    const unknown = await call("ana", "/api/member/service?known=2020-01-01");
    expect(unknown.body.lines).toEqual([]);
    const why = await call("casey", `/api/office/members/${ana}/service/why?day=2009-03-14`);
    expect(why.body.lines[0]).toMatchObject({ counts: true, reason: "dayOfWork", cites: "BR 2-4; BR 3-4" });
    expect(why.body.explanation.parts.length).toBeGreaterThan(1);
    const ask = { what: "militaryDuty", where: "Army", spans: [{ from: "1995-02-01", to: "1999-01-31" }] };
    const asked = await call("ana", "/api/member/service/requests", ask);
    expect(asked.body).toMatchObject({ kind: "service", status: "asked", what: "militaryDuty" });
    expect((await call("ana", "/api/member/service/requests", ask)).body.code).toBe("already-asked");
    const base = `/api/office/service/${ana}/${asked.body.case}`;
    const refused = await call("casey", `${base}/prepare`, {
      honorableDischarge: true,
      militaryProof: false,
      startingPayCents: 2_400_000,
      certifiedEmployerRate: "0.1",
    });
    expect([refused.status, refused.body.code, refused.body.facts.standing]).toEqual([
      422,
      "not-open",
      "purchaseWithoutProof",
    ]);
    expect(refused.body.cites).toContain("RSMo 104.343");
    const said = await call("ana", "/api/member/disputes", {
      about: "pay",
      line: "May 2010",
      says: "A week is missing.",
    });
    const answered = await call("casey", `/api/office/service/${ana}/${said.body.case}/refuse-question`, {
      because: "You were on leave.",
      cites: "BR 3-4",
    });
    expect(answered.body).toMatchObject({ status: "refused", appealUntil: "2027-01-19" });
    const history = await call("ana", "/api/member/history");
    expect(history.body.changes[0].by).toBe("casey");
    expect((await call("casey", "/api/office/service")).body.cases).toHaveLength(1);
    await app.close();
  } finally {
    await system.dispose();
  }
});
