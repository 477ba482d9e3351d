import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Client, CombinedError, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { PlanChange, SlotView } from "../../src/api/types.ts";
import { deedOf, takenBack } from "../../src/booking/waits.ts";
import Deeds from "../../src/slot/deeds.tsx";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-18T12:14:00Z") });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const DAY = "2026-12-02";
const SLOT: SlotView = {
  id: "slot:1", date: DAY, state: "FULL", reason: { code: "FULL", message: "Complet." }, obstacles: [], changeableUntil: null,
  closesAt: null, ordinaryPriceUntil: null, price: { amountCents: 800, currency: "EUR" }, placesLeft: 0, canWait: true, waiting: null,
  nextBookableOn: null, nextOpening: null,
};
const free = { reason: null, canWait: false };

/** Shows a slot before a server that gives each mutation the answer made for it; `null` is no answer at all. */
function show(slot: Partial<SlotView>, answer: Record<string, unknown> | null = {}) {
  const sent: unknown[] = [];
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind === "mutation"),
    map((operation) => {
      sent.push((operation.variables as { input: unknown }).input);
      if (answer) return makeResult(operation, { data: answer });
      return { ...makeResult(operation, { data: null }), error: new CombinedError({ networkError: new TypeError("lost") }) };
    }),
  );
  const [onAsk, onChange] = [vi.fn<(change: PlanChange) => void>(), vi.fn()];
  const client = new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] });
  const sheet = (shown: Partial<SlotView>) => (
    <Provider value={client}>
      <Deeds child={{ id: "child:1" }} activity={{ id: "morning" }} slot={{ ...SLOT, ...shown }} onAsk={onAsk} onChange={onChange} />
    </Provider>
  );
  const { rerender } = render(sheet(slot));
  return { sent, onAsk, onChange, become: (next: Partial<SlotView>) => rerender(sheet(next)) };
}

const outcome = { childId: "child:1", activity: { id: "morning", name: "Matin" }, date: DAY, along: [], position: null, offeredUntil: null };
const button = (name: string) => screen.getByRole("button", { name });

test("joins the list of a full day, and says the position", async () => {
  const answer = { waitingListJoin: { outcomes: [{ ...outcome, result: "WAITING", position: 2, reason: null }], errors: [] } };
  const { sent, onChange, become } = show({}, answer);
  fireEvent.click(button("Rejoindre la liste d’attente"));
  await waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  const [{ idempotencyKey, ...asked }] = sent as [{ idempotencyKey: string }];
  expect(asked).toEqual({ childId: "child:1", activityId: "morning", dates: [DAY] });
  expect(idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  become({ state: "WAITING", canWait: false, waiting: { position: 2, offeredUntil: null } });
  expect(screen.getByRole("status").textContent).toBe("Vous êtes en 2e position sur la liste d’attente.");
  become({ state: "WAITING", canWait: false, waiting: { position: 1, offeredUntil: null } });
  expect(screen.getByRole("status").textContent).toBe("Vous êtes en 1re position sur la liste d’attente.");
  expect(button("Quitter la liste d’attente")).toBeTruthy();
});

test("tells in words that one has left", async () => {
  const left = { waitingListLeave: { outcomes: [{ ...outcome, result: "LEFT", reason: null }], errors: [] } };
  const { become, onChange } = show({ state: "WAITING", canWait: false, waiting: { position: 3, offeredUntil: null } }, left);
  fireEvent.click(button("Quitter la liste d’attente"));
  await waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  become({});
  expect(screen.getByRole("status").textContent).toBe("Vous n’êtes plus sur la liste d’attente.");
  expect(button("Rejoindre la liste d’attente")).toBeTruthy();
});

test("says why one cannot wait, and when no answer came", async () => {
  const message = "Une place est libre : réservez-la.";
  const refused = { waitingListJoin: { outcomes: [{ ...outcome, result: "REFUSED", reason: { code: "PLACE_FREE", message } }], errors: [] } };
  show({}, refused);
  fireEvent.click(button("Rejoindre la liste d’attente"));
  expect((await screen.findByRole("alert")).textContent).toBe(message);
  cleanup();
  show({}, null);
  fireEvent.click(button("Rejoindre la liste d’attente"));
  expect((await screen.findByRole("alert")).textContent)
    .toBe("La réponse n’est pas arrivée. Réessayez : la même demande n’est jamais comptée deux fois.");
});

test.each([
  ["2026-11-18T13:32:00Z", "Une place vous est gardée jusqu’à 14:32 (encore 1 h 18)."],
  ["2026-11-18T12:14:30Z", "Une place vous est gardée jusqu’à 13:14 (encore 1 minute)."],
  ["2026-11-19T08:00:00Z", "Une place vous est gardée jusqu’au jeudi 19 novembre à 09:00."],
])("an offer until %s says how long it stands", (offeredUntil, text) => {
  show({ state: "OFFERED", ...free, waiting: { position: null, offeredUntil } });
  expect(screen.getByRole("status").textContent).toBe(text);
});

test("an offer is accepted as a plan, or let go at once", async () => {
  const declined = { offerDecline: { outcomes: [{ ...outcome, result: "LEFT", reason: null }], errors: [] } };
  const { sent, onAsk, onChange } = show(
    { state: "OFFERED", ...free, waiting: { position: null, offeredUntil: "2026-11-18T13:32:00Z" } }, declined,
  );
  fireEvent.click(button("Accepter la place"));
  expect(onAsk.mock.calls).toEqual([[{ childId: "child:1", activityId: "morning", book: [DAY], cancel: [] }]]);
  expect(sent).toEqual([]);
  fireEvent.click(button("Laisser la place"));
  await waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  expect(sent).toMatchObject([{ childId: "child:1", activityId: "morning", dates: [DAY] }]);
});

test.each([
  ["PENDING", "Reprendre ma demande", [], [DAY]],
  ["CHANGE_ASKED", "Reprendre ma demande de changement", [DAY], []],
  ["CANCELLATION_ASKED", "Garder la place, ne plus annuler", [DAY], []],
] as const)("what is %s is taken back", (state, name, book, cancel) => {
  const { onAsk } = show({ state, ...free });
  fireEvent.click(button(name));
  expect(onAsk.mock.calls).toEqual([[{ childId: "child:1", activityId: "morning", book, cancel }]]);
});

test("what stands in the cart is taken out of it", async () => {
  const { sent, onChange } = show({ state: "IN_CART", ...free }, { cartRemove: { cart: null, errors: [] } });
  expect(screen.getByRole("link", { name: "Voir le panier" })).toBeTruthy();
  fireEvent.click(button("Retirer du panier"));
  await waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  expect(sent).toEqual([{ lines: [{ childId: "child:1", activityId: "morning", dates: [DAY] }] }]);
});

test("there is nothing to do where a deadline is over, or nothing waits", () => {
  const late = { code: "TOO_LATE" as const, message: "Trop tard." };
  expect(deedOf({ state: "PENDING", reason: late, canWait: false })).toBe(null);
  expect(deedOf({ state: "BOOKED", reason: null, canWait: false })).toBe(null);
  expect(deedOf({ state: "FULL", reason: SLOT.reason, canWait: false })).toBe(null);
  expect(deedOf({ state: "OUT_OF_TIME", reason: late, canWait: true })).toBe("JOIN");
  expect(takenBack("child:1", "morning", { state: "BOOKED", date: DAY })).toEqual({ childId: "child:1", activityId: "morning", book: [], cancel: [] });
});
