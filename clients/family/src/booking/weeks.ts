import type { ActivityDays, Calendar, CalendarDay, OfferedTerm } from "../api/types.ts";
import { type Day, weekday } from "./days.ts";
import type { DayFacts, SlotFacts } from "./links.ts";
import { termOn } from "./terms.ts";

/** One activity on one day, with what the calendar list says of it. */
export interface Cell extends SlotFacts {
  readonly day: Day;
  readonly reason: ActivityDays["reasons"][number];
  readonly closesAt: string | null;
  readonly placesLeft: number | null;
}

export interface WeekDay {
  readonly day: Day;
  readonly kind: CalendarDay["kind"];
  readonly label: string | null;
  /** Nothing runs: shown as one closed column. */
  readonly closed: boolean;
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface Row {
  readonly activity: ActivityDays["activity"];
  readonly takes: ActivityDays["takes"];
  /** The lowest and the highest price of the week's open days, in cents. */
  readonly priceCents: readonly [number, number] | null;
  /** The price by the term that open days of the week are paid with. */
  readonly term: OfferedTerm | null;
}

export interface Week {
  readonly monday: Day;
  readonly days: readonly WeekDay[];
  readonly rows: readonly Row[];
  readonly closed: boolean;
  /** The earliest closing of what can still be changed; where nothing can, the latest of what is too late. */
  readonly closesAt: string | null;
  /** What can still be changed does not all close at `closesAt`. */
  readonly closesInParts: boolean;
  /** Whether a slot can be booked or given back. */
  readonly changeable: boolean;
  readonly past: boolean;
}

/**
 * Cuts a calendar of whole weeks into weeks. Weekends are left out of a page on which nothing runs on them, unless the weeks
 * are to stay whole.
 */
export function weeksOf(calendar: Calendar, today: Day, whole = false): Week[] {
  const all = calendar.days.map((day, index) => weekDay(calendar, day, index));
  const weekends = whole || all.some(({ day, closed }) => weekday(day) > 5 && !closed);
  const weeks: Week[] = [];
  for (let start = 0; start < all.length; start += 7) {
    const seven = all.slice(start, start + 7);
    const days = weekends ? seven : seven.filter(({ day }) => weekday(day) <= 5);
    const [first, last] = [seven[0], days.at(-1)];
    if (!first || !last) continue;
    const cells = days.flatMap((day) => [...day.cells.values()]);
    const open = closings(cells.filter(({ changeable }) => changeable));
    const over = closings(cells.filter(({ reason }) => reason === "TOO_LATE"));
    weeks.push({
      monday: first.day,
      days,
      rows: calendar.activities.map((entry) => row(entry, cells)),
      closed: days.every(({ closed }) => closed),
      closesAt: open[0] ?? over.at(-1) ?? null,
      closesInParts: open[0] !== open.at(-1),
      changeable: cells.some(({ changeable }) => changeable),
      past: last.day < today,
    });
  }
  return weeks;
}

/** Earliest first. */
function closings(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ closesAt }) => (closesAt === null ? [] : [closesAt])).sort();
}

/** The facts that ticking needs, day by day. */
export function factsOf(calendar: Calendar): Map<Day, DayFacts> {
  return new Map(calendar.days.map((day, index) => [day.date, cellsOf(calendar, day.date, index)]));
}

function weekDay(calendar: Calendar, day: CalendarDay, index: number): WeekDay {
  const cells = cellsOf(calendar, day.date, index);
  const closed = [...cells.values()].every(({ state }) => state === "CLOSED");
  return { day: day.date, kind: day.kind, label: day.label, closed, cells };
}

function cellsOf(calendar: Calendar, day: Day, index: number): Map<string, Cell> {
  return new Map(
    calendar.activities.map((entry) => {
      const state = entry.states[index] ?? "CLOSED";
      const reason = entry.reasons[index] ?? null;
      return [
        entry.activity.id,
        {
          day,
          activityId: entry.activity.id,
          activityName: entry.activity.name,
          takes: entry.takes.map(({ id }) => id),
          state,
          reason,
          changeable: reason === null && (state === "AVAILABLE" || state === "BOOKED"),
          closesAt: entry.closesAt[index] ?? null,
          priceCents: entry.priceCents[index] ?? 0,
          term: termOn(entry.terms, day),
          placesLeft: entry.placesLeft[index] ?? null,
        },
      ];
    }),
  );
}

function row({ activity, takes }: ActivityDays, cells: readonly Cell[]): Row {
  const open = cells.filter(({ activityId, state }) => activityId === activity.id && state !== "CLOSED");
  const prices = open.map(({ priceCents }) => priceCents);
  return {
    activity, takes, priceCents: prices.length === 0 ? null : [Math.min(...prices), Math.max(...prices)],
    term: open.find(({ term }) => term !== null)?.term ?? null,
  };
}
