import type { Cart, CartLine, CartOrdered, Outcome } from "../api/types.ts";

/** The lines of one activity of a child. */
export interface CartActivity {
  readonly activity: CartLine["activity"];
  /** By day. */
  readonly lines: readonly CartLine[];
  readonly cents: number;
}

/** What comes along with lines, or changes price beside them, in one activity of a child. */
export interface CartAlong {
  readonly activity: Outcome["activity"];
  readonly outcomes: readonly Outcome[];
  readonly cents: number;
}

export interface CartChild {
  /** Null once the child is no longer of the family. */
  readonly child: CartLine["child"];
  readonly activities: readonly CartActivity[];
  readonly along: readonly CartAlong[];
  readonly cents: number;
}

const ADDING: ReadonlySet<Outcome["result"]> = new Set(["BOOKED", "PENDING"]);

/** Results that nobody asked for by name, or that change nothing. */
const IDLE: ReadonlySet<Outcome["result"]> = new Set(["REFUSED", "UNCHANGED", "REPRICED"]);

/** What an outcome adds to what the family pays. */
export function addsOf({ result, price, priceBefore }: Pick<Outcome, "result" | "price" | "priceBefore">): number {
  if (result === "REPRICED") return (price?.amountCents ?? 0) - (priceBefore?.amountCents ?? 0);
  return ADDING.has(result) ? (price?.amountCents ?? 0) : 0;
}

/** The cart by child and activity, in the order in which they were first added. */
export function childrenOf({ lines, outcomes }: Pick<Cart, "lines" | "outcomes">): CartChild[] {
  const named = new Set(lines.map(({ child, activity, date }) => keyOf(child?.id, activity.id, date)));
  const others = outcomes.filter(({ childId, activity, date }) => !named.has(keyOf(childId, activity.id, date)));
  return [...grouped(lines, ({ child }) => child?.id ?? "")].map(([childId, own]) => {
    const activities = [...grouped(own, ({ activity }) => activity.id).values()].flatMap((list) => {
      const [first] = list;
      const days = [...list].sort((a, b) => (a.date < b.date ? -1 : 1));
      return first ? [{ activity: first.activity, lines: days, cents: sum(list.map(({ price }) => price?.amountCents ?? 0)) }] : [];
    });
    const along = [...grouped(others.filter((outcome) => outcome.childId === childId), ({ activity }) => activity.id).values()]
      .flatMap((list) => {
        const [first] = list;
        return first ? [{ activity: first.activity, outcomes: list, cents: sum(list.map(addsOf)) }] : [];
      });
    return { child: own[0]?.child ?? null, activities, along, cents: sum([...activities, ...along].map(({ cents }) => cents)) };
  });
}

/** How many lines still ask for something: without those that are so already. */
export function wishesOf(lines: readonly { readonly outcome: Pick<Outcome, "result"> | null }[]): number {
  return lines.filter(({ outcome }) => outcome?.result !== "UNCHANGED").length;
}

/** Whether ordering it would do anything. */
export function orderable({ outcomes }: Pick<Cart, "outcomes">): boolean {
  return outcomes.some(({ result }) => acts(result));
}

function acts(result: Outcome["result"]): boolean {
  return result !== "REFUSED" && result !== "UNCHANGED";
}

/** Whether anything of what a dry run showed to be possible went into the cart, beside what stood there. */
export function addedAny(shown: readonly Outcome[], leftOut: readonly Outcome[]): boolean {
  const out = new Set(leftOut.map(({ childId, activity, date }) => keyOf(childId, activity.id, date)));
  return shown.some(({ childId, activity, date, result, takenWith }) =>
    takenWith === null && !IDLE.has(result) && !out.has(keyOf(childId, activity.id, date)));
}

/** Which of the lines are new, or otherwise, since what was agreed to. */
export function changedOf(outcomes: readonly Outcome[]): ReadonlySet<string> {
  return new Set(outcomes.flatMap(({ changed, childId, activity, date }) => (changed ? [keyOf(childId, activity.id, date)] : [])));
}

/** What a cart that was agreed to meant to do, in the order of its days: all of it is gone once the cart is empty. */
export function meantBy({ outcomes }: Pick<Cart, "outcomes">): CartOrdered["gone"] {
  return outcomes.filter(({ result }) => acts(result)).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ childId, activity, date }) => ({ childId, activity, date }));
}

export function keyOf(childId: string | undefined, activityId: string, date: string): string {
  return [childId, activityId, date].join("|");
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function sum(cents: readonly number[]): number {
  return cents.reduce((total, each) => total + each, 0);
}
