import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { OrderDetails } from "../../src/orders/order-details.tsx";
import { NewsProvider } from "../../src/parts/news.tsx";
import { serve } from "./serve.tsx";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
afterEach(cleanup);

const euros = (amountCents: number) => ({ amountCents, currency: "EUR" });
const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

const event = (date: string, name: string) => ({ id: `${date} ${name}`, change: "BOOKED", childFirstName: "Maya", activity: { id: name, name }, date, price: euros(250) });

/** The lines of an order as they are read, of events as the server has them, the latest first. */
async function read(hasNextPage: boolean) {
  cleanup();
  const nodes = [event("2026-12-04", "Soir"), event("2026-12-01", "Soir"), event("2026-12-04", "Étude")];
  const { within } = serve({
    OrderDetail: () => ({
      order: { id: "order:1", terms: [], lines: none, events: { nodes, pageInfo: { hasNextPage, endCursor: "end" } } }, viewer: { family: { id: "family:1", children: [] } },
    }),
  });
  render(within(<NewsProvider><OrderDetails id="order:1" status="CONFIRMED" /></NewsProvider>));
  await screen.findByText("Étude");
  return screen.getAllByRole("listitem").map((item) => [...item.querySelectorAll(".outcome-text > span")].slice(0, 2).map(({ textContent }) => textContent));
}

test("an order tells its days in their order, where all of them are there", async () => {
  const [late, early, study] = [["Soir", "pour Maya, ven. 4 décembre"], ["Soir", "pour Maya, mar. 1er décembre"], ["Étude", "pour Maya, ven. 4 décembre"]];
  expect(await read(false)).toEqual([early, late, study]);
  expect(await read(true)).toEqual([late, early, study]);
});

test("an order whose days cost nothing tells what is paid by the month", async () => {
  const event = {
    id: "event:1", change: "BOOKED", childFirstName: "Maya", activity: { id: "activity:1", name: "Restauration" }, date: "2026-12-01", price: euros(0),
  };
  const december = {
    childId: "child:1", activity: { id: "activity:1", name: "Restauration" }, firstDay: "2026-12-01", lastDay: "2026-12-31", result: "BEGUN",
    price: euros(5900), priceBefore: null, instalments: [{ month: "2026-12-01", amount: euros(5900) }],
  };
  const { within } = serve({
    OrderDetail: () => ({
      order: { id: "order:1", terms: [december], lines: none, events: { ...none, nodes: [event] } },
      viewer: { family: { id: "family:1", children: [{ id: "child:1", firstName: "Maya" }] } },
    }),
  });
  render(within(
    <Router hook={memoryLocation({ path: "/commandes" }).hook}>
      <NewsProvider><OrderDetails id="order:1" status="CONFIRMED" /></NewsProvider>
    </Router>,
  ));
  await screen.findByText("Restauration, Maya, décembre 2026");
  expect(document.querySelector(".to-pay")?.textContent).toBe("Restauration, Maya, décembre 202659,00\u00a0€");
});
