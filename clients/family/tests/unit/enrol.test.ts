import { expect, test } from "vitest";
import type { ActivityDays } from "../../src/api/types.ts";
import { addDays } from "../../src/booking/days.ts";
import { askEnrol, type Enrolling, governed, offersOf, reachable, stepProblem, wholeYear, windowFrom } from "../../src/booking/enrol.ts";

const RULES = { from: "2026-09-01", to: "2027-07-03" };
const FORM: Enrolling = {
  childIds: new Set(["leo", "ines"]), activityIds: new Map([["leo", new Set(["midday", "evening"])], ["ines", new Set(["midday"])], ["gone", new Set(["midday"])]]),
  span: { from: "2026-11-16", to: "2027-07-03" }, rhythm: "oddWeeks", days: new Set(["TUESDAY", "MONDAY"]),
};

test("one pattern for each child and each activity chosen for it, days in the order of the week", () => {
  const rest = { from: "2026-11-16", to: "2027-07-03", days: { oddWeeks: ["MONDAY", "TUESDAY"] }, action: "BOOK" };
  expect(askEnrol(FORM)).toEqual({
    patterns: [
      { childId: "leo", activityId: "midday", ...rest }, { childId: "leo", activityId: "evening", ...rest }, { childId: "ines", activityId: "midday", ...rest },
    ],
  });
  expect(askEnrol({ ...FORM, rhythm: "everyWeek" }).patterns?.[0]?.days).toEqual({ everyWeek: ["MONDAY", "TUESDAY"] });
  expect(askEnrol({ ...FORM, rhythm: "evenWeeks" }).patterns?.[0]?.days).toEqual({ evenWeeks: ["MONDAY", "TUESDAY"] });
});

test("what is missing in a step, and how far an address may go", () => {
  const planning = (change: Partial<Enrolling>) => stepProblem("PLANNING", { ...FORM, ...change }, RULES);
  expect([
    stepProblem("CHILDREN", { ...FORM, childIds: new Set() }, RULES), stepProblem("ACTIVITIES", { ...FORM, activityIds: new Map() }, RULES),
    // Of a child that is no longer chosen, what was chosen for it does not count.
    stepProblem("ACTIVITIES", { ...FORM, childIds: new Set(["zoe"]) }, RULES),
    planning({}), planning({ span: { from: "", to: "2027-07-03" } }), planning({ span: { from: "2027-01-01", to: "2026-12-01" } }),
    planning({ span: { from: "2026-11-16", to: "2027-07-04" } }), planning({ span: { from: "2026-08-31", to: "2026-12-01" } }),
    planning({ days: new Set() }), stepProblem("PLANNING", { ...FORM, span: { from: "2026-11-16", to: "2028-07-04" } }, null),
  ]).toEqual([
    "NO_CHILD", "NO_ACTIVITY", "NO_ACTIVITY", null, "NO_DATES", "REVERSED", "OUTSIDE", "OUTSIDE", "NO_WEEKDAY", "TOO_LONG",
  ]);
  expect([
    reachable("RECAP", FORM, RULES), reachable("RECAP", { ...FORM, days: new Set() }, RULES), reachable("PLANNING", { ...FORM, days: new Set() }, RULES),
    reachable("RECAP", { ...FORM, childIds: new Set() }, RULES),
  ]).toEqual(["RECAP", "PLANNING", "PLANNING", "CHILDREN"]);
});

test("the days that rule books govern, and a year within them", () => {
  expect(governed([])).toBe(null);
  expect(governed([{ validFrom: "2027-01-01", validTo: "2027-07-03" }, { validFrom: "2026-09-01", validTo: "2026-12-31" }])).toEqual(RULES);
  expect(governed([{ validFrom: "2026-09-01", validTo: "2026-12-31" }, { validFrom: "2027-01-01", validTo: null }])).toEqual({ from: "2026-09-01", to: null });
  expect(wholeYear("2026-11-09", RULES)).toEqual({ from: "2026-11-09", to: "2027-07-03" });
  expect(wholeYear("2026-08-20", RULES)).toEqual({ from: "2026-09-01", to: "2027-07-03" });
  expect(wholeYear("2026-11-09", null)).toEqual({ from: "2026-11-09", to: "2027-08-31" });
  expect(windowFrom("2026-11-09")).toEqual({ from: "2026-11-09", to: "2027-01-09" });
});

test("an offer says its prices, its first day, or the day that says best why not", () => {
  const days = [0, 1, 2].map((index) => ({ date: addDays("2026-11-09", index), kind: "SCHOOL_TIME" as const, label: null }));
  const entry = (id: string, states: ActivityDays["states"], reasons: ActivityDays["reasons"], priceCents: number[]): ActivityDays => ({
    id, activity: { id, code: id, name: id, startsAt: "08:00", endsAt: "09:00" }, takes: [], states, reasons, priceCents,
    booked: [false, false, false], closesAt: [null, null, null], placesLeft: [null, null, null],
  });
  const offers = offersOf({ days, activities: [
    entry("open", ["OUT_OF_TIME", "CLOSED", "AVAILABLE"], ["TOO_LATE", "WEEKDAY", null], [195, 0, 120]),
    entry("early", ["CLOSED", "OUT_OF_TIME", "OUT_OF_TIME"], ["WEEKDAY", "TOO_LATE", "NOT_OPEN_YET"], [0, 300, 300]),
    entry("never", ["CLOSED", "CLOSED", "CLOSED"], ["WEEKDAY", "WEEKDAY", "WEEKDAY"], [0, 0, 0]),
  ] });
  expect(offers.map(({ activity, priceCents, firstOpen, tellingDay }) => [activity.id, priceCents, firstOpen, tellingDay])).toEqual([
    ["open", [120, 195], "2026-11-11", null], ["early", [300, 300], null, "2026-11-11"], ["never", null, null, "2026-11-09"],
  ]);
});
