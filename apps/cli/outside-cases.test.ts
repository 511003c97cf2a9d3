import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "./run.ts";

const examples = join(import.meta.dirname, "../../law/outside/examples");
const home = mkdtempSync(join(tmpdir(), "emeritus-cases-"));
afterAll(() => rmSync(home, { recursive: true }));

/** Runs a command line that must not need a database: there is nowhere to put one. */
async function emeritus(...args: string[]): Promise<{ status: number; said: string[] }> {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const environment = { EMERITUS_HOME: "/dev/null/none" };
  return { status: await run(args, { say, complain: say, environment }), said };
}
const example = (name: string): string => join(examples, name);

test("cases run ends well when every case of every file agrees", async () => {
  const { status, said } = await emeritus(
    "cases",
    "run",
    example("base-benefit.json"),
    example("base-benefit.md"),
  );
  expect(said).toEqual(["6 cases: 6 agree, 0 differ, 0 cannot be run."]);
  expect(status).toBe(0);
});

test("cases run prints each mistake with the fact, and does not end well", async () => {
  const { status, said } = await emeritus("cases", "run", example("mistaken.json"));
  expect(status).toBe(1);
  expect(said[0]).toContain('the plan has no "creditedServise"; did you mean "creditedService"?');
  expect(said.find((line) => line.includes("left before birth"))).toContain(
    "leftService is before birthDate",
  );
  expect(said.at(-1)).toBe("11 cases: 0 agree, 0 differ, 11 cannot be run.");
});

test("cases run prints a difference and does not end well; a file that is not there neither", async () => {
  const file = join(home, "mine.json");
  const facts = {
    finalAveragePay: "3,000.00",
    benefitService: "25y 0m",
    minimumService: "25y 0m",
    leftService: "2024-06-30",
  };
  const cases = [
    { name: "mine", plan: "msep-2000", class: "general", facts, expect: { baseBenefit: "1,275.01" } },
  ];
  writeFileSync(file, JSON.stringify(cases));
  const { status, said } = await emeritus("cases", "run", file);
  expect(status).toBe(1);
  expect(said[0]).toBe(`${file}#1 mine: baseBenefit should be 1,275.01, is 1275.00`);
  expect((await emeritus("cases", "run", join(home, "none.json"))).status).toBe(1);
});

test("cases without a file, and an unknown verb, tell how to write it", async () => {
  expect((await emeritus("cases", "run")).status).toBe(2);
  expect((await emeritus("cases", "try", "x")).status).toBe(2);
});

test("explain says in one sentence what is wrong with what is asked, with the date and with the file", async () => {
  const write = (name: string, text: string): string => {
    writeFileSync(join(home, name), text);
    return join(home, name);
  };
  const facts = write("facts.json", '{"leftService": "2024-06-30"}');
  const explain = (...args: string[]) => emeritus("explain", "--plan", "msep-2000", ...args);
  const saying = async (...args: string[]): Promise<string[]> => {
    const { status, said } = await explain(...args);
    expect(status).toBe(1);
    return said;
  };
  expect(await saying("--facts", facts, "leftService")).toEqual([
    '"leftService" is a fact of the plan, which is stated and not asked for',
  ]);
  expect(await saying("--facts", facts, "colaRate")).toEqual([
    '"colaRate" is a table of the plan, which its provisions read and nobody asks for',
  ]);
  expect(await saying("--facts", facts, "--on", "2024-07-32", "vested")).toEqual([
    "on is 2024-07-32, which is not written as date, YYYY-MM-DD",
  ]);
  expect((await saying("--facts", write("list.json", "[]"), "vested"))[0]).toContain("holds no facts");
  expect((await saying("--facts", write("empty.json", ""), "vested"))[0]).toContain("is not JSON");
  expect((await saying("--facts", join(home, "none"), "vested"))[0]).toContain("cannot be read");
  expect((await explain("--facts", facts, "--jsn", "vested")).status).toBe(2);
  expect((await emeritus("cases", "run", write("none.json", "[]"))).said[0]).toContain("it holds no case");
});

test("facts lists each fact and provision with its type, unit, range and meaning", async () => {
  const { status, said } = await emeritus("facts", "--plan", "msep-2000");
  expect(status).toBe(0);
  const line = (name: string): string | undefined => said.find((one) => one.trim().startsWith(`${name} `));
  expect(line("birthDate")).toContain("date, YYYY-MM-DD, 1900-01-01 to 2020-12-31; your date of birth");
  expect(line("periods.kind")).toContain("employed | ownIllnessLeave");
  expect(line("baseBenefit")).toMatch(/money, 1,234\.56; base benefit; .*RSMo 104\.1024/);
  expect((await emeritus("facts", "--plan", "msep-200")).said[0]).toContain('did you mean "msep-2000"?');
});

test("facts gives the same as JSON, for every plan", async () => {
  const { said } = await emeritus("facts", "--json");
  const plans = JSON.parse(said[0]!) as { plan: string; terms: { name: string; meaning: string }[] }[];
  expect(plans.find(({ plan }) => plan === "msep-2000")?.terms).toContainEqual(
    expect.objectContaining({ name: "vested", kind: "yesNo", meaning: "you have a right to a benefit" }),
  );
});

test("explain works from a file of facts, without a database", async () => {
  const asked = [
    "--plan",
    "msep-2000",
    "--class",
    "general",
    "--on",
    "2024-07-01",
    "--facts",
    example("facts.json"),
  ];
  const { status, said } = await emeritus("explain", ...asked, "baseBenefit");
  expect(status).toBe(0);
  expect(said.join("\n")).toMatch(/Base benefit +\$1,275\.00/);
  const json = JSON.parse((await emeritus("explain", ...asked, "baseBenefit", "--json")).said[0]!);
  expect(json.value).toEqual({ n: "127500", d: "1" });
  expect((await emeritus("explain", ...asked, "baseBenefits")).said[0]).toContain(
    'did you mean "baseBenefit"?',
  );
});

test("--help lists every command of the folder with what it does", async () => {
  const { status, said } = await emeritus("--help");
  expect(status).toBe(0);
  const files = readdirSync(join(import.meta.dirname, "commands")).filter(
    (file) => !file.endsWith(".test.ts"),
  );
  for (const file of files)
    expect(said.find((line) => line.startsWith(`  ${file.replace(/\.ts$/, "")} `))).toMatch(/^ {2}\S+ +\S/);
});
