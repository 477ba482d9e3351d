import type { SlotView } from "../api/types.ts";

/** Whoever waits knows that there is no place, and whoever has it in the cart that it is there. */
const KNOWN: Partial<Record<SlotView["state"], ReadonlySet<SlotView["obstacles"][number]["code"]>>> = {
  WAITING: new Set(["FULL", "ALREADY_WAITING"]),
  IN_CART: new Set(["CART_BOOKS", "CART_CANCELS"]),
};

/** Something that stands in the way. */
export interface Obstacle {
  /** In words; null where they were said before. */
  readonly text: string | null;
  /** What the town's rule book says about it. */
  readonly rule: string | null;
  readonly closedAt: string | null;
  readonly opensAt: string | null;
}

type Slot = Pick<SlotView, "state" | "reason" | "obstacles">;

/** Everything that stands against changing a slot, each once, with the activity that it is about. */
export function obstaclesOf({ state, reason, obstacles }: Slot): Obstacle[] {
  const told = obstacles.filter(({ code }) => !KNOWN[state]?.has(code)).map(({ message, activity, rule, closedAt, opensAt }) => ({
    text: activity === null || message.includes(activity.name) ? message : `${activity.name} – ${message}`, rule, closedAt, opensAt,
  }));
  if (obstacles.length === 0 && reason && !KNOWN[state]?.has(reason.code)) {
    told.push({ text: reason.message, rule: null, closedAt: null, opensAt: null });
  }
  return told.filter(({ text }, index) => told.findIndex((other) => other.text === text) === index);
}

/** What stands in the way of all first, with the facts that are the same for all. */
export function sharedOf(slots: readonly Slot[]): Obstacle | undefined {
  const [first, ...others] = slots.map((slot) => obstaclesOf(slot)[0]);
  if (!first || others.some((other) => other?.text !== first.text)) return undefined;
  const same = (fact: "rule" | "closedAt" | "opensAt") => (others.every((other) => other?.[fact] === first[fact]) ? first[fact] : null);
  return { text: first.text, rule: same("rule"), closedAt: same("closedAt"), opensAt: same("opensAt") };
}

/** What is left to say of one slot, where something was said of all. */
export function restOf(obstacles: readonly Obstacle[], said: Obstacle | undefined): Obstacle[] {
  return obstacles.flatMap((obstacle) => {
    if (obstacle.text !== said?.text) return [obstacle];
    const { rule, closedAt, opensAt } = obstacle;
    const rest = {
      text: null, rule: said.rule === null ? rule : null, closedAt: said.closedAt === null ? closedAt : null,
      opensAt: said.opensAt === null ? opensAt : null,
    };
    return Object.values(rest).some((fact) => fact !== null) ? [rest] : [];
  });
}
