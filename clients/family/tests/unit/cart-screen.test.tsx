import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Client, CombinedError, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { Cart, CartLine, CartOrdered, Family, Outcome } from "../../src/api/types.ts";
import CartScreen from "../../src/cart/cart-screen.tsx";
import { NewsProvider } from "../../src/parts/news.tsx";
import { placed } from "./placed.ts";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const LEO = { id: "child:1", firstName: "Léo", lastName: "Marchand", school: { id: "school:1", name: "Jean-Cocteau" } };
const FAMILY: Family = {
  id: "family:1", code: "MLF-1042", name: "Marchand", debtTotal: null, debts: null, children: [LEO],
};
const MIDDAY = { id: "midday", name: "Accueil du midi" };
const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });

function lineOf(date: string, cents: number | null, reason: string | null = null): CartLine {
  return {
    id: `line:${date}`, child: { id: LEO.id, firstName: LEO.firstName }, activity: MIDDAY, date, action: "BOOK",
    price: cents === null ? null : euros(cents), addedBy: "Camille Marchand", heldUntil: null,
    outcome: { result: cents === null ? "REFUSED" : "BOOKED", reason: reason === null ? null : { code: "FULL", message: reason } },
  };
}

function cartOf(token: string, lines: CartLine[], changed: readonly string[] = []): Cart {
  const outcomes = lines.map(({ date, price, outcome }): Outcome => ({
    childId: LEO.id, activity: MIDDAY, date, result: outcome?.result ?? "REFUSED", takenWith: null, price, priceBefore: null,
    changed: changed.includes(date), canWait: false, reason: outcome?.reason ?? null,
  }));
  const cents = lines.reduce((sum, { price }) => sum + (price?.amountCents ?? 0), 0);
  return { id: "cart:1", lines, outcomes, total: euros(cents), dueNow: euros(0), onInvoice: euros(cents), debtToPay: null, terms: [], badge: lines.length, expiresAt: null, planToken: token };
}

function ordered(cart: Cart, order: CartOrdered["order"], errors: CartOrdered["errors"] = [], outcomes = cart.outcomes, gone: CartOrdered["gone"] = []): CartOrdered {
  return { order, outcomes, gone, total: cart.total, planToken: cart.planToken, children: [{ id: LEO.id, firstName: LEO.firstName }], cart, errors };
}

/** Shows the cart before a server that answers each change in turn; `null` is no answer at all. */
function show(cart: Cart, answers: (Record<string, unknown> | null)[] = []) {
  const sent: unknown[] = [];
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind !== "teardown"),
    map((operation) => {
      if (operation.kind === "query") return makeResult(operation, { data: { viewer: { id: "viewer", family: { id: FAMILY.id, cart } } } });
      sent.push((operation.variables as { input?: unknown }).input);
      const answer = answers.shift();
      if (answer) return makeResult(operation, { data: answer });
      return { ...makeResult(operation, { data: null }), error: new CombinedError({ networkError: new TypeError("lost") }) };
    }),
  );
  render(
    <Provider value={new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] })}>
      <NewsProvider><CartScreen family={FAMILY} /></NewsProvider>
    </Provider>,
  );
  return sent;
}

const text = (element: Element | null | undefined) => element?.textContent?.replaceAll("\u00a0", " ");
/** As a person does: the button has the focus then. */
async function order() {
  const button = await screen.findByRole("button", { name: "Commander" });
  button.focus();
  fireEvent.click(button);
}

const TWO = cartOf("first", [lineOf("2026-12-01", 170), lineOf("2026-12-03", 170)]);

test("shows lines with their price, the subtotal and the total, and that nothing is sent", async () => {
  show(cartOf("first", [lineOf("2026-12-03", 170), lineOf("2026-12-01", null, "Complet : il ne reste aucune place.")]));
  await screen.findByRole("heading", { name: "Léo" });
  expect(screen.getAllByText("Rien n’est envoyé avant que vous commandiez.", { exact: false })).toHaveLength(2);
  expect(screen.getAllByRole("listitem").map(text)).toEqual([
    "mar. 1er décembreNe peut plus être commandéComplet : il ne reste aucune place.ajouté par Camille Marchand",
    "jeu. 3 décembreÀ réserverajouté par Camille Marchand1,70 €",
  ]);
  expect(text(screen.getByText("Sous-total pour Léo").parentElement)).toBe("Sous-total pour Léo 1,70 €");
  expect(text(screen.getByText("Total").parentElement)).toBe("Total 1,70 €");
});

