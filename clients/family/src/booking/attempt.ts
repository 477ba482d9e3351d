import type { Outcome, PlanAsked, PlanInput, PlanPayload } from "../api/types.ts";
import type { Day } from "./days.ts";

/** One request as the parent means it: what is asked, whichever way it is said. */
export interface Attempt {
  readonly asked: PlanAsked;
  /** One activity in place of another, made whole or not at all, and what the one given back costs until then. */
  readonly swap?: { readonly givenCents: number };
  /** It answers to something that waits, or takes it back: nothing to keep in a cart for later. */
  readonly atOnce?: boolean;
}

/** A dry run that was shown. Its key stays the same however often the parent's consent to it is sent. */
export interface Shown {
  readonly plan: PlanPayload;
  readonly key: string;
}

export function shown(plan: PlanPayload): Shown {
  return { plan, key: newKey() };
}

/** Writes nothing: asks what would happen. */
export function rehearsal({ asked }: Attempt): PlanInput {
  return { ...asked, dryRun: true, idempotencyKey: newKey() };
}

/** Makes happen what was shown, and nothing else. */
export function consent({ asked }: Attempt, { plan, key }: Shown): PlanInput {
  return { ...asked, dryRun: false, idempotencyKey: key, expects: plan.planToken };
}

/** 128 random bits in hexadecimal. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether the parent may agree: something would change, and a change of one activity into another goes through whole. */
export function possible({ swap }: Attempt, outcomes: readonly Outcome[]): boolean {
  const { booked, cancelled, refused, asked, kept } = countsOf(outcomes);
  return booked + cancelled + asked + kept > 0 && !(swap && refused > 0);
}

export interface DayOutcomes {
  readonly day: Day;
  readonly outcomes: readonly Outcome[];
}

/** The outcomes by child, in the order they come, then by day. */
export function outcomesByDay(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly DayOutcomes[]> {
  const children = new Map<string, Map<Day, Outcome[]>>();
  for (const outcome of outcomes) {
    const days = children.get(outcome.childId) ?? new Map<Day, Outcome[]>();
    children.set(outcome.childId, days);
    days.set(outcome.date, [...(days.get(outcome.date) ?? []), outcome]);
  }
  return new Map(
    [...children].map(([childId, days]) => [
      childId,
      [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, list]) => ({ day, outcomes: list })),
    ]),
  );
}

export interface Counts {
  readonly booked: number;
  readonly cancelled: number;
  readonly refused: number;
  /** What the town has yet to decide. */
  readonly asked: number;
  /** What was asked about a booked place, and is taken back. */
  readonly kept: number;
}

export function countsOf(outcomes: readonly Outcome[]): Counts {
  const count = (result: Outcome["result"]) => outcomes.filter((outcome) => outcome.result === result).length;
  const asked = count("PENDING") + count("CANCELLATION_ASKED") + count("CHANGE_ASKED");
  return { booked: count("BOOKED"), cancelled: count("CANCELLED"), refused: count("REFUSED"), asked, kept: count("KEPT") };
}
