import type { Outcome, PlanChange } from "../api/types.ts";
import type { Day } from "./days.ts";

/** One request as the parent sees it. Its key stays the same however often it is sent. */
export interface Attempt {
  readonly changes: readonly PlanChange[];
  readonly key: string;
}

export function newAttempt(changes: readonly PlanChange[]): Attempt {
  return { changes, key: newKey() };
}

/** 128 random bits in hexadecimal. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface DayOutcomes {
  readonly day: Day;
  readonly outcomes: readonly Outcome[];
}

/** The outcomes by child, in the order they come, then by day. */
export function outcomesByDay(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly DayOutcomes[]> {
  const children = new Map<string, Map<Day, Outcome[]>>();
  for (const outcome of outcomes) {
    const days = children.get(outcome.childId) ?? new Map<Day, Outcome[]>();
    children.set(outcome.childId, days);
    days.set(outcome.date, [...(days.get(outcome.date) ?? []), outcome]);
  }
  return new Map(
    [...children].map(([childId, days]) => [
      childId,
      [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, list]) => ({ day, outcomes: list })),
    ]),
  );
}

export function countsOf(outcomes: readonly Outcome[]): { booked: number; cancelled: number; refused: number } {
  const count = (result: Outcome["result"]) => outcomes.filter((outcome) => outcome.result === result).length;
  return { booked: count("BOOKED"), cancelled: count("CANCELLED"), refused: count("REFUSED") };
}
