import type { DeskState, Roll, RollChild } from "../types.ts";
import type { Tap } from "./tap-store.ts";

/** A child on the list, with what was tapped here and the list does not know yet. */
export interface Row extends Omit<RollChild, "state" | "arrivedAt" | "leftAt"> {
  readonly state: DeskState;
  readonly arrivedAt: string | null;
  readonly leftAt: string | null;
  /** A certificate was noted here. */
  readonly certified: boolean;
  /** Something tapped here has no answer yet. */
  readonly pending: boolean;
  readonly refused: readonly Tap[];
}

/** The list as it was read, and on it what was tapped since; who is on no list comes without a booking. */
export function rowsOf(children: Roll["children"], taps: readonly Tap[]): Row[] {
  const rows = new Map<string, Row>();
  for (const child of children) rows.set(child.childId, { ...child, certified: false, pending: false, refused: [] });
  for (const tap of taps) {
    const { childId } = tap.event;
    const row = rows.get(childId) ?? {
      childId, ...tap.who, place: "UNBOOKED", state: "EXPECTED", arrivedAt: null, leftAt: null, reported: false,
      certified: false, pending: false, refused: [],
    };
    rows.set(childId, tap.fate === "refused" ? { ...row, refused: [...row.refused, tap] } : after(row, tap));
  }
  return [...rows.values()]
    // Whoever came without a booking by mistake is on the list no more.
    .filter(({ place, state, pending, refused }) => place === "BOOKED" || state !== "EXPECTED" || pending || refused.length > 0)
    .sort((a, b) => a.lastName.localeCompare(b.lastName, "fr") || a.firstName.localeCompare(b.firstName, "fr"));
}

/** As the server reckons it: who has left stays so until that is taken back, and being absent hides having come. */
function after(row: Row, { event, fate }: Tap): Row {
  const next = { ...row, pending: row.pending || fate === "pending" };
  switch (event.kind) {
    case "CHECKED_IN":
      return placed({ ...next, state: "PRESENT", arrivedAt: event.at });
    case "CHECKED_OUT":
      return placed({ ...next, state: "PRESENT", leftAt: event.at });
    case "ABSENT":
      return { ...next, state: "ABSENT", arrivedAt: null, leftAt: null };
    case "REPORTED":
      return placed({ ...next, reported: true });
    case "CERTIFICATE":
      return { ...next, certified: true };
    case "UNDONE":
      return undone(next, event.undoes ?? null);
  }
}

function undone(row: Row, fact: Tap["event"]["undoes"] | null): Row {
  switch (fact) {
    case "CHECKED_IN":
      return placed({ ...row, state: "EXPECTED", arrivedAt: null });
    case "CHECKED_OUT":
      return placed({ ...row, state: "EXPECTED", leftAt: null });
    case "ABSENT":
      return placed({ ...row, state: "EXPECTED" });
    case "REPORTED":
      return placed({ ...row, reported: false, state: "EXPECTED" });
    case "CERTIFICATE":
      return { ...row, certified: false };
    case null:
    case undefined:
      return row;
  }
}

function placed(row: Row): Row {
  const state = row.leftAt !== null ? "LEFT" : row.arrivedAt !== null ? "PRESENT" : row.state === "ABSENT" || row.reported ? "ABSENT" : "EXPECTED";
  return { ...row, state };
}

export interface Counts {
  readonly expected: number;
  readonly present: number;
  readonly left: number;
  readonly absent: number;
  readonly unbooked: number;
}

export function countsOf(rows: readonly Row[]): Counts {
  const count = (of: (row: Row) => boolean) => rows.filter(of).length;
  return {
    expected: count(({ place }) => place === "BOOKED"),
    present: count(({ state }) => state === "PRESENT"),
    left: count(({ state }) => state === "LEFT"),
    absent: count(({ place, state }) => place === "BOOKED" && state === "ABSENT"),
    unbooked: count(({ place, state }) => place === "UNBOOKED" && (state === "PRESENT" || state === "LEFT")),
  };
}

/** Letters as a search compares them: small, without accents. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function named(row: Pick<Row, "firstName" | "lastName">, search: string): boolean {
  const wanted = plain(search).split(/\s+/).filter((word) => word !== "");
  const name = plain(`${row.firstName} ${row.lastName}`);
  return wanted.every((word) => name.includes(word));
}
