import type { Weekday } from "../api/types.ts";
import { addDays, type Day, mondayOf, weekday } from "./days.ts";

export const WEEKDAYS: readonly Weekday[] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
export const WORKDAYS = WEEKDAYS.slice(0, 5);

export function weekdayOf(day: Day): Weekday | undefined {
  return WEEKDAYS[weekday(day) - 1];
}

/** The day of this name in a week. */
export function dayOf(week: Day, name: Weekday): Day {
  return addDays(mondayOf(week), WEEKDAYS.indexOf(name));
}

/** In the order of the week. */
export function inOrder(days: ReadonlySet<Weekday>): Weekday[] {
  return WEEKDAYS.filter((day) => days.has(day));
}
