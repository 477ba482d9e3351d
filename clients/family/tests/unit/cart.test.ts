import { expect, test } from "vitest";
import type { CartLine, Outcome } from "../../src/api/types.ts";
import { addedAny, addsOf, changedOf, childrenOf, orderable, wishesOf } from "../../src/booking/cart.ts";

const LEO = { id: "child:1", firstName: "Léo" };
const ZOE = { id: "child:2", firstName: "Zoé" };
const MIDDAY = { id: "midday", name: "Accueil du midi" };
const CANTEEN = { id: "canteen", name: "Restauration" };
const MORNING = { id: "morning", name: "Accueil du matin" };
const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });

function outcome(child: { id: string }, activity: Outcome["activity"], date: string, result: Outcome["result"], cents: number | null = null): Outcome {
  return {
    childId: child.id, activity, date, result, takenWith: null, price: cents === null ? null : euros(cents), priceBefore: null,
    changed: false, canWait: false, reason: null,
  };
}

function line(child: CartLine["child"], activity: CartLine["activity"], date: string, cents: number | null, result: Outcome["result"] = "BOOKED"): CartLine {
  return {
    id: `line:${child?.id} ${activity.id} ${date}`, child, activity, date, action: "BOOK", price: cents === null ? null : euros(cents),
    outcome: { result, reason: null }, addedBy: "Camille Marchand", heldUntil: null,
  };
}

test("counts what still asks for something, and not what is so already", () => {
  const lines = (["BOOKED", "UNCHANGED", "REFUSED", "CANCELLED", "UNCHANGED"] as const).map((result, day) => line(LEO, MIDDAY, `2026-12-0${day + 1}`, null, result));
  expect([wishesOf([]), wishesOf(lines), wishesOf([{ outcome: null }]), wishesOf(lines.filter(({ outcome }) => outcome?.result === "UNCHANGED"))]).toEqual([0, 3, 1, 0]);
});

test("sums up a cart by child and activity, so that the subtotals come to the total", () => {
  const lines = [
    line(ZOE, MIDDAY, "2026-12-01", 170), line(LEO, MIDDAY, "2026-12-03", 170), line(LEO, MIDDAY, "2026-12-01", 170),
    line(LEO, MORNING, "2026-12-01", null, "REFUSED"),
  ];
  const brought = { ...outcome(LEO, CANTEEN, "2026-12-01", "BOOKED", 315), takenWith: MIDDAY };
  const repriced = { ...outcome(ZOE, MORNING, "2026-12-01", "REPRICED", 120), priceBefore: euros(195) };
  const outcomes = [
    outcome(ZOE, MIDDAY, "2026-12-01", "BOOKED", 170), outcome(LEO, MIDDAY, "2026-12-03", "BOOKED", 170),
    outcome(LEO, MIDDAY, "2026-12-01", "BOOKED", 170), outcome(LEO, MORNING, "2026-12-01", "REFUSED"), brought, repriced,
  ];
  const parts = childrenOf({ lines, outcomes });
  expect(parts.map(({ child, activities, along, cents }) => [
    child?.firstName, activities.map((part) => [part.activity.name, part.lines.map(({ date }) => date), part.cents]),
    along.map((part) => [part.activity.name, part.outcomes.length, part.cents]), cents,
  ])).toEqual([
    ["Zoé", [["Accueil du midi", ["2026-12-01"], 170]], [["Accueil du matin", 1, -75]], 95],
    ["Léo", [["Accueil du midi", ["2026-12-01", "2026-12-03"], 340], ["Accueil du matin", ["2026-12-01"], 0]], [["Restauration", 1, 315]], 655],
  ]);
  expect(parts.reduce((total, { cents }) => total + cents, 0)).toBe(outcomes.map(addsOf).reduce((total, cents) => total + cents, 0));
});

test("keeps the lines of a child that is no longer of the family", () => {
  const parts = childrenOf({ lines: [{ ...line(null, MIDDAY, "2026-12-01", null), outcome: null }], outcomes: [] });
  expect(parts.map(({ child, activities, cents }) => [child, activities.length, cents])).toEqual([[null, 1, 0]]);
});

test("can be ordered where anything of it would be done", () => {
  expect(orderable({ outcomes: [] })).toBe(false);
  const idle = [outcome(LEO, MIDDAY, "2026-12-01", "REFUSED"), outcome(LEO, MIDDAY, "2026-12-03", "UNCHANGED")];
  expect(orderable({ outcomes: idle })).toBe(false);
  for (const result of ["BOOKED", "PENDING", "CANCELLED", "CANCELLATION_ASKED", "CHANGE_ASKED", "KEPT"] as const) {
    expect(orderable({ outcomes: [...idle, outcome(LEO, MORNING, "2026-12-01", result)] }), result).toBe(true);
  }
});

test("knows whether anything went into it", () => {
  const shown = [
    outcome(LEO, MIDDAY, "2026-12-01", "BOOKED", 170), { ...outcome(LEO, CANTEEN, "2026-12-01", "BOOKED", 315), takenWith: MIDDAY },
    outcome(LEO, MORNING, "2026-12-01", "REFUSED"),
  ];
  expect(addedAny(shown, [])).toBe(true);
  expect(addedAny(shown, [outcome(LEO, MIDDAY, "2026-12-01", "REFUSED")])).toBe(false);
  expect(addedAny(shown, [outcome(ZOE, MIDDAY, "2026-12-01", "REFUSED")])).toBe(true);
});

test("names what is new since it was agreed to", () => {
  const changed = { ...outcome(LEO, MIDDAY, "2026-12-01", "BOOKED", 190), changed: true };
  expect([...changedOf([changed, outcome(LEO, MIDDAY, "2026-12-03", "BOOKED", 170)])]).toEqual(["child:1|midday|2026-12-01"]);
});
