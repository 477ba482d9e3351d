import { expect, test } from "vitest";
import type { OfferedTerm, TermDue } from "../../src/api/types.ts";
import { dueOf } from "../../src/booking/cost.ts";
import { evenParts, hasTerms, partsFrom, standingOf, termOn } from "../../src/booking/terms.ts";

const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
const part = (month: string, cents: number) => ({ month: `${month}-01`, amount: euros(cents) });
const AUTUMN: OfferedTerm = { firstDay: "2026-09-01", lastDay: "2026-12-31", price: euros(5000), instalments: [part("2026-09", 2500), part("2026-10", 2500)] };
const WINTER: OfferedTerm = { firstDay: "2027-01-01", lastDay: "2027-03-31", price: euros(3700), instalments: [part("2027-01", 3700)] };
const STUDY = { id: "study", name: "Étude" };
const due = (activity: typeof STUDY, term: OfferedTerm, month: string, cents: number): TermDue => (
  { activity, firstDay: term.firstDay, lastDay: term.lastDay, price: term.price, ...part(month, cents) });

test("a day belongs to the term that it lies in, its first and last day included", () => {
  const terms = [AUTUMN, WINTER];
  expect(["2026-08-31", "2026-09-01", "2026-12-31", "2027-01-01", "2027-04-01"].map((day) => termOn(terms, day)))
    .toEqual([null, AUTUMN, AUTUMN, WINTER, null]);
  expect([hasTerms({ activities: [] }), hasTerms({ activities: [{ terms: [] }] }), hasTerms({ activities: [{ terms: [] }, { terms }] })])
    .toEqual([false, false, true]);
});

test("parts of a term that is under way are those from the month of the day on", () => {
  const [september, october] = AUTUMN.instalments;
  expect(["2026-09-30", "2026-10-01", "2026-11-02"].map((day) => partsFrom(AUTUMN, day))).toEqual([
    { parts: [september, october], late: false }, { parts: [october], late: true }, { parts: [], late: true },
  ]);
});

test("parts that are the same month after month are told as one", () => {
  const months = ["2026-11", "2026-12", "2027-01"];
  expect(evenParts(months.map((month) => part(month, 3500)))).toEqual({ cents: 3500, from: "2026-11", to: "2027-01" });
  expect([
    evenParts([]), evenParts(AUTUMN.instalments), evenParts([part("2026-11", 3501), part("2026-12", 3500), part("2027-01", 3500)]),
    evenParts(["2026-11", "2026-12", "2027-02"].map((month) => part(month, 3500))),
  ]).toEqual([null, null, null, null]);
});

test("what is due by the term is added up part by part", () => {
  expect([dueOf([]), dueOf([due(STUDY, AUTUMN, "2026-10", 2500), due({ id: "canteen", name: "Cantine" }, AUTUMN, "2026-10", 5900)])]).toEqual([0, 8400]);
});

test("a place is of a term that is taken up, of one that would be, or of none", () => {
  const offer = { terms: [AUTUMN, WINTER], activity: STUDY };
  const october = due(STUDY, AUTUMN, "2026-10", 2500);
  const others = [due({ id: "canteen", name: "Cantine" }, AUTUMN, "2026-10", 5900), due(STUDY, WINTER, "2027-01", 3700)];
  expect([
    standingOf(offer, "2026-10-05", false, [...others, october]), standingOf(offer, "2026-10-05", true, others),
    standingOf(offer, "2026-10-05", false, others), standingOf(offer, "2027-04-05", true, [october]),
  ]).toEqual([{ name: "DUE", term: AUTUMN, parts: [october] }, { name: "TAKEN", term: AUTUMN }, { name: "OFFERED", term: AUTUMN }, null]);
});
