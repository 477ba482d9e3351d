import type { PlanPattern, Weekday } from "../../src/api/types.ts";
import { addDays, type Day, daysBetween, mondayOf, weekNumber } from "../../src/booking/days.ts";
import { weekdayOf } from "../../src/booking/weekdays.ts";
import { ACTIVITIES, CHILDREN, type Register } from "./town.ts";

interface Change {
  childId: string;
  activityId: string;
  book: Day[];
  cancel: Day[];
}

export interface PlanInput {
  changes: Change[];
  patterns: Required<PlanPattern>[];
  copies: { fromChildId: string; toChildId: string | null; week: Day; firstWeek: Day | null; weeks: number; mode: "ADD" | "REPLACE" }[];
  dryRun: boolean;
  expects?: string | null;
  idempotencyKey: string;
}

/** All that a request means as days that are named, and how many were passed over. */
export function expand(register: Register, { changes, patterns, copies }: PlanInput): { changes: Change[]; skipped: number } {
  let skipped = 0;
  const named = (childId: string, activityId: string, days: Day[], book: boolean): Change => {
    const child = CHILDREN.find(({ id }) => id === childId);
    const activity = ACTIVITIES.find(({ id }) => id === activityId);
    const wanted = days.filter((day) => child && activity && register.isBooked(child, activity, day) !== book
      && (!book || register.slot(child, activity, day).state !== "CLOSED"));
    skipped += days.length - wanted.length;
    return { childId, activityId, book: book ? wanted : [], cancel: book ? [] : wanted };
  };
  const repeated = patterns.map((pattern) => named(pattern.childId, pattern.activityId, daysOf(pattern), pattern.action === "BOOK"));
  const copied = copies.flatMap(({ fromChildId, toChildId, week, firstWeek, weeks, mode }) => ACTIVITIES.flatMap((activity) => {
    const source = CHILDREN.find(({ id }) => id === fromChildId);
    const days = Array.from({ length: weeks * 7 }, (_, index) => addDays(mondayOf(firstWeek ?? week), index));
    const there = (day: Day) => source !== undefined
      && register.isBooked(source, activity, addDays(mondayOf(week), daysBetween(mondayOf(day), day) - 1));
    const target = toChildId ?? fromChildId;
    return [
      named(target, activity.id, days.filter(there), true),
      ...(mode === "REPLACE" ? [named(target, activity.id, days.filter((day) => !there(day)), false)] : []),
    ];
  }));
  return { changes: [...changes, ...repeated, ...copied], skipped };
}

function daysOf({ from, to, days }: PlanPattern): Day[] {
  const all = Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index));
  const among = (list: readonly Weekday[], day: Day) => list.some((name) => name === weekdayOf(day));
  return all.filter((day) => {
    if ("everyWeek" in days && days.everyWeek) return among(days.everyWeek, day);
    if ("oddWeeks" in days && days.oddWeeks) return weekNumber(day) % 2 === 1 && among(days.oddWeeks, day);
    if ("evenWeeks" in days && days.evenWeeks) return weekNumber(day) % 2 === 0 && among(days.evenWeeks, day);
    const week = Math.floor((daysBetween(mondayOf(from), day) - 1) / 7);
    return "rota" in days && days.rota ? among(days.rota[week % days.rota.length] ?? [], day) : false;
  });
}
