import { defineConfig } from "vitest/config";

const patienceMs = 120_000;

/**
 * Pure packages share one process without isolation: eight times faster, and they keep no state. What opens databases,
 * servers and browsers runs a file a process, so that one that crashes takes no other with it.
 */
export default defineConfig({
  test: {
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
