import { expect, test } from "vitest";
import type { Calendar } from "../../src/api/types.ts";
import { addDays } from "../../src/booking/days.ts";
import { costOf } from "../../src/booking/cost.ts";
import { weeksOf } from "../../src/booking/weeks.ts";

type State = Calendar["activities"][number]["states"][number];
type Reason = Calendar["activities"][number]["reasons"][number];

/** Two weeks from Monday 9 November 2026: one past its deadline with a public holiday, one open. */
function calendar(saturday: State = "CLOSED"): Calendar {
  const days = Array.from({ length: 14 }, (_, index) => addDays("2026-11-09", index));
  const shut = (index: number) => index % 7 > 4 || index % 7 === 2;
  const states = days.map((_, index): State => (index === 12 ? saturday : shut(index) ? "CLOSED" : index < 7 ? "OUT_OF_TIME" : "AVAILABLE"));
  return {
    id: "calendar", from: "2026-11-09", to: "2026-11-22",
    days: days.map((date) => date === "2026-11-11"
      ? { date, kind: "PUBLIC_HOLIDAY", label: "Armistice 1918" } : { date, kind: "SCHOOL_TIME", label: null }),
    activities: [{
      id: "offer", activity: { id: "midday", code: "midi", name: "Accueil du midi", startsAt: "11:45", endsAt: "13:35" }, takes: [],
      states,
      booked: states.map(() => false),
      reasons: states.map((state) => (state === "AVAILABLE" ? null : state === "CLOSED" ? "WEEKDAY" : "TOO_LATE")),
      closesAt: states.map((state, index) => state === "CLOSED" ? null : index < 7 ? "2026-11-05T09:00:00Z" : "2026-11-12T09:00:00Z"),
      terms: [],
      priceCents: states.map(() => 170),
      placesLeft: states.map((state) => (state === "CLOSED" ? null : 4)),
    }],
  };
}

test("weeks carry their deadline, and whether anything can be changed", () => {
  const weeks = weeksOf(calendar(), "2026-11-14");
  expect(weeks.map(({ monday, closesAt, closesInParts, changeable, past, closed }) => (
    { monday, closesAt, closesInParts, changeable, past, closed }
  ))).toEqual([
    {
      monday: "2026-11-09", closesAt: "2026-11-05T09:00:00Z", closesInParts: false, changeable: false, past: true, closed: false,
    },
    {
      monday: "2026-11-16", closesAt: "2026-11-12T09:00:00Z", closesInParts: false, changeable: true, past: false, closed: false,
    },
  ]);
});

/** The calendar whose second week says this of its Monday and Tuesday. */
function second(changes: { state: State; reason: Reason; closesAt: string }[]) {
  const changed = calendar();
  const [activity] = changed.activities;
  if (!activity) throw new Error("no activity");
  changes.forEach(({ state, reason, closesAt }, index) => {
    activity.states[7 + index] = state;
    activity.reasons[7 + index] = reason;
    activity.closesAt[7 + index] = closesAt;
  });
  const week = weeksOf(changed, "2026-11-14")[1];
  return [week?.closesAt, week?.closesInParts, week?.changeable];
}

test("a closing that is over says nothing of what is still open", () => {
  const over = { state: "OUT_OF_TIME", reason: "TOO_LATE", closesAt: "2026-10-20T22:00:00Z" } as const;
  expect(second([over])).toEqual(["2026-11-12T09:00:00Z", false, true]);
});

test("days that close one after the other", () => {
  const open = { state: "AVAILABLE", reason: null, closesAt: "2026-11-11T09:00:00Z" } as const;
  expect(second([open])).toEqual(["2026-11-11T09:00:00Z", true, true]);
});

test("what is not open yet, or full, has not closed", () => {
  const early = { state: "OUT_OF_TIME", reason: "NOT_OPEN_YET", closesAt: "2026-12-20T23:00:00Z" } as const;
  const full = { state: "FULL", reason: "FULL", closesAt: "2026-12-20T23:00:00Z" } as const;
  const shut = { state: "CLOSED", reason: "WEEKDAY", closesAt: "2026-12-20T23:00:00Z" } as const;
  expect(second([early, full, shut, early, full])).toEqual([null, false, false]);
});

test("a day on which nothing runs is one closed column with its name", () => {
  const [first] = weeksOf(calendar(), "2026-11-09");
  expect(first?.days.map(({ day, closed, label }) => [day, closed, label])).toEqual([
    ["2026-11-09", false, null], ["2026-11-10", false, null], ["2026-11-11", true, "Armistice 1918"],
    ["2026-11-12", false, null], ["2026-11-13", false, null],
  ]);
});

test("weekends show as soon as something runs on one of them", () => {
  expect(weeksOf(calendar("AVAILABLE"), "2026-11-09").map(({ days }) => days.length)).toEqual([7, 7]);
});

test("a week on its own page keeps its seven days", () => {
  const [first] = weeksOf(calendar(), "2026-11-09", true);
  expect(first?.days.map(({ day, closed }) => [day, closed]).slice(4)).toEqual([
    ["2026-11-13", false], ["2026-11-14", true], ["2026-11-15", true],
  ]);
  // It is over with its Sunday, not with its Friday.
  expect(weeksOf(calendar(), "2026-11-14", true).map(({ past }) => past)).toEqual([false, false]);
});

test("a cell says all that the lists say of its day", () => {
  const cell = weeksOf(calendar(), "2026-11-09")[1]?.days[0]?.cells.get("midday");
  expect(cell).toEqual({
    day: "2026-11-16", activityId: "midday", activityName: "Accueil du midi", takes: [], state: "AVAILABLE", reason: null,
    changeable: true, closesAt: "2026-11-12T09:00:00Z", priceCents: 170, term: null, placesLeft: 4,
  });
});

test("the price of a row leaves closed days out", () => {
  expect(weeksOf(calendar(), "2026-11-09")[0]?.rows[0]?.priceCents).toEqual([170, 170]);
});

test("the cost of a period counts what stands on its days, and nothing else", () => {
  const booked = calendar();
  const [activity] = booked.activities;
  if (!activity) throw new Error("no activity");
  activity.states.splice(0, 5, "BOOKED", "PENDING", "ABSENT", "WAITING", "CANCELLATION_ASKED");
  expect(costOf(booked, { from: "2026-11-09", to: "2026-11-22" })).toBe(3 * 170);
  expect(costOf(booked, { from: "2026-11-10", to: "2026-11-12" })).toBe(170);
  expect(costOf(calendar(), { from: "2026-11-09", to: "2026-11-22" })).toBe(0);
});

test("what a cart would give back is paid for until it is ordered, and what it would book is not", () => {
  const inCart = calendar();
  const [activity] = inCart.activities;
  if (!activity) throw new Error("no activity");
  activity.states.splice(0, 2, "IN_CART", "IN_CART");
  activity.booked.splice(0, 2, true, false);
  expect(costOf(inCart, { from: "2026-11-09", to: "2026-11-22" })).toBe(170);
});
