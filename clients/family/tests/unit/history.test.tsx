import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Client, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import type { HistoryEvent } from "../../src/api/types.ts";
import { NewsProvider } from "../../src/parts/news.tsx";
import HistoryScreen from "../../src/screens/history.tsx";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
afterEach(cleanup);

const MONDAY = { at: "2026-11-09T08:30:00Z", by: "Julie Renaud", orderNumber: 7 };
const TUESDAY = { at: "2026-11-10T13:05:00Z", by: "Service enfance", orderNumber: 7 };

function event(id: string, change: HistoryEvent["change"], deed: typeof MONDAY, date: string): HistoryEvent {
  return {
    id, change, ...deed, date, reason: null, childId: "child:1", childFirstName: "Maya", activity: { id: "morning", name: "Matin" },
    price: { amountCents: 120, currency: "EUR" },
  };
}

async function show(nodes: HistoryEvent[]): Promise<(string | null)[][]> {
  const data = { viewer: { id: "guardian:1", family: { id: "family:1", history: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } } } };
  const server: Exchange = () => (operations) => pipe(operations, filter(({ kind }) => kind === "query"), map((operation) => makeResult(operation, { data })));
  render(
    <Provider value={new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] })}>
      <Router hook={memoryLocation({ path: "/historique" }).hook}>
        <NewsProvider><HistoryScreen /></NewsProvider>
      </Router>
    </Provider>,
  );
  await screen.findAllByRole("heading", { level: 2 });
  return [...document.querySelectorAll(".history-order")].map((order) => [
    order.querySelector("h2")?.textContent ?? null, order.querySelector("p")?.textContent ?? null,
    ...[...order.querySelectorAll(".outcome-text")].map(({ textContent }) => textContent),
  ]);
}

test("an order that the town decided stands under who asked and when, and under who answered and when", async () => {
  expect(await show([
    event("4", "BOOKING_ACCEPTED", TUESDAY, "2026-11-17"),
    event("3", "BOOKING_REFUSED", TUESDAY, "2026-11-16"),
    event("2", "BOOKING_ASKED", MONDAY, "2026-11-17"),
    event("1", "BOOKING_ASKED", MONDAY, "2026-11-16"),
  ])).toEqual([
    [
      "Mardi 10 novembre 2026", "Commande n° 7, à 14:05 par Service enfance",
      "MatinAccepté par la mairie pour Maya, mar. 17 novembre", "MatinRefusé par la mairie pour Maya, lun. 16 novembre",
    ],
    [
      "Lundi 9 novembre 2026", "Commande n° 7, à 09:30 par Julie Renaud",
      "MatinDemandé pour Maya, mar. 17 novembre", "MatinDemandé pour Maya, lun. 16 novembre",
    ],
  ]);
});

test("two orders at one instant, and two answers of different people, are told apart", async () => {
  const other = { ...MONDAY, orderNumber: 8 };
  const colleague = { ...TUESDAY, by: "Mairie" };
  const shown = await show([
    event("4", "BOOKING_ACCEPTED", TUESDAY, "2026-11-17"), event("3", "BOOKING_ACCEPTED", colleague, "2026-11-16"),
    event("2", "BOOKED", other, "2026-11-19"), event("1", "BOOKING_ASKED", MONDAY, "2026-11-17"),
  ]);
  expect(shown.map(([, who]) => who)).toEqual([
    "Commande n° 7, à 14:05 par Service enfance", "Commande n° 7, à 14:05 par Mairie", "Commande n° 8, à 09:30 par Julie Renaud",
    "Commande n° 7, à 09:30 par Julie Renaud",
  ]);
});
