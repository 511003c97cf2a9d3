/** The engine's explaining reader and every plan, without words or components: what the law itself weighs in a browser. */
import { explainerByName } from "@emeritus/engine/explain.ts";
import { plans } from "@emeritus/law/plans.ts";

Object.assign(globalThis, { plans, explainerByName });
