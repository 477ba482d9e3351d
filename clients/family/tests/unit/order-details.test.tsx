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
