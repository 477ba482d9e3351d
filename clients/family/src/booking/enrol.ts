import type { ActivityDays, Calendar, PlanAsked, PlanPattern } from "../api/types.ts";
import { addDays, type Day, daysBetween } from "./days.ts";
import { daysOf, type Pattern, without } from "./planning.ts";
import { type Span, yearSpan } from "./spans.ts";

export const STEPS = ["CHILDREN", "SCHOOL", "ACTIVITIES", "PLANNING", "RECAP"] as const;
export type Step = (typeof STEPS)[number];

/** What a parent has chosen so far, kept from step to step. */
export interface Enrolling {
  readonly childIds: ReadonlySet<string>;
  /** By child. */
  readonly activityIds: ReadonlyMap<string, ReadonlySet<string>>;
  readonly span: Span;
  /** One pattern holds for all children, or each has its own. */
  readonly same: boolean;
  readonly pattern: Pattern;
  /** By child: where it is otherwise than the one for all. */
  readonly own: ReadonlyMap<string, Pattern>;
}

export type EnrolProblem = "NO_CHILD" | "NO_ACTIVITY" | "NO_DATES" | "REVERSED" | "OUTSIDE" | "TOO_LONG" | "NO_WEEKDAY" | "NO_WEEKDAY_EACH";

/** As the server counts. */
const MOST_DAYS = 400;
/** As many days as a calendar tells at once. */
const WINDOW_DAYS = 62;

/** The days on which is looked for what can be booked, and when. */
export function windowFrom(today: Day): Span {
  return { from: today, to: addDays(today, WINDOW_DAYS - 1) };
}

/** The days that the town's rule books govern; `to` is null where they have no end. */
export function governed(books: readonly { readonly validFrom: Day; readonly validTo: Day | null }[]): { from: Day; to: Day | null } | null {
  const [first] = books.map(({ validFrom }) => validFrom).sort();
  if (first === undefined) return null;
  const ends = books.map(({ validTo }) => validTo);
  const last = ends.includes(null) ? null : ends.filter((end) => end !== null).sort().at(-1) ?? null;
  return { from: first, to: last };
}

/** From today to the end of the school year, as far as rule books go. */
export function wholeYear(today: Day, rules: { readonly from: Day; readonly to: Day | null } | null): Span {
  const { to } = yearSpan(today);
  return { from: rules && rules.from > today ? rules.from : today, to: rules?.to && rules.to < to ? rules.to : to };
}

/** What is missing in a step; null where the next one may follow. */
export function stepProblem(step: Step, form: Enrolling, rules: { readonly from: Day; readonly to: Day | null } | null): EnrolProblem | null {
  switch (step) {
    case "CHILDREN":
      return form.childIds.size === 0 ? "NO_CHILD" : null;
    case "SCHOOL":
    case "RECAP":
      return null;
    case "ACTIVITIES":
      return chosen(form).length === 0 ? "NO_ACTIVITY" : null;
    case "PLANNING": {
      const { span: { from, to } } = form;
      if (from === "" || to === "") return "NO_DATES";
      if (to < from) return "REVERSED";
      if (rules && (from < rules.from || (rules.to !== null && to > rules.to))) return "OUTSIDE";
      if (daysBetween(from, to) > MOST_DAYS) return "TOO_LONG";
      if (!apart(form)) return without(form.pattern) ? "NO_WEEKDAY" : null;
      return coming(form).some((childId) => without(patternOf(form, childId))) ? "NO_WEEKDAY_EACH" : null;
    }
  }
}

/** The furthest step, up to the one that is asked for, to which nothing before is missing. */
export function reachable(asked: Step, form: Enrolling, rules: { readonly from: Day; readonly to: Day | null } | null): Step {
  const before = STEPS.slice(0, STEPS.indexOf(asked));
  return before.find((step) => stepProblem(step, form, rules) !== null) ?? asked;
}

function chosen({ childIds, activityIds }: Enrolling): { childId: string; activityId: string }[] {
  return [...childIds].flatMap((childId) => [...(activityIds.get(childId) ?? [])].map((activityId) => ({ childId, activityId })));
}

/** The children for whom an activity was chosen. */
export function coming(form: Enrolling): string[] {
  return [...new Set(chosen(form).map(({ childId }) => childId))];
}

/** Whether each child has days of its own: one alone has those that hold for all. */
export function apart(form: Enrolling): boolean {
  return !form.same && coming(form).length > 1;
}

/** The days of a child. */
export function patternOf(form: Enrolling, childId: string): Pattern {
  return (apart(form) ? form.own.get(childId) : undefined) ?? form.pattern;
}

/** One pattern for each child and each activity that was chosen for it. */
export function askEnrol(form: Enrolling): PlanAsked {
  return {
    patterns: chosen(form).map((which): PlanPattern => (
      { ...which, ...form.span, days: daysOf(patternOf(form, which.childId)), action: "BOOK" })),
  };
}

/** What there is to say of an activity that is offered to a child, over the days that were looked at. */
export interface Offer {
  readonly activity: ActivityDays["activity"];
  readonly takes: ActivityDays["takes"];
  /** The lowest and the highest price in cents; null where it never runs. */
  readonly priceCents: readonly [number, number] | null;
  /** What it costs by the term, the first one first; none where it is paid by the day. */
  readonly terms: ActivityDays["terms"];
  /** The first day that can be booked, or is. */
  readonly firstOpen: Day | null;
  /** Where none can: the day whose reason says best why, one that booking opens for later before any other. */
  readonly tellingDay: Day | null;
}

/** Where an activity cannot be booked on any day, which reason is worth reading most. */
const TELLING: readonly NonNullable<ActivityDays["reasons"][number]>[] = ["NOT_OPEN_YET", "FULL", "OWES", "SUSPENDED", "FILE_INCOMPLETE", "TOO_LATE", "WRONG_AGE", "WRONG_CLASS", "CLASS_UNKNOWN", "NOT_FOR_CHILD", "OUTSIDE_PERIOD", "UNPUBLISHED"];

export function offersOf({ days, activities }: Pick<Calendar, "days" | "activities">): Offer[] {
  return activities.map(({ activity, takes, states, reasons, terms, priceCents }) => {
    const day = (index: number) => (index < 0 ? null : (days[index]?.date ?? null));
    const prices = priceCents.filter((_, index) => states[index] !== "CLOSED").sort((a, b) => a - b);
    const firstOpen = day(states.findIndex((state) => state === "AVAILABLE" || state === "BOOKED"));
    const telling = TELLING.map((code) => reasons.indexOf(code)).find((index) => index >= 0) ?? reasons.findIndex((code) => code !== null);
    return {
      activity, takes, terms, firstOpen, tellingDay: firstOpen === null ? day(telling) : null,
      priceCents: prices.length === 0 ? null : [prices[0] ?? 0, prices.at(-1) ?? 0],
    };
  });
}
