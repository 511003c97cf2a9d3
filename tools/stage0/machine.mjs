// What the tests need from the machine beside npm's packages, and how to get it on Debian.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { stop } from "./ground.mjs";

const needs = [
  {
    debian: "chromium",
    is: () => onPath("chromium") || onPath("chromium-browser") || Boolean(process.env.CHROMIUM),
  },
  { debian: "poppler-utils", is: () => onPath("pdfinfo") },
  { debian: "postgresql-15", is: () => existsSync("/usr/lib/postgresql/15/bin/postgres") },
  { debian: "strace", is: () => onPath("strace") || process.platform !== "linux" },
  { debian: "gcc", is: () => onPath("gcc") },
  { debian: "libc6-dev", is: () => existsSync("/usr/include/stdio.h") },
];

const onPath = (program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
const missing = () => needs.filter((need) => !need.is()).map((need) => need.debian);

/** Installs what is missing when we may, else stops with one message that names it. */
export function installMachinePackages() {
  const wanted = missing();
  if (wanted.length === 0) return;
  if (process.getuid?.() === 0 && onPath("apt-get")) aptGet(wanted);
  const still = missing();
  if (still.length > 0)
    stop(`The tests need these Debian packages, or the same from elsewhere: ${still.join(", ")}.`);
}

function aptGet(packages) {
  console.log(`Installing ${packages.join(", ")} ...`);
  keepServersFromStarting();
  const options = {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  const install = [
    "install",
    "-y",
    "-q",
    "--no-install-recommends",
    "-o",
    "Dpkg::Options::=--force-confold",
    ...packages,
  ];
  if (spawnSync("apt-get", install, { ...options, stdio: "ignore" }).status === 0) return;
  spawnSync("apt-get", ["update", "-q"], options);
  spawnSync("apt-get", install, options);
}

/** Debian would make and start a server of its own; the tests start theirs. */
function keepServersFromStarting() {
  const folder = "/etc/postgresql-common";
  if (existsSync(join(folder, "createcluster.conf"))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "createcluster.conf"), "create_main_cluster = false\n");
}
