import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Alert } from "../../src/api/alerts.ts";
import { en } from "../../src/i18n/en.ts";
import { formatIn } from "../../src/i18n/format.ts";
import { NewsProvider, useNews } from "../../src/parts/news.tsx";
import { noticeOf } from "../../src/parts/notice.ts";

type WaitingState = NonNullable<Alert["waiting"]>["state"];

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

const ALERT: Alert = {
  id: "alert:1", position: "1", kind: "CART_CHANGED", at: "2026-11-23T08:00:00Z", order: null, waiting: null, suspension: null,
};
const ORDER = { id: "order:1", number: 4, status: "CONFIRMED" as const, placedBy: "Lucie Fabre", bookedCount: 2, cancelledCount: 0 };
const WAITING = {
  id: "waiting:1", childFirstName: "Jade", activity: { id: "morning", name: "Mercredi matin" }, date: "2026-12-02",
  state: "OFFERED" as WaitingState, offeredUntil: "2026-11-23T13:32:00Z",
};
const SUSPENSION = {
  id: "suspension:1", childId: null, activities: null, from: "2027-01-01", until: "2027-01-31" as string | null,
  reason: "Factures de septembre et octobre impayées",
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

/** Every kind of alert, whatever the order of the list. */
const SAID: Record<Alert["kind"], readonly (readonly [Partial<Alert>, string, string])[]> = {
  CART_CHANGED: [[{}, "nothing", "nothing"]],
  BOOKINGS_CHANGED: [
    [{ order: ORDER }, "Changement fait ailleurs par Lucie Fabre : 2 réservés. Le calendrier est à jour.",
      "Changed elsewhere by Lucie Fabre: 2 booked. The calendar is up to date."],
    // Prices that changed, and what was taken back, are counted as neither.
    [{ order: { ...ORDER, bookedCount: 0 } }, "Changement fait ailleurs par Lucie Fabre (commande n° 4). Le calendrier est à jour.",
      "Changed elsewhere by Lucie Fabre (order no. 4). The calendar is up to date."],
    [{}, "Les réservations ont changé. Le calendrier est à jour.", "Bookings have changed. The calendar is up to date."],
  ],
  ORDER_WAITS: [[{ order: ORDER },
    "Demande faite ailleurs par Lucie Fabre (commande n° 4) : la mairie doit encore se prononcer. Le calendrier est à jour.",
    "Asked for elsewhere by Lucie Fabre (order no. 4): the town has yet to decide. The calendar is up to date."]],
  ORDER_DECIDED: [[{ order: ORDER }, "La mairie a répondu à la commande n° 4. Le calendrier est à jour.",
    "The town has answered order no. 4. The calendar is up to date."]],
  PLACE_OFFERED: [
    [{ waiting: WAITING }, "Une place s’est libérée pour Jade : « Mercredi matin », mer. 2 décembre. Elle vous est gardée jusqu’à 14:32.",
      "A place has come free for Jade: “Mercredi matin”, Wed 2 December. It is kept for you until 14:32."],
    [{ waiting: { ...WAITING, state: "ACCEPTED", offeredUntil: null } }, "nothing", "nothing"],
  ],
  OFFER_LAPSED: [
    [wait("WAITING"), "La place proposée à Jade (« Mercredi matin », mer. 2 décembre) n’est plus gardée. L’attente continue : vous serez prévenus de la prochaine place.",
      "The place offered to Jade (“Mercredi matin”, Wed 2 December) is no longer kept. The wait goes on: you will be told of the next place."],
    [wait("LAPSED"), "La place proposée à Jade (« Mercredi matin », mer. 2 décembre) n’est plus gardée. Pour attendre encore, rejoignez à nouveau la liste d’attente.",
      "The place offered to Jade (“Mercredi matin”, Wed 2 December) is no longer kept. To wait on, join the waiting list again."],
    [wait("LEFT"), "La place proposée à Jade (« Mercredi matin », mer. 2 décembre) n’est plus gardée.",
      "The place offered to Jade (“Mercredi matin”, Wed 2 December) is no longer kept."],
    [wait("OFFERED"), "nothing", "nothing"],
    [wait("ACCEPTED"), "nothing", "nothing"],
  ],
  WAIT_ENDED: [
    [wait("EXPIRED"), "L’attente est terminée pour Jade : « Mercredi matin », mer. 2 décembre. Aucune place ne s’est libérée avant la clôture des réservations.",
      "The wait is over for Jade: “Mercredi matin”, Wed 2 December. No place came free before bookings closed."],
    [wait("WITHDRAWN"), "L’attente est terminée pour Jade : « Mercredi matin », mer. 2 décembre. La mairie a changé ses règles : il n’y a plus de place à attendre ce jour-là.",
      "The wait is over for Jade: “Mercredi matin”, Wed 2 December. The town has changed its rules: there is no place to wait for that day any more."],
  ],
  SUSPENDED: [
    [{ suspension: SUSPENSION }, "La mairie suspend vos réservations du 1er janvier au 31 janvier. Motif : Factures de septembre et octobre impayées",
      "The town suspends your bookings from 1 January to 31 January. Reason: Factures de septembre et octobre impayées"],
    [{ suspension: { ...SUSPENSION, activities: [WAITING.activity], until: null } },
      "La mairie suspend vos réservations (Mercredi matin) à partir du 1er janvier. Motif : Factures de septembre et octobre impayées",
      "The town suspends your bookings (Mercredi matin) from 1 January on. Reason: Factures de septembre et octobre impayées"],
  ],
  SUSPENSION_LIFTED: [[{ suspension: SUSPENSION }, "La mairie a levé la suspension : vous pouvez réserver à nouveau.",
    "The town has lifted the suspension: you can book again."]],
  DEBT_SPARED: [[{}, "La mairie a changé la date jusqu’à laquelle vous pouvez réserver malgré ce qui reste dû. Le calendrier est à jour.",
    "The town has changed the day until which you can book in spite of what is owed. The calendar is up to date."]],
  FILE_DECIDED: [[{}, "La mairie a examiné votre dossier. Le calendrier est à jour ; s’il manque quelque chose, le jour choisi le dit.",
    "The town has looked at your file. The calendar is up to date; should anything be missing, the day that you choose says so."]],
};

function wait(state: WaitingState): Partial<Alert> {
  return { waiting: { ...WAITING, state, offeredUntil: null } };
}

test.each(Object.keys(SAID) as Alert["kind"][])("what an alert tells, once what is shown is read again: %s", async (kind) => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T08:00:00Z") });
  for (const [facts, french, english] of SAID[kind]) {
    const alert = { ...ALERT, kind, ...facts };
    expect(await tell(alert)).toBe(`1: ${french}`);
    expect(noticeOf(alert, en)?.(formatIn("en", "Europe/Paris")) ?? "nothing").toBe(english);
  }
});
