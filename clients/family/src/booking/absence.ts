import { addDays, type Day, daysBetween } from "./days.ts";
import type { Span } from "./spans.ts";

/** As the server counts. */
const MOST_DAYS = 62;

export type AbsenceProblem = "NO_DATES" | "REVERSED" | "TOO_LONG";

/** What the server would not consider, said before it is asked. */
export function absenceProblemOf({ from, to }: Span): AbsenceProblem | null {
  if (from === "" || to === "") return "NO_DATES";
  if (to < from) return "REVERSED";
  return daysBetween(from, to) > MOST_DAYS ? "TOO_LONG" : null;
}

/** The days of a span of at most 62 days; of a longer one, the first of them. */
export function daysWithin({ from, to }: Span): Day[] {
  return Array.from({ length: Math.min(daysBetween(from, to), MOST_DAYS) }, (_, index) => addDays(from, index));
}
