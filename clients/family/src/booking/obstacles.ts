import type { SlotView } from "../api/types.ts";

/** Whoever waits knows that there is no place, and whoever has it in the cart that it is there. */
const KNOWN: Partial<Record<SlotView["state"], ReadonlySet<SlotView["obstacles"][number]["code"]>>> = {
  WAITING: new Set(["FULL", "ALREADY_WAITING"]),
  IN_CART: new Set(["CART_BOOKS", "CART_CANCELS"]),
};

/** Everything that stands against changing a slot, in words, each once, with the activity that it is about. */
export function obstaclesOf({ state, reason, obstacles }: Pick<SlotView, "state" | "reason" | "obstacles">): string[] {
  const told = obstacles.filter(({ code }) => !KNOWN[state]?.has(code)).map(({ message, activity }) =>
    activity === null || message.includes(activity.name) ? message : `${activity.name} : ${message}`);
  if (obstacles.length === 0 && reason && !KNOWN[state]?.has(reason.code)) told.push(reason.message);
  return [...new Set(told)];
}
