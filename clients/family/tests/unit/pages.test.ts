import { expect, test } from "vitest";
import { daysOf, monthOfPage, pageAt, readDay, readPage, turned, weeksShown, writePage } from "../../src/booking/pages.ts";

test("an address names a month, a week or two", () => {
  for (const [text, view, from] of [
    ["2026-11", "MONTH", "2026-11-01"], ["2026-11-16", "WEEK", "2026-11-16"], ["2026-11-16x2", "FORTNIGHT", "2026-11-16"],
  ] as const) {
    expect(readPage(text)).toEqual({ view, from });
    expect(writePage({ view, from })).toBe(text);
  }
  expect(readPage("2026-11-19")).toEqual({ view: "WEEK", from: "2026-11-16" });
  for (const text of [undefined, "", "2026-13", "2026-11-31x3", "2026-99-99", "novembre"]) expect(readPage(text)).toBe(null);
});

test("pages are turned by their own length", () => {
  expect(turned(pageAt("MONTH", "2026-12-24"), 1)).toEqual({ view: "MONTH", from: "2027-01-01" });
  expect(turned(pageAt("WEEK", "2026-12-30"), 1)).toEqual({ view: "WEEK", from: "2027-01-04" });
  expect(turned(pageAt("FORTNIGHT", "2026-11-16"), -1)).toEqual({ view: "FORTNIGHT", from: "2026-11-02" });
});

test("a month shows the whole weeks that it touches, a week itself", () => {
  expect(weeksShown(pageAt("MONTH", "2026-11-16"))).toEqual({ from: "2026-10-26", to: "2026-12-06" });
  expect(daysOf(pageAt("MONTH", "2026-11-16"))).toEqual({ from: "2026-11-01", to: "2026-11-30" });
  expect(weeksShown(pageAt("WEEK", "2026-11-22"))).toEqual({ from: "2026-11-16", to: "2026-11-22" });
  expect(weeksShown(pageAt("FORTNIGHT", "2026-11-22"))).toEqual({ from: "2026-11-16", to: "2026-11-29" });
});

test("a week between two months belongs to the one with its middle", () => {
  expect(monthOfPage(pageAt("WEEK", "2026-11-30"))).toBe("2026-12");
  expect(monthOfPage(pageAt("WEEK", "2026-09-28"))).toBe("2026-10");
  expect(monthOfPage(pageAt("MONTH", "2026-11-30"))).toBe("2026-11");
});

test("an address names the day whose details are open", () => {
  expect(readDay("2026-12-02")).toBe("2026-12-02");
  for (const text of [undefined, "", "2026-12", "2026-13-02", "2026-12-02x2"]) expect(readDay(text)).toBe(null);
});
