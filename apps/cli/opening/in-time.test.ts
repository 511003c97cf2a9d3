import { expect, test } from "vitest";
import { inTime } from "./in-time.ts";

test("an end that comes gives its value, one that fails its reason, and one that does not come is told as late", async () => {
  expect(await inTime(Promise.resolve(3), 1_000)).toEqual({ value: 3 });
  expect(await inTime(Promise.reject(new Error("no server")), 1_000)).toEqual({ why: "no server" });
  expect(await inTime(new Promise(() => undefined), 20)).toEqual({ why: "not within 20 ms" });
});

test("a wait that is over holds nothing", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;
  const before = timers();
  await inTime(Promise.resolve(), 600_000);
  expect(timers()).toBe(before);
});
