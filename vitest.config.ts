import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const patienceMs = 120_000;

/** Files that take minutes, longest first: begun last, one would run alone at the end. */
const longest = [
  "apps/web/a11y",
  "scenarios/start/",
  "scenarios/walk/",
  "apps/web/sweep",
  "scenarios/payroll-kills",
  "apps/web/calculators/",
  "records/migrate",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((path) => moduleId.includes(path));
      return at < 0 ? longest.length : at;
    };
    const usual = await super.sort(files); // oxlint-disable-line unicorn/no-array-sort -- the sequencer's own
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}

/**
 * Pure packages share one process without isolation: eight times faster, and they keep no state. What opens databases,
 * servers and browsers runs a file a process, so that one that crashes takes no other with it.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "pure",
          include: ["{engine,law,words,ports,tools}/**/*.test.ts"],
          pool: "threads",
          isolate: false,
          maxWorkers: 2,
          testTimeout: patienceMs,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "system",
          include: ["{records,operations,adapters,apps,scenarios,bench}/**/*.test.{ts,tsx}"],
          pool: "forks",
          isolate: true,
          maxWorkers: 2,
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
