import type { Outcome } from "../api/types.ts";
import { type DayOutcomes, outcomesByDay } from "./attempt.ts";
import { type Month, monthOf } from "./days.ts";

/** What becomes of one activity of a child in all. */
export interface ActivitySum {
  readonly activity: Outcome["activity"];
  readonly outcomes: readonly Outcome[];
  /** The price of a day, where it is the same on all that are booked or asked for. */
  readonly unitCents: number | null;
  /** What all that is booked or asked for costs. */
  readonly totalCents: number;
}

/** One sum for each activity, in the order they come. */
export function sumsOf(outcomes: readonly Outcome[]): ActivitySum[] {
  const activities = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    activities.set(outcome.activity.id, [...(activities.get(outcome.activity.id) ?? []), outcome]);
  }
  return [...activities.values()].flatMap((list) => {
    const [first] = list;
    if (!first) return [];
    const prices = list.flatMap(({ result, price }) => ((result === "BOOKED" || result === "PENDING") && price ? [price.amountCents] : []));
    const unit = prices[0];
    return [{
      activity: first.activity,
      outcomes: list,
      unitCents: unit !== undefined && prices.every((cents) => cents === unit) ? unit : null,
      totalCents: prices.reduce((sum, cents) => sum + cents, 0),
    }];
  });
}

export interface MonthOutcomes {
  readonly month: Month;
  readonly days: readonly DayOutcomes[];
  readonly outcomes: readonly Outcome[];
}

/** The outcomes by child, then by month, then by day. */
export function outcomesByMonth(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly MonthOutcomes[]> {
  return new Map([...outcomesByDay(outcomes)].map(([childId, days]) => {
    const months = new Map<Month, DayOutcomes[]>();
    for (const day of days) months.set(monthOf(day.day), [...(months.get(monthOf(day.day)) ?? []), day]);
    return [childId, [...months].map(([month, list]) => (
      { month, days: list, outcomes: list.flatMap((day) => day.outcomes) }
    ))];
  }));
}
