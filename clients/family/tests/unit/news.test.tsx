import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Alert } from "../../src/api/alerts.ts";
import { formatIn } from "../../src/i18n/format.ts";
import { NewsProvider, useNews } from "../../src/parts/news.tsx";

const heard = vi.hoisted(() => ({ tell: (() => {}) as (alert: unknown) => void }));
vi.mock("../../src/api/alerts.ts", () => ({
  listen: (_: unknown, onAlert: (alert: unknown) => void) => {
    heard.tell = onAlert;
    return () => {};
  },
}));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const ALERT: Alert = { id: "alert:1", position: "1", kind: "CART_CHANGED", at: "2026-11-23T08:00:00Z", order: null, waiting: null };
const WAITING = {
  id: "waiting:1", childFirstName: "Jade", activity: { id: "morning", name: "Mercredi matin" }, date: "2026-12-02",
  offeredUntil: "2026-11-23T13:32:00Z",
};

function Told() {
  const { version, notice } = useNews();
  return <p data-testid="told">{version}: {notice?.(formatIn("fr", "Europe/Paris")) ?? "nothing"}</p>;
}

async function tell(alert: Alert): Promise<string | null> {
  render(<NewsProvider><Told /></NewsProvider>);
  await act(async () => heard.tell(alert));
  const { textContent } = screen.getByTestId("told");
  cleanup();
  return textContent;
}

test("what an alert tells, once what is shown is read again", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T08:00:00Z") });
  const order = { id: "order:1", number: 4, status: "CONFIRMED" as const, placedBy: "Lucie Fabre", bookedCount: 2, cancelledCount: 0 };
  expect([
    await tell(ALERT),
    await tell({ ...ALERT, kind: "PLACE_OFFERED", waiting: WAITING }),
    await tell({ ...ALERT, kind: "PLACE_OFFERED", waiting: { ...WAITING, offeredUntil: null } }),
    await tell({ ...ALERT, kind: "OFFER_LAPSED", waiting: WAITING }),
    await tell({ ...ALERT, kind: "ORDER_DECIDED", order }),
    await tell({ ...ALERT, kind: "BOOKINGS_CHANGED", order }),
  ]).toEqual([
    "1: nothing",
    "1: Une place s’est libérée pour Jade : « Mercredi matin », mer. 2 décembre. Elle vous est gardée jusqu’à 14:32.",
    "1: nothing",
    "1: La place proposée à Jade (« Mercredi matin », mer. 2 décembre) n’est plus gardée.",
    "1: La mairie a répondu à la commande n° 4. Le calendrier est à jour.",
    "1: Changement fait ailleurs par Lucie Fabre : 2 réservés. Le calendrier est à jour.",
  ]);
});
