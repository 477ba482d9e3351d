import { expect, test } from "vitest";
import { byDay, inputOf, marked, nextOf, refuses, summaryOf } from "../../src/desk/orders/decide.ts";
import { spansOf } from "../../src/desk/orders/places.ts";
import type { AskedLine, Decided } from "../../src/desk/types.ts";

test("says what is decided, with a reason only where something is refused", () => {
  const one = new Map([["booking:1", false], ["booking:2", true]]);
  expect(inputOf("order:1", one, ["booking:3"], "WAIT", " Complet ", "key")).toEqual({
    orderId: "order:1", lines: [{ bookingId: "booking:1", accept: false, reason: "Complet" }, { bookingId: "booking:2", accept: true }],
    acceptRest: null, reason: null, idempotencyKey: "key",
  });
  expect(inputOf("order:1", new Map(), ["booking:1"], "ACCEPT", "Complet", "key")).toEqual({
    orderId: "order:1", lines: [], acceptRest: true, reason: null, idempotencyKey: "key",
  });
  expect(inputOf("order:1", new Map([["booking:2", true]]), ["booking:1"], "REFUSE", "Complet", "key")).toEqual({
    orderId: "order:1", lines: [{ bookingId: "booking:2", accept: true }, { bookingId: "booking:1", accept: false, reason: "Complet" }],
    acceptRest: null, reason: null, idempotencyKey: "key",
  });
  expect([marked(one, true), marked(one, false)]).toEqual([1, 1]);
  expect([refuses(one, "WAIT"), refuses(new Map([["booking:2", true]]), "ACCEPT"), refuses(new Map(), "REFUSE")]).toEqual([true, false, true]);
});

test("goes on with the next order by number, then with the oldest", () => {
  const queue = [{ id: "a", number: 3 }, { id: "b", number: 5 }, { id: "c", number: 9 }];
  expect(nextOf(queue, { id: "b", number: 5 })).toBe("c");
  expect(nextOf(queue, { id: "c", number: 9 })).toBe("a");
  expect(nextOf([{ id: "b", number: 5 }], { id: "b", number: 5 })).toBe(null);
  expect(nextOf([], { id: "b", number: 5 })).toBe(null);
});

test("sums up what became of the lines", () => {
  const outcome = (reply: "ACCEPTED" | "REFUSED", changed: boolean, name: string, withName: string | null): Decided["outcomes"][number] => ({
    bookingId: name, childId: "child:1", activity: { id: name, name }, date: "2026-11-16", reply, reason: null, changed,
    decidedWith: withName === null ? null : { id: withName, name: withName },
  });
  expect(summaryOf([
    outcome("REFUSED", true, "Midi", null), outcome("REFUSED", true, "Repas", "Midi"), outcome("REFUSED", true, "Repas", "Midi"),
    outcome("ACCEPTED", true, "Soir", null), outcome("ACCEPTED", false, "Matin", null),
  ])).toEqual({ accepted: 1, refused: 3, before: 1, along: ["Repas"] });
});

test("puts together what is asked for one child on one day", () => {
  const line = (childId: string, date: string, name: string) =>
    ({ childId, childFirstName: childId, childLastName: "L", date, activity: { id: name, name } }) as AskedLine;
  const lines = [line("a", "2026-11-16", "Midi"), line("b", "2026-11-16", "Midi"), line("a", "2026-11-16", "Repas"), line("a", "2026-11-17", "Midi")];
  expect(byDay(lines).map(({ child, date, lines: all }) => [child, date, all.map(({ activity }) => activity.name)])).toEqual([
    ["a L", "2026-11-16", ["Midi", "Repas"]], ["b L", "2026-11-16", ["Midi"]], ["a L", "2026-11-17", ["Midi"]],
  ]);
});

test("asks how full days are in spans of at most 62 days", () => {
  expect(spansOf(["2026-11-17", "2026-11-16", "2026-11-16"])).toEqual([{ from: "2026-11-16", to: "2026-11-17" }]);
  expect(spansOf(["2026-09-01", "2026-11-01", "2026-11-02", "2027-06-01"])).toEqual([
    { from: "2026-09-01", to: "2026-11-01" }, { from: "2026-11-02", to: "2026-11-02" }, { from: "2027-06-01", to: "2027-06-01" },
  ]);
  expect(spansOf([])).toEqual([]);
});
