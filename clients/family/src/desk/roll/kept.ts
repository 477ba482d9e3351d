import { ROLLS } from "../keeps.ts";
import type { RollActivity } from "../types.ts";

/** The lists of a day, as a tablet keeps them to go on without a network. */
export interface KeptDay {
  readonly date: string;
  /** The instant of the read, by this device's clock. */
  readonly readAt: string;
  /** The town's zone and name, for when nobody can be asked. */
  readonly zone: string;
  readonly town: string;
  readonly activities: readonly RollActivity[];
}

/** Lists of days before `from` are let go of. A device without room keeps none, and goes on with a network. */
export function keepDay(memory: Storage, slug: string, day: KeptDay, from: string): void {
  for (const key of keysOf(memory, `${ROLLS}.${slug}.`)) {
    if (key < `${ROLLS}.${slug}.${from}`) memory.removeItem(key);
  }
  try {
    memory.setItem(`${ROLLS}.${slug}.${day.date}`, JSON.stringify(day));
  } catch {
    memory.removeItem(`${ROLLS}.${slug}.${day.date}`);
  }
}

export function keptDay(memory: Storage, slug: string, date: string): KeptDay | null {
  return JSON.parse(memory.getItem(`${ROLLS}.${slug}.${date}`) ?? "null") as KeptDay | null;
}

/** The latest list kept, whatever its day: without one there is nothing to go on with. */
export function latestKept(memory: Storage, slug: string): KeptDay | null {
  const [latest] = keysOf(memory, `${ROLLS}.${slug}.`).sort().reverse();
  return latest === undefined ? null : JSON.parse(memory.getItem(latest) ?? "null") as KeptDay | null;
}

/** Whoever signs out leaves no names behind. */
export function forgetDays(memory: Storage): void {
  for (const key of keysOf(memory, ROLLS)) memory.removeItem(key);
}

function keysOf(memory: Storage, prefix: string): string[] {
  return Array.from({ length: memory.length }, (_, index) => memory.key(index) ?? "").filter((key) => key.startsWith(prefix));
}
