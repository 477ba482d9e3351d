import { expect, test } from "vitest";
import { addDays, addMonths, dayIn, isMonth, weekday, weeksAround, weekNumber } from "../../src/booking/days.ts";

test("days are civil: a clock change neither doubles nor skips one", () => {
  expect(addDays("2026-10-24", 1)).toBe("2026-10-25");
  expect(addDays("2026-10-25", 1)).toBe("2026-10-26");
  expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
});

test("weeks begin on Monday", () => {
  expect(["2026-11-16", "2026-11-22"].map(weekday)).toEqual([1, 7]);
});

test("a month is shown with the whole weeks it touches", () => {
  expect(weeksAround("2026-11")).toEqual({ from: "2026-10-26", to: "2026-12-06" });
  expect(weeksAround("2027-02")).toEqual({ from: "2027-02-01", to: "2027-02-28" });
});

test("months go over the year's end", () => {
  expect([addMonths("2026-12", 1), addMonths("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
});

test("today is the town's today", () => {
  const late = new Date("2026-11-08T23:30:00Z");
  expect([dayIn("Europe/Paris", late), dayIn("America/Cayenne", late)]).toEqual(["2026-11-09", "2026-11-08"]);
});

test("only months pass for months", () => {
  expect(["2026-11", "2026-13", "2026-1", "novembre", undefined].map(isMonth)).toEqual([true, false, false, false, false]);
});

test("weeks are numbered as on the wall", () => {
  expect(["2026-01-01", "2026-11-15", "2026-11-16", "2026-12-31", "2027-01-03", "2027-01-04", "2024-12-30"].map(weekNumber))
    .toEqual([1, 46, 47, 53, 53, 1, 1]);
});
