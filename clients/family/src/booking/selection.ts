import type { PlanChange } from "../api/types.ts";
import { broughtBy, type DayFacts, restingOn } from "./links.ts";
import type { Day } from "./days.ts";

/** What a parent ticked by hand on one day of one child. What comes along is worked out from `facts`. */
export interface DayTicks {
  readonly facts: DayFacts;
  readonly book: ReadonlySet<string>;
  readonly cancel: ReadonlySet<string>;
}

/** By child id, then by day. Days without a tick are absent. */
export type Selection = ReadonlyMap<string, ReadonlyMap<Day, DayTicks>>;

/** How a slot would change: as the parent sees it before the server has its say. */
export interface Effect {
  readonly book: ReadonlySet<string>;
  readonly cancel: ReadonlySet<string>;
}

export interface Summary {
  readonly booked: number;
  readonly cancelled: number;
  readonly totalCents: number;
  /** Something of what is to be booked is paid by the term, which the total leaves out. */
  readonly byTerm: boolean;
}

export const NOTHING: Selection = new Map();

export function effectOf({ facts, book, cancel }: DayTicks): Effect {
  const state = (id: string) => facts.get(id)?.state;
  return {
    book: new Set([...book].flatMap((id) => [...broughtBy(facts, id)]).filter((id) => state(id) === "AVAILABLE")),
    cancel: new Set([...cancel].flatMap((id) => [...restingOn(facts, id)]).filter((id) => state(id) === "BOOKED")),
  };
}

export function ticksOf(selection: Selection, childId: string, day: Day, facts: DayFacts): DayTicks {
  const ticks = selection.get(childId)?.get(day);
  return { facts, book: ticks?.book ?? new Set(), cancel: ticks?.cancel ?? new Set() };
}

/** Ticks or unticks one activity of a day; one that cannot be changed stays as it is. */
export function toggle(ticks: DayTicks, activityId: string): DayTicks {
  const { facts } = ticks;
  const slot = facts.get(activityId);
  if (!slot?.changeable) return ticks;
  const effect = effectOf(ticks);
  const brings = (id: string) => broughtBy(facts, id).has(activityId);
  const topples = (id: string) => restingOn(facts, id).has(activityId);
  const without = (ids: ReadonlySet<string>, drop: (id: string) => boolean) =>
    new Set([...ids].filter((id) => !drop(id)));

  if (slot.state === "AVAILABLE") {
    if (effect.book.has(activityId)) return { ...ticks, book: without(ticks.book, brings) };
    const coming = broughtBy(facts, activityId);
    const inTheWay = (id: string) => [...restingOn(facts, id)].some((falling) => coming.has(falling));
    return { ...ticks, book: new Set([...ticks.book, activityId]), cancel: without(ticks.cancel, inTheWay) };
  }
  if (slot.state === "BOOKED") {
    if (effect.cancel.has(activityId)) return { ...ticks, cancel: without(ticks.cancel, topples) };
    return { ...ticks, cancel: new Set([...ticks.cancel, activityId]), book: without(ticks.book, brings) };
  }
  return ticks;
}

export function withTicks(selection: Selection, childId: string, day: Day, ticks: DayTicks): Selection {
  const days = new Map(selection.get(childId));
  if (ticks.book.size + ticks.cancel.size === 0) days.delete(day);
  else days.set(day, ticks);
  const next = new Map(selection);
  if (days.size === 0) next.delete(childId);
  else next.set(childId, days);
  return next;
}

/** Whether every day of those that can be booked is ticked: `null` when none can be. */
export function rowState(
  selection: Selection, childId: string, activityId: string, days: ReadonlyMap<Day, DayFacts>,
): "all" | "some" | "none" | null {
  let open = 0;
  let ticked = 0;
  for (const [day, facts] of days) {
    const slot = facts.get(activityId);
    if (slot?.state !== "AVAILABLE" || !slot.changeable) continue;
    open += 1;
    if (effectOf(ticksOf(selection, childId, day, facts)).book.has(activityId)) ticked += 1;
  }
  if (open === 0) return null;
  if (ticked === 0) return "none";
  return ticked === open ? "all" : "some";
}

/** Ticks one activity on all the days given that can be booked, or takes those ticks away when all stand. */
export function toggleRow(
  selection: Selection, childId: string, activityId: string, days: ReadonlyMap<Day, DayFacts>,
): Selection {
  const ticking = rowState(selection, childId, activityId, days) !== "all";
  let next = selection;
  for (const [day, facts] of days) {
    if (facts.get(activityId)?.state !== "AVAILABLE") continue;
    const ticks = ticksOf(next, childId, day, facts);
    if (effectOf(ticks).book.has(activityId) !== ticking) {
      next = withTicks(next, childId, day, toggle(ticks, activityId));
    }
  }
  return next;
}

/** Brings the ticks of a child up to what its calendar says now, dropping those that are no longer possible. */
export function refresh(selection: Selection, childId: string, days: ReadonlyMap<Day, DayFacts>): Selection {
  let next = selection;
  for (const [day, ticks] of selection.get(childId) ?? []) {
    const facts = days.get(day);
    if (!facts) continue;
    const still = (state: "AVAILABLE" | "BOOKED") => (id: string) => {
      const slot = facts.get(id);
      return slot?.state === state && slot.changeable;
    };
    next = withTicks(next, childId, day, {
      facts,
      book: new Set([...ticks.book].filter(still("AVAILABLE"))),
      cancel: new Set([...ticks.cancel].filter(still("BOOKED"))),
    });
  }
  return next;
}

export function summaryOf(selection: Selection): Summary {
  let booked = 0;
  let cancelled = 0;
  let totalCents = 0;
  let byTerm = false;
  for (const days of selection.values()) {
    for (const ticks of days.values()) {
      const effect = effectOf(ticks);
      booked += effect.book.size;
      cancelled += effect.cancel.size;
      for (const id of effect.book) {
        const slot = ticks.facts.get(id);
        totalCents += slot?.priceCents ?? 0;
        if (slot?.term) byTerm = true;
      }
    }
  }
  return { booked, cancelled, totalCents, byTerm };
}

/** The request: what was ticked by hand, one entry per child and activity, in a fixed order. */
export function changesOf(selection: Selection): PlanChange[] {
  const entries = new Map<string, { childId: string; activityId: string; book: Day[]; cancel: Day[] }>();
  const entry = (childId: string, activityId: string) => {
    const key = JSON.stringify([childId, activityId]);
    const found = entries.get(key) ?? { childId, activityId, book: [], cancel: [] };
    entries.set(key, found);
    return found;
  };
  for (const [childId, days] of selection) {
    for (const [day, { book, cancel }] of days) {
      for (const id of book) entry(childId, id).book.push(day);
      for (const id of cancel) entry(childId, id).cancel.push(day);
    }
  }
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
  for (const change of sorted) {
    change.book.sort();
    change.cancel.sort();
  }
  return sorted;
}
