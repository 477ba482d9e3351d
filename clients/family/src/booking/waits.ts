import type { Outcome, PlanChange, SlotView } from "../api/types.ts";

/** What a family can do about a slot beside ticking it. */
export type Deed = "JOIN" | "LEAVE" | "ANSWER" | "EMPTY" | "TAKE_BACK";

/** What waits for the town, by its state: how it is taken back. */
const BACK: Partial<Record<SlotView["state"], "book" | "cancel">> = {
  PENDING: "cancel", CHANGE_ASKED: "book", CANCELLATION_ASKED: "book",
};

export function deedOf({ state, reason, canWait }: Pick<SlotView, "state" | "reason" | "canWait">): Deed | null {
  if (state === "IN_CART") return "EMPTY";
  if (state === "OFFERED") return "ANSWER";
  if (state === "WAITING") return "LEAVE";
  if (canWait) return "JOIN";
  return BACK[state] && reason === null ? "TAKE_BACK" : null;
}

/** What is asked to take back what was asked about a day: to give back what is not granted, to keep what is not let go. */
export function takenBack(childId: string, activityId: string, { state, date }: Pick<SlotView, "state" | "date">): PlanChange {
  const change = { childId, activityId, book: [] as string[], cancel: [] as string[] };
  const way = BACK[state];
  if (way) change[way].push(date);
  return change;
}

/** The days that are full and can be waited for, by child and activity, in the order they come. */
export function fullByActivity(outcomes: readonly Outcome[]): Outcome[][] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    if (!outcome.canWait || outcome.reason?.code !== "FULL") continue;
    const key = [outcome.childId, outcome.activity.id].join("|");
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups.values()];
}
