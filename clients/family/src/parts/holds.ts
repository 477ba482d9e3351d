import { createContext, use } from "react";

/** For how many minutes a cart keeps a place, as the town has it; null where it keeps none. */
export const HoldsContext = createContext<number | null>(null);

export function useHolds(): number | null {
  return use(HoldsContext);
}
