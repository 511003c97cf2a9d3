import { type PlainDate } from "@emeritus/engine/dates.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import {
  type Disclosure,
  disclosureItems,
  type DisclosureItem,
  type DisclosureLine,
  disclosurePersons,
  findDisclosure,
  listDisclosures,
} from "@emeritus/records/disclosure.ts";
import { findFile } from "@emeritus/records/document.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { fieldsOf, itemsFor, paperOf } from "./decide-request.ts";
import { lastDayToAct } from "./decide-release.ts";
import { openDisclosureStatuses, toldStatuses } from "./status.ts";

const linesAPage = 50;

/** Which requests a list shows. */
export type DisclosureFilter = "all" | "open" | "told";

/** A page of the register of requests. */
export interface Register {
  readonly lines: readonly DisclosureLine[];
  readonly of: number;
  readonly pages: number;
}

/** The register of requests, the newest first; `page` counts from 1. */
export async function readRegister(
  { reader, fund }: System,
  actor: Actor,
  { filter, page }: { readonly filter: DisclosureFilter; readonly page: number },
): Promise<Register> {
  allow(actor, "read disclosures");
  const statuses = { all: undefined, open: openDisclosureStatuses, told: toldStatuses }[filter];
  const asked = { most: linesAPage, after: (page - 1) * linesAPage };
  const { lines, of } = await listDisclosures(
    reader,
    fund.number,
    statuses === undefined ? asked : { ...asked, statuses },
  );
  return { lines, of, pages: Math.max(1, Math.ceil(of / linesAPage)) };
}

/** The requests about one person, the newest first. */
export async function readRequestsAbout(
  { reader, fund }: System,
  actor: Actor,
  person: number,
): Promise<readonly DisclosureLine[]> {
  allow(actor, "read disclosures", { person });
  return (await listDisclosures(reader, fund.number, { person, most: linesAPage, after: 0 })).lines;
}

/** A request with all that the office sees of it. */
export interface DisclosureSeen {
  readonly request: Disclosure;
  readonly persons: readonly { readonly person: number; readonly memberId: string; readonly name: string }[];
  /** What left, or, while it waits, what would. */
  readonly items: readonly (DisclosureItem & { readonly person: number })[];
  readonly hasPaper: boolean;
  /** The last day to act upon it (RSMo 610.023.3). */
  readonly due: PlainDate;
}

/** Reads a request; it leaves an audit entry for everybody in it. Nothing where there is no such request. */
export async function readDisclosure(
  system: System,
  actor: Actor,
  disclosure: number,
): Promise<DisclosureSeen | undefined> {
  allow(actor, "read disclosures");
  const { db, reader, fund } = system;
  const request = await findDisclosure(reader, fund.number, disclosure);
  if (request === undefined) return undefined;
  const persons = await disclosurePersons(reader, fund.number, disclosure);
  const about = request.kind === "mailing" ? [] : persons;
  for (const { person } of about) {
    allow(actor, "read disclosures", { person });
    const reading = { fund: fund.number, person, actor: actor.account, action: "disclosure: read" };
    await recordReading(db, { ...reading, facts: { request: disclosure } });
  }
  const waits = request.status === "waiting" || request.status === "paperAwaited";
  const items =
    request.kind === "release" && waits
      ? (
          await Promise.all(
            about.map(async ({ person }) =>
              (await itemsFor(system, reader, person, fieldsOf(request))).map((item) => ({
                ...item,
                person,
              })),
            ),
          )
        ).flat()
      : await disclosureItems(reader, fund.number, disclosure);
  const hasPaper = paperOf(request) !== undefined;
  return { request, persons, items, hasPaper, due: lastDayToAct(request.received) };
}

/** The paper on which a request rests; opening it leaves an audit entry. */
export async function readDisclosurePaper(
  system: System,
  actor: Actor,
  disclosure: number,
): Promise<{ mediaType: string; content: Uint8Array } | undefined> {
  allow(actor, "read disclosures");
  const { db, reader, fund } = system;
  const request = await findDisclosure(reader, fund.number, disclosure);
  const hash = request && paperOf(request);
  if (hash === undefined) return undefined;
  for (const { person } of await disclosurePersons(reader, fund.number, disclosure)) {
    allow(actor, "read disclosures", { person });
    const reading = { fund: fund.number, person, actor: actor.account, action: "disclosure: open the paper" };
    await recordReading(db, { ...reading, facts: { request: disclosure } });
  }
  return findFile(reader, fund.number, hash);
}
