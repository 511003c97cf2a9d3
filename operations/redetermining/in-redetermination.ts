import { takeStep } from "@emeritus/records/case.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { type CaseKey, inOneCase } from "../in-one-case.ts";
import { type Outcome, type Refusal, refused } from "../outcome.ts";
import type { Action } from "../permissions.ts";
import type { System } from "../system.ts";
import { basesOf, type Reread, reread } from "./basis.ts";
import { findRedetermination, type RedeterminationCase } from "./case-view.ts";
import { payeesOf } from "./effects.ts";
import { compared } from "./figures.ts";
import { figuresOf, type KeptFigures } from "./kept-figures.ts";
import { type RedeterminationAction, type RedeterminationStatus, statusAfter } from "./status.ts";
import { asChosen, type Chosen, type TakenOverChoice } from "./taken-over.ts";

/** Why an act is not done whatever it is. */
export type NotNow = "no-such-case" | "cannot-do-now";

/** The figures of a case worked out again in its transaction. */
export interface FiguresNow {
  readonly again: Reread;
  readonly compared: Chosen;
  readonly figures: KeptFigures;
  /** Whether the changed amounts leave a month of which the law cannot say what is due. */
  readonly unsaid: boolean;
}

/** What an act in a redetermination gets: the case, its figures as they are now, and a way to record what is done. */
export interface InRedetermination {
  readonly tx: Tx;
  readonly instant: Instant;
  readonly fund: number;
  readonly actor: Actor;
  readonly found: RedeterminationCase;
  readonly now: FiguresNow;
  /** Records an action as the case's next step. */
  step(
    action: RedeterminationAction,
    facts?: Readonly<Record<string, unknown>>,
  ): Promise<RedeterminationStatus>;
  /** Settles the open duties of the case, or one kind of them. */
  settle(because: string, kind?: string): Promise<void>;
}

/** Does something in a redetermination once: who may, the case as it stands, its figures read again, the effect, the audit entry. */
export const inRedetermination = <T, Code extends string>(
  system: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly may: Action;
    readonly action: RedeterminationAction;
    readonly of: CaseKey;
    readonly because?: string;
    readonly others?: readonly number[];
    /** What is proposed to be made of an accepted difference; what was proposed where it is left out. */
    readonly choice?: TakenOverChoice | undefined;
  },
  effect: (within: InRedetermination) => Promise<Outcome<T, Refusal<Code>>>,
): Promise<Outcome<T, Refusal<Code | NotNow>>> =>
  inOneCase<RedeterminationCase, T, Code | "cannot-do-now", "no-such-case">(
    system,
    actor,
    { ...asked, name: `redetermination: ${asked.action}` },
    { find: (tx, fund) => findRedetermination(tx, fund, asked.of), none: "no-such-case" },
    async ({ tx, instant, fund, found }) => {
      const { action, of } = asked;
      if (statusAfter(found.status, action) === undefined)
        return refused("cannot-do-now", { status: found.status });
      const when = { knownAt: instant, today: system.calendar.today() };
      const choice = action === "prepare" ? asked.choice : found.proposal?.figures.takenOver;
      const now = await figuresNow(tx, fund, found, { ...when, choice });
      const step: InRedetermination["step"] = async (taken, facts = {}) => {
        const status = statusAfter(found.status, taken);
        if (status === undefined) throw new Error(`a case that is ${found.status} allows no ${taken}`);
        const { person, caseNumber } = of;
        const next = { fund, person, caseNumber, step: found.step + 1, action: taken, status };
        await takeStep(tx, { ...next, actor: actor.account, facts }, instant);
        return status;
      };
      const settle: InRedetermination["settle"] = async (because, kind) => {
        const match = { fund, ...of, ...(kind === undefined ? {} : { kind }) };
        await settleObligations(tx, match, { status: "done", because }, instant);
      };
      return effect({ tx, instant, fund, actor, found, now, step, settle });
    },
  );

/** Works the figures of a case out again from the record as it is in the transaction. */
export async function figuresNow(
  tx: Tx,
  fund: number,
  found: Pick<RedeterminationCase, "person" | "benefit">,
  {
    choice,
    ...when
  }: {
    readonly knownAt: Instant;
    readonly today: number;
    readonly choice: TakenOverChoice | undefined;
  },
): Promise<FiguresNow> {
  const bases = await basesOf(tx, fund, [found.person]);
  const basis = bases.find(({ benefit }) => benefit === found.benefit);
  if (basis === undefined) throw new Error(`benefit ${found.benefit} has no determination in force`);
  const [again] = await reread(tx, fund, [basis]);
  const one = asChosen(compared(again!), choice);
  const payees = (await payeesOf(tx, { fund, ...when }, [one]))(one);
  const unsaid = payees.some((payee) => payee.unsaid);
  return { again: again!, compared: one, figures: figuresOf(one, payees), unsaid };
}
