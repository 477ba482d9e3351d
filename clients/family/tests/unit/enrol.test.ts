import { expect, test } from "vitest";
import type { ActivityDays } from "../../src/api/types.ts";
import { addDays } from "../../src/booking/days.ts";
import type { Pattern } from "../../src/booking/planning.ts";
import { askEnrol, type Enrolling, governed, offersOf, reachable, stepProblem, wholeYear, windowFrom } from "../../src/booking/enrol.ts";

const RULES = { from: "2026-09-01", to: "2027-07-03" };
const FORM: Enrolling = {
  childIds: new Set(["leo", "ines"]), activityIds: new Map([["leo", new Set(["midday", "evening"])], ["ines", new Set(["midday"])], ["gone", new Set(["midday"])]]),
  span: { from: "2026-11-16", to: "2027-07-03" }, same: true, own: new Map(),
  pattern: { rhythm: "oddWeeks", days: new Set(["TUESDAY", "MONDAY"]), rota: [new Set(["FRIDAY", "MONDAY"]), new Set()] },
};

test("one pattern for each child and each activity chosen for it, days in the order of the week", () => {
  const rest = { from: "2026-11-16", to: "2027-07-03", days: { oddWeeks: ["MONDAY", "TUESDAY"] }, action: "BOOK" };
  expect(askEnrol(FORM)).toEqual({
    patterns: [
      { childId: "leo", activityId: "midday", ...rest }, { childId: "leo", activityId: "evening", ...rest }, { childId: "ines", activityId: "midday", ...rest },
    ],
  });
  const days = (rhythm: Pattern["rhythm"]) => askEnrol({ ...FORM, pattern: { ...FORM.pattern, rhythm } }).patterns?.map((each) => each.days);
  expect(days("everyWeek")).toEqual(Array(3).fill({ everyWeek: ["MONDAY", "TUESDAY"] }));
  expect(days("evenWeeks")).toEqual(Array(3).fill({ evenWeeks: ["MONDAY", "TUESDAY"] }));
  expect(days("rota")).toEqual(Array(3).fill({ rota: [["MONDAY", "FRIDAY"], []] }));
});

const NONE: Pattern = { ...FORM.pattern, days: new Set() };
const WEDNESDAYS: Pattern = { rhythm: "everyWeek", days: new Set(["WEDNESDAY"]), rota: [new Set(), new Set()] };
const OWN: Enrolling = { ...FORM, same: false, own: new Map([["ines", WEDNESDAYS], ["gone", WEDNESDAYS]]) };

test("each child has days of its own, or those for all where none were set", () => {
  const span = { from: "2026-11-16", to: "2027-07-03" };
  const odd = { ...span, days: { oddWeeks: ["MONDAY", "TUESDAY"] }, action: "BOOK" };
  expect(askEnrol(OWN)).toEqual({
    patterns: [
      { childId: "leo", activityId: "midday", ...odd }, { childId: "leo", activityId: "evening", ...odd },
      { childId: "ines", activityId: "midday", ...span, days: { everyWeek: ["WEDNESDAY"] }, action: "BOOK" },
    ],
  });
  // What was set for each is kept, and does not count while one pattern holds for all, or one child comes alone.
  expect(askEnrol({ ...OWN, same: true })).toEqual(askEnrol(FORM));
  expect(askEnrol({ ...OWN, childIds: new Set(["ines"]) })).toEqual({ patterns: [{ childId: "ines", activityId: "midday", ...odd }] });
});

test("days are missing where one of the children has none", () => {
  const planning = (change: Partial<Enrolling>) => stepProblem("PLANNING", { ...OWN, ...change }, RULES);
  expect([
    planning({}), planning({ pattern: NONE }), planning({ own: new Map([["leo", WEDNESDAYS], ["ines", NONE]]) }),
    planning({ pattern: NONE, own: new Map([["leo", WEDNESDAYS], ["ines", WEDNESDAYS]]) }),
    planning({ own: new Map([["ines", { ...WEDNESDAYS, rhythm: "rota" as const }]]) }),
    planning({ pattern: NONE, childIds: new Set(["ines"]) }), planning({ pattern: { ...NONE, rhythm: "rota" } }),
  ]).toEqual([null, "NO_WEEKDAY_EACH", "NO_WEEKDAY_EACH", null, "NO_WEEKDAY_EACH", "NO_WEEKDAY", null]);
});

test("what is missing in a step, and how far an address may go", () => {
  const planning = (change: Partial<Enrolling>) => stepProblem("PLANNING", { ...FORM, ...change }, RULES);
  expect([
    stepProblem("CHILDREN", { ...FORM, childIds: new Set() }, RULES), stepProblem("ACTIVITIES", { ...FORM, activityIds: new Map() }, RULES),
    // Of a child that is no longer chosen, what was chosen for it does not count.
    stepProblem("ACTIVITIES", { ...FORM, childIds: new Set(["zoe"]) }, RULES),
    planning({}), planning({ span: { from: "", to: "2027-07-03" } }), planning({ span: { from: "2027-01-01", to: "2026-12-01" } }),
    planning({ span: { from: "2026-11-16", to: "2027-07-04" } }), planning({ span: { from: "2026-08-31", to: "2026-12-01" } }),
    planning({ pattern: NONE }), stepProblem("PLANNING", { ...FORM, span: { from: "2026-11-16", to: "2028-07-04" } }, null),
  ]).toEqual([
    "NO_CHILD", "NO_ACTIVITY", "NO_ACTIVITY", null, "NO_DATES", "REVERSED", "OUTSIDE", "OUTSIDE", "NO_WEEKDAY", "TOO_LONG",
  ]);
  expect([
    reachable("RECAP", FORM, RULES), reachable("RECAP", { ...FORM, pattern: NONE }, RULES), reachable("PLANNING", { ...FORM, pattern: NONE }, RULES),
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
    id, activity: { id, code: id, name: id, startsAt: "08:00", endsAt: "09:00" }, takes: [], states, reasons, terms: [], priceCents,
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
