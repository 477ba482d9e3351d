import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { StillOwed } from "../../src/parts/still-owed.tsx";

afterEach(cleanup);

const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
const plain = (text: string | null | undefined) => text?.replace(/[\u00a0\u202f]/g, " ");

test("says that nothing is owed", () => {
  const { container } = render(<StillOwed family={{ debtTotal: euros(0), debts: [] }} />);
  expect(plain(container.textContent)).toBe("Restant dû : 0,00 €");
  expect(screen.queryAllByRole("listitem")).toEqual([]);
});

test("says to which cash desk something is owed, and leaves out what is paid", () => {
  const debts = [
    { cashDesk: "cantine", amount: euros(1240), asOf: "2026-10-31" },
    { cashDesk: "garderie", amount: euros(0), asOf: "2026-10-31" },
  ];
  const { container } = render(<StillOwed family={{ debtTotal: euros(1240), debts }} />);
  expect(plain(container.querySelector("p")?.textContent)).toBe("Restant dû : 12,40 €");
  expect(screen.getAllByRole("listitem").map(({ textContent }) => plain(textContent))).toEqual(["cantine : 12,40 € au 31 octobre"]);
});

test("says nothing where it could not be read", () => {
  const { container } = render(<StillOwed family={{ debtTotal: null, debts: null }} />);
  expect(container.textContent).toBe("");
});
