import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { TermDue } from "../../src/api/types.ts";
import type { PageView } from "../../src/booking/pages.ts";
import { PeriodCost } from "../../src/parts/period-cost.tsx";

afterEach(cleanup);

const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
const STUDY: TermDue = {
  activity: { id: "study", name: "Étude du soir" }, firstDay: "2026-09-01", lastDay: "2027-08-31", price: euros(35000), month: "2026-11-01", amount: euros(3500),
};

/** Each paragraph and each item, as it is read. */
function read(view: PageView, daysCents: number, terms: readonly TermDue[]) {
  cleanup();
  const { container } = render(<PeriodCost view={view} daysCents={daysCents} terms={terms} />);
  return [...container.querySelectorAll("p, li")].map(({ textContent }) => textContent.replaceAll("\u00a0", " "));
}

test("a month's sum has its part of what is paid by the term, once, beside the days", () => {
  expect(read("MONTH", 1240, [STUDY])).toEqual([
    "À payer pour le mois : 47,40 €", "Jours réservés : 12,40 €", "Étude du soir, forfait : 35,00 € en novembre 2026",
  ]);
  expect(read("MONTH", 0, [STUDY])).toEqual(["À payer pour le mois : 35,00 €", "Étude du soir, forfait : 35,00 € en novembre 2026"]);
});

test("the sum of single weeks leaves out what belongs to the month, and says so beside it", () => {
  const december = { ...STUDY, month: "2026-12-01" };
  expect(read("FORTNIGHT", 1240, [STUDY, december])).toEqual([
    "Jours réservés sur la période : 12,40 €", "Étude du soir, forfait : 35,00 € en novembre 2026", "Étude du soir, forfait : 35,00 € en décembre 2026",
  ]);
  expect(read("WEEK", 0, [STUDY])).toEqual(["Étude du soir, forfait : 35,00 € en novembre 2026"]);
});

test("where nothing is paid by the term, the days are all there is; and nothing is said of nothing", () => {
  expect([read("MONTH", 1240, []), read("WEEK", 1240, []), read("MONTH", 0, [])]).toEqual([
    ["Jours réservés sur la période : 12,40 €"], ["Jours réservés sur la période : 12,40 €"], [],
  ]);
});
