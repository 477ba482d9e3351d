import { addDays, addMonths, type Day, lastOf, mondayOf, type Month, monthOf } from "./days.ts";

/** From a day to another, both included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** A week from Monday to Sunday. */
export function weekSpan(day: Day): Span {
  const monday = mondayOf(day);
  return { from: monday, to: addDays(monday, 6) };
}

export function monthSpan(month: Month): Span {
  return { from: `${month}-01`, to: lastOf(month) };
}

/** The school year that a day belongs to, until the end of August; in the summer, the one that comes. */
export function yearSpan(day: Day): Span {
  const first = addMonths(monthOf(day), -6).slice(0, 4);
  return { from: `${first}-09-01`, to: `${Number(first) + 1}-08-31` };
}

/** A span without the days that nobody can change any more; untouched where none would be left. */
export function openPart(span: Span, firstOpen: Day): Span {
  return firstOpen > span.from && firstOpen <= span.to ? { ...span, from: firstOpen } : span;
}
