import type { DeskDictionary } from "../texts/fr.ts";
import type { Row } from "./overlay.ts";
import type { Deed, Tapped } from "./tap-store.ts";

/** One button of a child on the list. */
export interface Choice {
  readonly name: "arrived" | "left" | "absent" | "certified" | "certificate" | "undoArrived" | "undoLeft" | "undoAbsent";
  /** What it writes down; all of it or none. */
  readonly events: readonly Pick<Deed, "kind" | "undoes" | "reason">[];
  readonly look: "main" | "plain" | "undo";
}

const ARRIVED: Choice = { name: "arrived", events: [{ kind: "CHECKED_IN" }], look: "main" };
const LEFT: Choice = { name: "left", events: [{ kind: "CHECKED_OUT" }], look: "main" };
const ABSENT: Choice = { name: "absent", events: [{ kind: "ABSENT" }], look: "plain" };
const CERTIFIED: Choice = { name: "certified", events: [{ kind: "ABSENT", reason: "ILLNESS" }, { kind: "CERTIFICATE" }], look: "plain" };
const CERTIFICATE: Choice = { name: "certificate", events: [{ kind: "CERTIFICATE" }], look: "plain" };
const undo = (name: Choice["name"], undoes: "CHECKED_IN" | "CHECKED_OUT" | "ABSENT"): Choice =>
  ({ name, events: [{ kind: "UNDONE", undoes }], look: "undo" });

/** What can be tapped of a child. Arrivals and departures are the day's own; absences may be written down on any. */
export function choicesOf({ state, arrivedAt, reported, certified, place }: Row, sameDay: boolean): readonly Choice[] {
  const onTheDay = (...choices: Choice[]) => (sameDay ? choices : []);
  switch (state) {
    case "EXPECTED":
      return [...onTheDay(ARRIVED), ...(place === "BOOKED" ? [ABSENT, CERTIFIED] : [])];
    case "PRESENT":
      return onTheDay(LEFT, undo("undoArrived", "CHECKED_IN"));
    case "LEFT":
      // Who left without having been seen to come may still be written down as come.
      return onTheDay(...(arrivedAt === null ? [ARRIVED] : []), undo("undoLeft", "CHECKED_OUT"));
    case "ABSENT":
      return [...onTheDay({ ...ARRIVED, look: "plain" }), ...(certified ? [] : [CERTIFICATE]), ...(reported ? [] : [undo("undoAbsent", "ABSENT")])];
  }
}

export function deedsOf(row: Row, choice: Choice, activityId: string, date: string): { deed: Deed; who: Tapped }[] {
  const { childId, firstName, lastName, school } = row;
  return choice.events.map((event) => ({ deed: { ...event, childId, activityId, date }, who: { firstName, lastName, school } }));
}

/** The name of what was tapped, for a refusal. */
export function nameOf({ kind }: Pick<Deed, "kind">, words: DeskDictionary["roll"]): string {
  return words.kind[kind];
}
