import { expect, test } from "vitest";
import { choicesOf } from "../../src/desk/roll/deeds.ts";
import { countsOf, named, rowsOf } from "../../src/desk/roll/overlay.ts";
import type { Fate, Tap } from "../../src/desk/roll/tap-store.ts";
import type { RollChild, TapEvent } from "../../src/desk/types.ts";

const SCHOOL = { id: "school:1", name: "Les Vergers" };

function child(childId: string, lastName: string, more: Partial<RollChild> = {}): RollChild {
  return {
    childId, firstName: "Élise", lastName, school: SCHOOL, place: "BOOKED", state: "EXPECTED", arrivedAt: null, leftAt: null,
    reported: false, ...more,
  };
}

let count = 0;
function tap(childId: string, kind: TapEvent["kind"], undoes?: TapEvent["undoes"], fate: Fate = "pending"): Tap {
  count += 1;
  const at = new Date(Date.UTC(2026, 10, 9, 11, count)).toISOString();
  const event: TapEvent = { id: `tap:${count}`, sequence: count, childId, activityId: "activity:1", date: "2026-11-09", kind, at };
  return {
    event: undoes === undefined ? event : { ...event, undoes }, fate, message: null,
    who: { firstName: "Maya", lastName: "Lambert", school: SCHOOL },
  };
}

const states = (children: RollChild[], taps: Tap[]) => rowsOf(children, taps).map(({ childId, state }) => [childId, state]);

test.each<[string, RollChild, Tap[], string]>([
  ["nothing is tapped", child("a", "A"), [], "EXPECTED"],
  ["it came", child("a", "A"), [tap("a", "CHECKED_IN")], "PRESENT"],
  ["it came and left", child("a", "A"), [tap("a", "CHECKED_IN"), tap("a", "CHECKED_OUT")], "LEFT"],
  ["it left, and had not been seen to come", child("a", "A"), [tap("a", "CHECKED_OUT")], "LEFT"],
  ["it came once more, and its leaving stands", child("a", "A"), [tap("a", "CHECKED_OUT"), tap("a", "CHECKED_IN")], "LEFT"],
  ["its leaving was a mistake", child("a", "A", { state: "LEFT", arrivedAt: "x", leftAt: "y" }), [tap("a", "UNDONE", "CHECKED_OUT")], "PRESENT"],
  ["its coming was a mistake", child("a", "A", { state: "PRESENT", arrivedAt: "x" }), [tap("a", "UNDONE", "CHECKED_IN")], "EXPECTED"],
  ["it is absent", child("a", "A"), [tap("a", "ABSENT")], "ABSENT"],
  ["its absence was a mistake", child("a", "A"), [tap("a", "ABSENT"), tap("a", "UNDONE", "ABSENT")], "EXPECTED"],
  ["it comes after all", child("a", "A", { state: "ABSENT", reported: true }), [tap("a", "CHECKED_IN")], "PRESENT"],
  ["that was a mistake, and its absence is announced", child("a", "A", { state: "ABSENT", reported: true }),
    [tap("a", "CHECKED_IN"), tap("a", "UNDONE", "CHECKED_IN")], "ABSENT"],
  ["a refused tap changes nothing", child("a", "A"), [tap("a", "CHECKED_IN", undefined, "refused")], "EXPECTED"],
])("%s", (_, one, taps, state) => {
  expect(states([one], taps)).toEqual([["a", state]]);
});

test("adds who came without a booking, in the order of names, and drops who did not after all", () => {
  const list = [child("z", "Zola"), child("a", "Adam")];
  const came = tap("m", "CHECKED_IN");
  expect(rowsOf(list, [came]).map(({ lastName, place, state, pending }) => [lastName, place, state, pending])).toEqual([
    ["Adam", "BOOKED", "EXPECTED", false], ["Lambert", "UNBOOKED", "PRESENT", true], ["Zola", "BOOKED", "EXPECTED", false],
  ]);
  const sent: Tap = { ...came, fate: "sent" };
  expect(rowsOf(list, [sent, tap("m", "UNDONE", "CHECKED_IN")])).toHaveLength(3);
  expect(rowsOf(list, [sent, tap("m", "UNDONE", "CHECKED_IN", "sent")])).toHaveLength(2);
});

test("counts as the server does", () => {
  const rows = rowsOf(
    [child("a", "A", { state: "PRESENT", arrivedAt: "x" }), child("b", "B"), child("c", "C", { state: "ABSENT" })],
    [tap("a", "CHECKED_OUT"), tap("b", "CHECKED_IN"), tap("m", "CHECKED_IN")],
  );
  expect(countsOf(rows)).toEqual({ expected: 3, present: 2, left: 1, absent: 1, unbooked: 1 });
});

test("finds names without their accents, in any order", () => {
  const one = child("a", "Benoît-Roche");
  expect([named(one, "elise"), named(one, "benoit eli"), named(one, " "), named(one, "elise x")]).toEqual([true, true, true, false]);
});

test("offers what can be tapped; on another day only absences", () => {
  const names = (state: Partial<RollChild>, sameDay: boolean) => {
    const [row] = rowsOf([child("a", "A", state)], []);
    return row ? choicesOf(row, sameDay).map(({ name }) => name) : [];
  };
  expect(names({}, true)).toEqual(["arrived", "absent", "certified"]);
  expect(names({}, false)).toEqual(["absent", "certified"]);
  expect(names({ state: "PRESENT", arrivedAt: "x" }, true)).toEqual(["left", "undoArrived"]);
  expect(names({ state: "PRESENT", arrivedAt: "x" }, false)).toEqual([]);
  expect(names({ state: "LEFT", leftAt: "x" }, true)).toEqual(["arrived", "undoLeft"]);
  expect(names({ state: "LEFT", arrivedAt: "x", leftAt: "y" }, true)).toEqual(["undoLeft"]);
  expect(names({ state: "ABSENT" }, true)).toEqual(["arrived", "certificate", "undoAbsent"]);
  expect(names({ state: "ABSENT", reported: true }, false)).toEqual(["certificate"]);
});
