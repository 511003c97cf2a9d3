import { afterAll, beforeAll, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { createWebApp } from "./app.ts";
import { testSystem } from "./testing/system.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let app: FastifyInstance;
beforeAll(async () => {
  system = await testSystem();
  app = await createWebApp(system);
});
afterAll(async () => {
  await app?.close();
  await system?.dispose();
});

test("the first page is there, and says that this is a demonstration", async () => {
  const reply = await app.inject("/");
  expect(reply.statusCode).toBe(200);
  expect(reply.body).toContain("<h1>Your state pension, explained</h1>");
  expect(reply.body).toContain("This is a demonstration");
  expect(reply.body).not.toContain("official website");
  expect(reply.headers["content-security-policy"]).toContain("trusted-types 'none'");
  expect(reply.headers["cache-control"]).toBe("no-store");
});

test("a route that names no owner or permission stops the start", () => {
  expect(() => app.get("/unowned", async () => "")).toThrow();
});

test("an unknown address answers 404 with a page", async () => {
  const reply = await app.inject("/no-such-page");
  expect(reply.statusCode).toBe(404);
  expect(reply.body).toContain("<h1>We cannot find that page</h1>");
});
