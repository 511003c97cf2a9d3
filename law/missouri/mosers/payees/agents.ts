/** Through whom a payee acts who cannot handle the own affairs, and whom a payment frees (RSMo 104.1093; handbook p.11-12). */
import { all, cases, choices, count, is, moreThan, not, otherwise, when } from "@emeritus/engine/expr.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import {
  agentActs,
  childrenLiving,
  conservatorAppointed,
  familyAffidavit,
  paidInGoodFaith,
  parentsLiving,
  physicianStatement,
  siblingsLiving,
  successorActs,
  survivingSpouseLives,
  youngerKinLiving,
} from "./facts.ts";

const agents = and(rsmo("104.1093"), handbook("11-12"));

/** Through whom a payee may act. */
export const actors = choices(
  "throughNobodyElse",
  "throughConservator",
  "throughAgent",
  "throughSuccessor",
  "throughSpouse",
  "throughChild",
  "throughParent",
  "throughSibling",
  "throughYoungerKin",
  "throughNobodyYet",
);

/**
 * Through whom the person acts towards the system. Whoever has the legal responsibility for the money comes first; a designation holds
 * from a physician's statement; where none acts, the first of the family who lives, upon an affidavit.
 */
export const actsThrough = provision.choice("actsThrough", actors, {
  cites: agents,
  register: "PAYEES-Q06",
  means: () =>
    cases(
      when(conservatorAppointed, actors.of("throughConservator")),
      when(not(physicianStatement), actors.of("throughNobodyElse")),
      when(agentActs, actors.of("throughAgent")),
      when(successorActs, actors.of("throughSuccessor")),
      when(not(familyAffidavit), actors.of("throughNobodyYet")),
      when(survivingSpouseLives, actors.of("throughSpouse")),
      when(moreThan(childrenLiving, count(0)), actors.of("throughChild")),
      when(moreThan(parentsLiving, count(0)), actors.of("throughParent")),
      when(moreThan(siblingsLiving, count(0)), actors.of("throughSibling")),
      when(moreThan(youngerKinLiving, count(0)), actors.of("throughYoungerKin")),
      otherwise(actors.of("throughNobodyYet")),
    ),
});

/** Whether a payment to an agent in good faith frees the system, so that it is not paid again. */
export const paymentFreesSystem = provision.condition("paymentFreesSystem", {
  cites: agents,
  means: () =>
    all(paidInGoodFaith, not(is(actsThrough, "throughNobodyElse", "throughConservator", "throughNobodyYet"))),
});
