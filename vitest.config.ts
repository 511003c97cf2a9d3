import { defineConfig } from "vitest/config";

/** Pure packages share one process without isolation: eight times faster, and they keep no state. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "pure", include: ["{engine,law,words,ports,tools}/**/*.test.ts"], pool: "threads", isolate: false } },
      {
        test: {
          name: "system",
          include: ["{records,operations,adapters,apps,scenarios,bench}/**/*.test.{ts,tsx}"],
          pool: "threads",
          isolate: true,
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
