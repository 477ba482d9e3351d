import type { TapEvent, TapOutcome } from "../types.ts";
import { ulid } from "./ulid.ts";

/** Who was tapped, so that a child that no list has can be shown without a network. */
export interface Tapped {
  readonly firstName: string;
  readonly lastName: string;
  readonly school: { readonly id: string; readonly name: string };
}

/**
 * `pending`: the server has not answered for it yet; `sent`: it is written down, and the list on the screen is older;
 * `refused`: the server does not write it down, whenever it is sent.
 */
export type Fate = "pending" | "sent" | "refused";

export interface Tap {
  readonly event: TapEvent;
  readonly who: Tapped;
  readonly fate: Fate;
  /** Why it is refused, in words. */
  readonly message: string | null;
}

/** What is tapped, before the store gives it an id, a number and an instant. */
export type Deed = Pick<TapEvent, "childId" | "activityId" | "date" | "kind"> & Partial<Pick<TapEvent, "undoes" | "reason">>;

const DEVICE = "preau.desk.device";
const COUNT = "preau.desk.count";
const TAP = "preau.desk.tap";

/**
 * The taps of this device that are not done with, kept until the server has answered for each. Every tap stands under
 * a key of its own: two tabs never write over one another. Each town has taps of its own.
 */
export class TapStore {
  readonly #memory: Storage;
  readonly #prefix: string;
  readonly #listeners = new Set<() => void>();
  #taps: readonly Tap[];

  constructor(memory: Storage, town: string) {
    this.#memory = memory;
    this.#prefix = `${TAP}.${town}.`;
    this.#taps = this.#read();
  }

  readonly taps = (): readonly Tap[] => this.#taps;

  readonly subscribe = (listener: () => void): (() => void) => {
    const look = ({ key }: StorageEvent) => {
      if (key === null || key.startsWith(this.#prefix)) this.#refresh();
    };
    this.#listeners.add(listener);
    addEventListener("storage", look);
    return () => {
      this.#listeners.delete(listener);
      removeEventListener("storage", look);
    };
  };

  pending(): readonly Tap[] {
    return this.#taps.filter(({ fate }) => fate === "pending");
  }

  /** The device's own name: the same for as long as it remembers. */
  device(): string {
    const known = this.#memory.getItem(DEVICE);
    if (known !== null) return known;
    const name = `tablette-${ulid(Date.now()).slice(-8).toLowerCase()}`;
    this.#memory.setItem(DEVICE, name);
    return name;
  }

  /** Keeps deeds of one moment; all of them, or none where the device has no room left. */
  add(deeds: readonly { deed: Deed; who: Tapped }[], now: Date): boolean {
    const kept: string[] = [];
    try {
      for (const { deed, who } of deeds) {
        const id = ulid(now.getTime());
        const event: TapEvent = { ...deed, id, sequence: this.#count(), at: now.toISOString() };
        this.#write({ event, who, fate: "pending", message: null });
        kept.push(id);
      }
    } catch {
      for (const id of kept) this.#memory.removeItem(this.#prefix + id);
      this.#refresh();
      return false;
    }
    this.#refresh();
    return true;
  }

  /** What the server said of taps; answers how many of them were waiting for that. */
  settle(outcomes: readonly TapOutcome[]): number {
    let settled = 0;
    for (const { eventId, result, refusal } of outcomes) {
      const tap = this.#taps.find(({ event, fate }) => event.id === eventId && fate === "pending");
      if (!tap) continue;
      settled += 1;
      if (result === "REFUSED") this.#write({ ...tap, fate: "refused", message: refusal?.message ?? "" });
      else this.#write({ ...tap, fate: "sent" });
    }
    this.#refresh();
    return settled;
  }

  /** The ids of what is written down of a day: whatever list is asked for from now on has them. */
  sentOf(date: string): readonly string[] {
    return this.#taps.filter(({ event, fate }) => fate === "sent" && event.date === date).map(({ event }) => event.id);
  }

  /** Lets go of taps: a newer list has them, or the person has read why they are refused. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#memory.removeItem(this.#prefix + id);
    if (ids.length > 0) this.#refresh();
  }

  /** Lets go of what is written down of days before `date`: nobody reads those lists here again. */
  forgetBefore(date: string): void {
    this.forget(this.#taps.filter(({ event, fate }) => fate === "sent" && event.date < date).map(({ event }) => event.id));
  }

  #count(): number {
    const next = Number(this.#memory.getItem(COUNT) ?? "0") + 1;
    this.#memory.setItem(COUNT, String(next));
    return next;
  }

  #write(tap: Tap): void {
    this.#memory.setItem(this.#prefix + tap.event.id, JSON.stringify(tap));
  }

  #read(): readonly Tap[] {
    const keys = Array.from({ length: this.#memory.length }, (_, index) => this.#memory.key(index) ?? "");
    return keys
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => JSON.parse(this.#memory.getItem(key) ?? "null") as Tap | null)
      .filter((tap) => tap !== null)
      .sort(({ event: a }, { event: b }) => (a.at === b.at ? a.sequence - b.sequence : a.at < b.at ? -1 : 1));
  }

  #refresh(): void {
    this.#taps = this.#read();
    for (const listener of this.#listeners) listener();
  }
}
