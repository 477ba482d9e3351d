import { describe, expect, test } from "vitest";
import {
  askCopyOf, askOf, copyProblemOf, problemOf, type Repetition, type WeekCopy,
} from "../../src/booking/planning.ts";
import { monthSpan, openPart, weekSpan, yearSpan } from "../../src/booking/spans.ts";
import { copySpanOf } from "../../src/planning/copy-form.tsx";

const FORM: Repetition = {
  action: "BOOK", childIds: new Set(["leo"]), activityIds: new Set(["midday"]),
  span: { from: "2026-11-16", to: "2027-08-31" }, rhythm: "everyWeek", days: new Set(["THURSDAY", "MONDAY"]),
  rota: [new Set(["MONDAY"]), new Set()],
};
const COPY: WeekCopy = {
  fromChildId: "leo", toChildId: "leo", week: "2026-11-16", span: { from: "2026-11-23", to: "2026-11-29" }, mode: "ADD",
};

describe("repetitions", () => {
  const base = { childId: "leo", activityId: "midday", from: "2026-11-16", to: "2027-08-31", action: "BOOK" };

  test("every rhythm is one pattern, its days in the order of the week", () => {
    expect(askOf(FORM)).toEqual({ patterns: [{ ...base, days: { everyWeek: ["MONDAY", "THURSDAY"] } }] });
    expect(askOf({ ...FORM, rhythm: "oddWeeks" })).toEqual({ patterns: [{ ...base, days: { oddWeeks: ["MONDAY", "THURSDAY"] } }] });
    expect(askOf({ ...FORM, rhythm: "evenWeeks" })).toEqual({ patterns: [{ ...base, days: { evenWeeks: ["MONDAY", "THURSDAY"] } }] });
    expect(askOf({ ...FORM, rhythm: "rota" })).toEqual({ patterns: [{ ...base, days: { rota: [["MONDAY"], []] } }] });
  });

  test("one pattern for each child and activity, to book or to give back", () => {
    const all = { ...FORM, action: "CANCEL" as const, childIds: new Set(["leo", "ines"]), activityIds: new Set(["midday", "study"]) };
    expect(askOf(all).patterns?.map(({ childId, activityId, action }) => [childId, activityId, action])).toEqual([
      ["leo", "midday", "CANCEL"], ["leo", "study", "CANCEL"], ["ines", "midday", "CANCEL"], ["ines", "study", "CANCEL"],
    ]);
  });

  test("what is missing is said before the server is asked", () => {
    expect(problemOf(FORM)).toBe(null);
    expect(problemOf({ ...FORM, childIds: new Set() })).toBe("NO_CHILD");
    expect(problemOf({ ...FORM, activityIds: new Set() })).toBe("NO_ACTIVITY");
    expect(problemOf({ ...FORM, days: new Set() })).toBe("NO_WEEKDAY");
    expect(problemOf({ ...FORM, days: new Set(), rhythm: "rota" })).toBe(null);
    expect(problemOf({ ...FORM, rota: [new Set(), new Set()], rhythm: "rota" })).toBe("NO_WEEKDAY");
    expect(problemOf({ ...FORM, span: { from: "", to: "2027-08-31" } })).toBe("NO_DATES");
    expect(problemOf({ ...FORM, span: { from: "2026-11-17", to: "2026-11-16" } })).toBe("REVERSED");
    expect(problemOf({ ...FORM, span: { from: "2026-11-16", to: "2027-12-20" } })).toBe(null);
    expect(problemOf({ ...FORM, span: { from: "2026-11-16", to: "2027-12-21" } })).toBe("TOO_LONG");
  });
});

describe("copies", () => {
  const base = { fromChildId: "leo", toChildId: "leo", week: "2026-11-16", mode: "ADD" };

  test("whole weeks are counted from whichever days name them", () => {
    expect(askCopyOf(COPY)).toEqual({ copies: [{ ...base, firstWeek: "2026-11-23", weeks: 1 }] });
    expect(askCopyOf({ ...COPY, span: { from: "2026-11-29", to: "2026-11-30" }, mode: "REPLACE" }))
      .toEqual({ copies: [{ ...base, firstWeek: "2026-11-29", weeks: 2, mode: "REPLACE" }] });
  });

  test("a week is not copied onto itself, but for someone else it is", () => {
    const same = { ...COPY, span: weekSpan("2026-11-18") };
    expect(copyProblemOf(same)).toBe("ITSELF");
    expect(copyProblemOf({ ...same, toChildId: "ines" })).toBe(null);
    expect(copyProblemOf({ ...COPY, span: { from: "2026-11-23", to: "2028-01-01" } })).toBe("TOO_LONG");
    expect(copyProblemOf({ ...COPY, span: { from: "2026-11-30", to: "2026-11-23" } })).toBe("REVERSED");
    expect(copyProblemOf({ ...COPY, span: { from: "2026-11-30", to: "" } })).toBe("NO_DATES");
  });

  test("the weeks to fill begin after the one copied, and never lie behind", () => {
    expect(copySpanOf("NEXT", "2026-11-16", false, "2026-11-09")).toEqual({ from: "2026-11-23", to: "2026-11-29" });
    expect(copySpanOf("SAME", "2026-11-16", true, "2026-11-09")).toEqual({ from: "2026-11-16", to: "2026-11-22" });
    expect(copySpanOf("YEAR", "2026-11-16", false, "2026-11-09")).toEqual({ from: "2026-11-23", to: "2027-08-31" });
    expect(copySpanOf("YEAR", "2026-11-16", true, "2026-11-09")).toEqual({ from: "2026-11-16", to: "2027-08-31" });
    expect(copySpanOf("YEAR", "2026-10-05", false, "2026-11-11")).toEqual({ from: "2026-11-09", to: "2027-08-31" });
  });
});

describe("spans", () => {
  test("a week, a month, a school year", () => {
    expect(weekSpan("2026-11-22")).toEqual({ from: "2026-11-16", to: "2026-11-22" });
    expect(monthSpan("2027-02")).toEqual({ from: "2027-02-01", to: "2027-02-28" });
    for (const day of ["2026-09-01", "2026-12-31", "2027-06-30"]) {
      expect(yearSpan(day)).toEqual({ from: "2026-09-01", to: "2027-08-31" });
    }
    expect(yearSpan("2027-07-01")).toEqual({ from: "2027-09-01", to: "2028-08-31" });
  });

  test("begins with what can still be changed, unless that comes later or before", () => {
    const november = monthSpan("2026-11");
    expect(openPart(november, "2026-11-16")).toEqual({ from: "2026-11-16", to: "2026-11-30" });
    expect(openPart(november, "2026-12-01")).toEqual(november);
    expect(openPart(november, "2026-10-30")).toEqual(november);
  });
});
