import type { PlanAsked, PlanCopy, PlanPattern, Weekday } from "../api/types.ts";
import { type Day, daysBetween, mondayOf } from "./days.ts";
import type { Span } from "./spans.ts";
import { inOrder } from "./weekdays.ts";

/** On which days of which weeks. */
export interface Pattern {
  readonly rhythm: "everyWeek" | "oddWeeks" | "evenWeeks" | "rota";
  /** Of each week, but for a rota. */
  readonly days: ReadonlySet<Weekday>;
  readonly rota: readonly ReadonlySet<Weekday>[];
}

/** Days that repeat by the week, as the parent fills them in. */
export interface Repetition extends Pattern {
  readonly action: "BOOK" | "CANCEL";
  readonly childIds: ReadonlySet<string>;
  readonly activityIds: ReadonlySet<string>;
  readonly span: Span;
}

/** A week as it is, once more. */
export interface WeekCopy {
  readonly fromChildId: string;
  readonly toChildId: string;
  /** Any day of the week to copy. */
  readonly week: Day;
  /** From any day of the first week to fill to any day of the last one. */
  readonly span: Span;
  readonly mode: "ADD" | "REPLACE";
}

export type Problem = "NO_CHILD" | "NO_ACTIVITY" | "NO_DATES" | "REVERSED" | "TOO_LONG" | "NO_WEEKDAY" | "ITSELF";

/** As the server counts. */
const MOST_DAYS = 400;
const MOST_WEEKS = 57;
export const MOST_ROTA = 10;

/** What the server would not consider, said before it is asked. */
export function problemOf(form: Repetition): Problem | null {
  if (form.childIds.size === 0) return "NO_CHILD";
  if (form.activityIds.size === 0) return "NO_ACTIVITY";
  if (without(form)) return "NO_WEEKDAY";
  return spanProblem(form.span) ?? (daysBetween(form.span.from, form.span.to) > MOST_DAYS ? "TOO_LONG" : null);
}

/** Whether no day is ticked. */
export function without({ rhythm, days, rota }: Pattern): boolean {
  return (rhythm === "rota" ? rota : [days]).every((ticked) => ticked.size === 0);
}

export function copyProblemOf(form: WeekCopy): Problem | null {
  if (form.week === "") return "NO_DATES";
  const problem = spanProblem(form.span);
  if (problem) return problem;
  if (weeksOf(form) > MOST_WEEKS) return "TOO_LONG";
  const itself = form.fromChildId === form.toChildId && mondayOf(form.week) === mondayOf(form.span.from);
  return itself && weeksOf(form) === 1 ? "ITSELF" : null;
}

function spanProblem({ from, to }: Span): Problem | null {
  if (from === "" || to === "") return "NO_DATES";
  return to < from ? "REVERSED" : null;
}

/** The request of a repetition: one pattern for each child and activity. */
export function askOf(form: Repetition): PlanAsked {
  const { action, span: { from, to } } = form;
  const patterns = [...form.childIds].flatMap((childId) =>
    [...form.activityIds].map((activityId): PlanPattern => ({ childId, activityId, from, to, days: daysOf(form), action })));
  return { patterns };
}

/** As the server takes it. */
export function daysOf(form: Pattern): PlanPattern["days"] {
  const days = inOrder(form.days);
  switch (form.rhythm) {
    case "everyWeek":
      return { everyWeek: days };
    case "oddWeeks":
      return { oddWeeks: days };
    case "evenWeeks":
      return { evenWeeks: days };
    case "rota":
      return { rota: form.rota.map(inOrder) };
  }
}

export function askCopyOf(form: WeekCopy): PlanAsked {
  const { fromChildId, toChildId, week, mode } = form;
  const copy: PlanCopy = { fromChildId, toChildId, week, firstWeek: form.span.from, weeks: weeksOf(form), mode };
  return { copies: [copy] };
}

/** How many weeks are filled. */
function weeksOf({ span }: WeekCopy): number {
  return (daysBetween(mondayOf(span.from), mondayOf(span.to)) - 1) / 7 + 1;
}