test("tells when the total is paid, and what is owed already", async () => {
  const cart = { ...TWO, dueNow: euros(170), onInvoice: euros(170), debtToPay: { amount: euros(1240), asOf: "2026-10-31" } };
  show(cart);
  await screen.findByRole("heading", { name: "Léo" });
  expect(screen.getAllByRole("term").map((term) => [text(term), text(term.nextElementSibling)])).toEqual([
    ["À payer maintenant", "1,70 €"], ["Sur la facture du mois", "1,70 €"], ["Dette à régler (au 31 octobre)", "12,40 €"],
  ]);
  cleanup();
  const nothing = "Complet : il ne reste aucune place.";
  show(cartOf("first", [lineOf("2026-12-01", null, nothing)]));
  await screen.findByRole("heading", { name: "Léo" });
  expect(screen.queryAllByRole("term")).toEqual([]);
});

test("takes one line out, and all of an activity", async () => {
  const left = cartOf("second", [lineOf("2026-12-03", 170)]);
  const sent = show(TWO, [{ cartRemove: { cart: left, errors: [] } }]);
  fireEvent.click(await screen.findByRole("button", { name: "Retirer Accueil du midi, mardi 1er décembre, pour Léo" }));
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
  expect(screen.getAllByRole("status").map(({ textContent }) => textContent)).toEqual(["1 ligne retirée du panier.", ""]);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Panier" })));
  cleanup();
  const all = show(TWO, [{ cartRemove: { cart: cartOf("none", []), errors: [] } }]);
  fireEvent.click(await screen.findByRole("button", { name: "Retirer les 2 jours de Accueil du midi pour Léo" }));
  await screen.findByText("Votre panier est vide.", { exact: false });
  const lines = (dates: string[]) => [{ lines: [{ childId: LEO.id, activityId: MIDDAY.id, dates }] }];
  expect([sent, all]).toEqual([lines(["2026-12-01"]), lines(["2026-12-01", "2026-12-03"])]);
});

test("is emptied once the parent is sure", async () => {
  const sent = show(TWO, [{ cartEmpty: { cart: cartOf("none", []) } }]);
  fireEvent.click(await screen.findByRole("button", { name: "Vider le panier" }));
  const sure = within(screen.getByRole("group", { name: "Vider tout le panier ?" }));
  fireEvent.click(sure.getByRole("button", { name: "Non" }));
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "Vider le panier" }));
  fireEvent.click(screen.getByRole("button", { name: "Oui, vider" }));
  await screen.findByText("Votre panier est vide.", { exact: false });
  expect(sent).toHaveLength(1);
});

