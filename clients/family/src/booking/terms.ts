import type { ActivityDays, Calendar, OfferedTerm, TermDue } from "../api/types.ts";
import { addMonths, type Day, type Month, monthOf } from "./days.ts";

/** The price by the term that a place of this day is paid with; null where it is paid by the day. */
export function termOn<Term extends Pick<OfferedTerm, "firstDay" | "lastDay">>(terms: readonly Term[], day: Day): Term | null {
  return terms.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay) ?? null;
}

/** Whether the child pays anything there by the term. */
export function hasTerms({ activities }: { readonly activities: readonly Pick<ActivityDays, "terms">[] } | Calendar): boolean {
  return activities.some(({ terms }) => terms.length > 0);
}

/**
 * The parts that are due from the month of a day on, and whether others were before: a child that comes in the middle of a term
 * pays them too, or not, as the town has it, which a dry run tells.
 */
export function partsFrom({ instalments }: Pick<OfferedTerm, "instalments">, day: Day): { parts: OfferedTerm["instalments"]; late: boolean } {
  const parts = instalments.filter(({ month }) => monthOf(month) >= monthOf(day));
  return { parts, late: parts.length < instalments.length };
}

/** The parts of a price, where they are more than two and the same in months that follow one another. */
export function evenParts(parts: OfferedTerm["instalments"]): { cents: number; from: Month; to: Month } | null {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || parts.length < 3) return null;
  const even = parts.every(({ month, amount }, index) =>
    amount.amountCents === first.amount.amountCents && monthOf(month) === addMonths(monthOf(first.month), index));
  return even ? { cents: first.amount.amountCents, from: monthOf(first.month), to: monthOf(last.month) } : null;
}

/** How a price by the term stands with a place of a day. */
export type Standing =
  /** Taken up: these parts of it are due with the month of the day. */
  | { readonly name: "DUE"; readonly term: OfferedTerm; readonly parts: readonly [TermDue, ...TermDue[]] }
  /** Taken up, and no part of it is due in that month. */
  | { readonly name: "TAKEN"; readonly term: OfferedTerm }
  /** It would be due with the first place, as far as is known. */
  | { readonly name: "OFFERED"; readonly term: OfferedTerm };

/** `due` are the parts that are due in the month of the day, of all activities. */
export function standingOf(
  { terms, activity }: { readonly terms: readonly OfferedTerm[]; readonly activity: { readonly id: string } }, day: Day, comes: boolean, due: readonly TermDue[],
): Standing | null {
  const term = termOn(terms, day);
  if (!term) return null;
  const [part, ...parts] = due.filter((each) => each.activity.id === activity.id && each.firstDay <= day && day <= each.lastDay);
  if (part) return { name: "DUE", term, parts: [part, ...parts] };
  return { name: comes ? "TAKEN" : "OFFERED", term };
}
