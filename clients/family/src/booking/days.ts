/** A civil day, YYYY-MM-DD. Days are reckoned as if in UTC, so that no clock change ever shifts one. */
export type Day = string;
/** A month, YYYY-MM. */
export type Month = string;

const DAY_MS = 86_400_000;

export function instantOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: Day, count: number): Day {
  return new Date(instantOf(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return new Date(instantOf(day)).getUTCDay() || 7;
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

/** The number of a day's week in the calendar on the wall (ISO 8601): week 1 holds the year's first Thursday. */
export function weekNumber(day: Day): number {
  const thursday = addDays(mondayOf(day), 3);
  return Math.floor((instantOf(thursday) - instantOf(`${thursday.slice(0, 4)}-01-01`)) / (7 * DAY_MS)) + 1;
}

/** From a day to another, both included. */
export function daysBetween(from: Day, to: Day): number {
  return (instantOf(to) - instantOf(from)) / DAY_MS + 1;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function addMonths(month: Month, count: number): Month {
  const date = new Date(Date.parse(`${month}-01T00:00:00Z`));
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

export function lastOf(month: Month): Day {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

/** The whole weeks, Monday to Sunday, that a month touches. */
export function weeksAround(month: Month): { from: Day; to: Day } {
  const first = `${month}-01`;
  const last = lastOf(month);
  return { from: addDays(first, 1 - weekday(first)), to: addDays(last, 7 - weekday(last)) };
}

export function isMonth(text: string | undefined): text is Month {
  return text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The civil day that an instant falls on in a zone. */
export function dayIn(timeZone: string, instant: Date): Day {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone, calendar: "iso8601", year: "numeric", month: "2-digit", day: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}
