import type { Actor } from "@emeritus/operations/actor.ts";
import type { Session } from "@emeritus/operations/signing-in/session.ts";
import type { Effects } from "@emeritus/operations/redetermining/effects.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import type { Words } from "@emeritus/words/index.ts";
import type { ReactNode } from "react";
import type { Clocks } from "./clocks.ts";
import type { PartsOf } from "./routes.ts";

/** Something wrong in a form: where, and what to do, in words. */
export interface Problem {
  /** The field's name, or nothing when the whole form is meant. */
  readonly field?: string;
  readonly text: string;
}

/** What was typed into a form, by field name. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a page gets to know: who asks, for what, and what was typed if a form came back. */
export interface Asked<Path extends string = string, Query = unknown> {
  readonly system: System;
  /** The actor with the roles of this face only; a visitor has none. */
  readonly actor: Actor;
  readonly session: Session | undefined;
  /** The secret of this browser's session; only signing in and out may use it. */
  readonly token: string | undefined;
  readonly params: { readonly [Part in PartsOf<Path>]: string };
  readonly query: Query;
  readonly words: Words;
  /** Both clocks: the day as of which the record is read, and what was known when; today and now unless the page has `clocks`. */
  readonly moment: Moment;
  readonly clocks: Clocks | undefined;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  /** The path and query asked for. */
  readonly address: string;
  /** The network address and browser that ask, for limits and the list of sign-ins. */
  readonly from: { readonly address: string; readonly browser: string };
}

/** What a form's `take` gets beside what a page does. */
export interface Taken<Path extends string, Body> extends Asked<Path> {
  readonly body: Body;
  /** Unique to the form as it was shown, so that a second click has no second effect. */
  readonly key: string;
  readonly file: { readonly name: string; readonly bytes: Buffer } | undefined;
  /** Whether what the act does was seen and confirmed on this page, or does nothing that needs to be seen. */
  readonly seen: (effects: Effects) => boolean;
}

/** A link of the in-page navigation. */
export interface Part {
  readonly id: string;
  readonly text: string;
}

/** A page as its function returns it; the frame around it is added by the framework. */
export interface View {
  /** The page's title, also its level-one heading. */
  readonly title: string;
  /** A short line above the heading: whose record, or the way back. */
  readonly over?: ReactNode;
  readonly body: ReactNode;
  /** Headings for "On this page", shown at the side where there is room. */
  readonly parts?: readonly Part[];
  /** Use the whole width, for tables of the office. */
  readonly wide?: boolean;
  readonly status?: number;
  /** Whether the island makes this page quicker; the page does its whole job without it. */
  readonly island?: true;
}

/** A redirect with 303, and a message shown once on the page it leads to. */
export interface See {
  readonly see: string;
  readonly message?: string;
  /** A new session's secret to keep in the browser, or null to forget the present one. */
  readonly session?: string | null;
  /** The reader's text size to keep, in percent. */
  readonly size?: string;
}

/** Bytes sent as an attachment. */
export interface FileSent {
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
}
