import { createContext, useContext } from "react";
import type { Words } from "@emeritus/words/index.ts";
import type { Problem, Typed } from "./asked.ts";

/** What the shared components need to know of the request without being told by every page. */
export interface Frame {
  readonly words: Words;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  /** A fresh CSRF token, or nothing for a visitor. */
  readonly csrf: string | undefined;
  /** The key of the forms on this page. */
  readonly key: string;
  readonly address: string;
  /** The page stands on another day than today, so that nothing is done there. */
  readonly moved: boolean;
}

const FrameContext = createContext<Frame | undefined>(undefined);

/** Gives the request to the components below. */
export const FrameProvider = FrameContext.Provider;

/** The request of the page that is being rendered. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error("a component was rendered outside a page");
  return frame;
}

/** The catalogue of the page that is being rendered. */
export function useWords(): Words {
  return useFrame().words;
}
