import type { ActivityDays, OfferedTerm } from "../api/types.ts";

/** A slot's state as the API tells it. */
export type SlotState =
  | "AVAILABLE" | "BOOKED" | "PENDING" | "CHANGE_ASKED" | "CANCELLATION_ASKED" | "ABSENT" | "IN_CART" | "WAITING" | "OFFERED"
  | "CLOSED" | "OUT_OF_TIME" | "FULL" | "BLOCKED" | "SUSPENDED";

/** What the calendar says of one activity on one day. */
export interface SlotFacts {
  readonly activityId: string;
  readonly activityName: string;
  /** Ids of the activities that are booked with this one. */
  readonly takes: readonly string[];
  readonly state: SlotState;
  /** Nothing stands in the way of booking it, or of giving it back when it is booked. */
  readonly changeable: boolean;
  /** Nothing where it is paid by the term. */
  readonly priceCents: number;
  /** The price by the term that it is paid with, once for all of its days; null where each day has its own. */
  readonly term: OfferedTerm | null;
  /** Why it cannot be changed; null where it can. */
  readonly reason?: ActivityDays["reasons"][number];
}

/** The activities of one child on one day, by id. */
export type DayFacts = ReadonlyMap<string, SlotFacts>;

/** The activity and all that booking it books too, in the order met. */
export function broughtBy(facts: DayFacts, activityId: string): ReadonlySet<string> {
  const seen = new Set([activityId]);
  for (const id of seen) for (const other of facts.get(id)?.takes ?? []) seen.add(other);
  return seen;
}

/** The activity and all that cannot stand without it, in the calendar's order. */
export function restingOn(facts: DayFacts, activityId: string): ReadonlySet<string> {
  const resting = new Set([activityId]);
  for (const id of facts.keys()) if (broughtBy(facts, id).has(activityId)) resting.add(id);
  return resting;
}