test("orders just what was shown, with the same key until an answer arrives", async () => {
  const sent = show(TWO, [null, { cartOrder: ordered(cartOf("none", []), placed(12), [], TWO.outcomes) }]);
  fireEvent.click(await screen.findByRole("button", { name: "Commander" }));
  await screen.findByText("La réponse n’est pas arrivée.", { exact: false });
  fireEvent.click(screen.getByRole("button", { name: "Commander" }));
  await screen.findByRole("heading", { name: "C’est enregistré" });
  expect(screen.getByText("Commande n° 12. Un e-mail de confirmation vous est envoyé.")).toBeTruthy();
  expect(screen.getByText("2 réservés")).toBeTruthy();
  const [first] = sent as [{ idempotencyKey: string }];
  expect(first.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  expect(sent).toEqual([first, first].map(({ idempotencyKey }) => ({ expects: "first", idempotencyKey })));
});

test("shows what changed since, and asks again under another key", async () => {
  const now = cartOf("second", [lineOf("2026-12-01", 190), lineOf("2026-12-03", 170)], ["2026-12-01"]);
  const stale = [{ code: "PLAN_CHANGED" as const, message: "Autre chose se passerait.", path: ["expects"] }];
  const sent = show(TWO, [{ cartOrder: ordered(now, null, stale) }, { cartOrder: ordered(cartOf("none", []), placed(13), [], now.outcomes) }]);
  fireEvent.click(await screen.findByRole("button", { name: "Commander" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/^Quelque chose a changé depuis que vous avez vu ce panier\./);
  expect(screen.getAllByRole("listitem").map((item) => item.dataset["new"])).toEqual(["true", "false"]);
  expect(text(screen.getByText("Total").parentElement)).toBe("Total 3,60 €au lieu de 3,40 €");
  fireEvent.click(screen.getByRole("button", { name: "Commander" }));
  await screen.findByText("Commande n° 13.", { exact: false });
  const keys = (sent as { expects: string; idempotencyKey: string }[]).map(({ expects, idempotencyKey }) => [expects, idempotencyKey]);
  expect(keys.map(([expects]) => expects)).toEqual(["first", "second"]);
  expect(keys[0]?.[1]).not.toBe(keys[1]?.[1]);
});

test("says what was taken out of the cart since, under what changed", async () => {
  const now = cartOf("second", [lineOf("2026-12-01", 170)]);
  const stale = [{ code: "PLAN_CHANGED" as const, message: "Autre chose se passerait.", path: ["expects"] }];
  show(TWO, [{ cartOrder: ordered(now, null, stale, now.outcomes, [{ childId: LEO.id, activity: MIDDAY, date: "2026-12-03" }]) }]);
  await order();
  const alert = await screen.findByRole("alert");
  expect([alert, alert.nextElementSibling].map(text)).toEqual([
    "Quelque chose a changé depuis que vous avez vu ce panier. Voici ce qui se passera maintenant : commandez à nouveau si cela vous convient.",
    "N’est plus dans le panier, car retiré ou commandé entre-temps :Léo, Accueil du midi, jeudi 3 décembre",
  ]);
  expect(text(screen.getByText("Total").parentElement)).toBe("Total 1,70 €au lieu de 3,40 €");
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Panier" }));
});

test("says of an emptied cart what it meant to do", async () => {
  const asked = cartOf("first", [lineOf("2026-12-03", 170), lineOf("2026-12-02", null, "Trop tard."), lineOf("2026-12-01", 170)]);
  const empty = [{ code: "NOTHING_ASKED" as const, message: "Le panier est vide.", path: [] }];
  show(asked, [{ cartOrder: ordered(cartOf("none", []), null, empty) }]);
  await order();
  await screen.findByText("Votre panier est vide.", { exact: false });
  expect(screen.getAllByRole("alert").map(text)).toEqual([
    "Rien n’a été envoyé : ce panier a été vidé ou commandé entre-temps, peut-être sur un autre téléphone de la famille.",
  ]);
  expect(screen.getByText("N’est plus dans le panier, car retiré ou commandé entre-temps :")).toBeTruthy();
  expect(screen.getAllByRole("listitem").map(text)).toEqual([
    "Léo, Accueil du midi, mardi 1er décembre", "Léo, Accueil du midi, jeudi 3 décembre",
  ]);
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Panier" }));
});

test("says what was refused and stays in the cart", async () => {
  const rest = cartOf("rest", [lineOf("2026-12-03", null, "Complet : il ne reste aucune place.")]);
  const outcomes = cartOf("", [lineOf("2026-12-01", 170), lineOf("2026-12-03", null, "Complet : il ne reste aucune place.")]).outcomes;
  show(TWO, [{ cartOrder: ordered(rest, placed(14), [], outcomes) }]);
  fireEvent.click(await screen.findByRole("button", { name: "Commander" }));
  await screen.findByText("1 ligne n’a pas pu être commandée et reste dans le panier.", { exact: false });
  expect(screen.getByText("1 réservé · 1 refusé")).toBeTruthy();
});

test("orders nothing where nothing can be, and tells how long places are kept", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T08:02:00Z") });
  const late = { ...cartOf("first", [lineOf("2026-12-03", null, "Trop tard.")]), expiresAt: "2026-11-23T08:20:00Z" };
  const sent = show(late);
  fireEvent.click(await screen.findByRole("button", { name: "Commander" }));
  expect(screen.getByText("Rien de ce panier ne peut être commandé pour le moment.")).toBeTruthy();
  expect(screen.getByText("Vos places sont gardées jusqu’à 09:20 (encore 18 minutes).")).toBeTruthy();
  expect(sent).toEqual([]);
});
