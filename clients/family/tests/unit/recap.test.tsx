import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { CombinedError, Client, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { CartAdded, PlanInput, PlanPayload } from "../../src/api/types.ts";
import type { Attempt } from "../../src/booking/attempt.ts";
import { addDays } from "../../src/booking/days.ts";
import { HoldsContext } from "../../src/parts/holds.ts";
import { NewsProvider } from "../../src/parts/news.tsx";
import Recap from "../../src/parts/recap.tsx";
import { placed } from "./placed.ts";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
afterEach(cleanup);

const LEO = { id: "child:1", firstName: "Léo", lastName: "Marchand", school: { id: "school:1", name: "Jean-Cocteau" } };
const ATTEMPT: Attempt = { asked: { changes: [{ childId: LEO.id, activityId: "midday", book: ["2026-11-16"], cancel: [] }] } };

function plan(order: PlanPayload["order"]): PlanPayload {
  const outcome = { childId: LEO.id, date: "2026-11-16", takenWith: null, priceBefore: null, changed: false, canWait: false, reason: null };
  return {
    order,
    outcomes: [
      { ...outcome, activity: { id: "midday", name: "Accueil du midi" }, result: "BOOKED", price: { amountCents: 170, currency: "EUR" } },
      {
        ...outcome, activity: { id: "evening", name: "Accueil du soir" }, result: "REFUSED", price: null,
        reason: { code: "FULL", message: "Complet : il ne reste aucune place." },
      },
    ],
    gone: [],
    total: { amountCents: 170, currency: "EUR" },
    dueNow: { amountCents: 0, currency: "EUR" },
    onInvoice: { amountCents: 170, currency: "EUR" },
    debtToPay: null,
    terms: [],
    skipped: 0,
    planToken: order ? null : "shown",
    children: [{ id: LEO.id, firstName: LEO.firstName }],
    errors: [],
  };
}

/** Shows the recap before a server that answers each request in turn; `null` is no answer at all. */
function show(answers: (PlanPayload | null)[], attempt = ATTEMPT, added?: CartAdded, holds: number | null = null) {
  const sent: PlanInput[] = [];
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind === "mutation"),
    map((operation) => {
      sent.push((operation.variables as { input: PlanInput }).input);
      if (added && !("dryRun" in (sent.at(-1) ?? {}))) return makeResult(operation, { data: { cartAdd: added } });
      const answer = answers.shift();
      if (!answer) {
        const result = makeResult(operation, { data: null });
        return { ...result, error: new CombinedError({ networkError: new TypeError("lost") }) };
      }
      return makeResult(operation, { data: { bookingPlan: answer } });
    }),
  );
  const client = new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] });
  const onDone = vi.fn();
  render(
    <Provider value={client}>
      <HoldsContext value={holds}>
        <NewsProvider><Recap attempt={attempt} family={[LEO]} onDone={onDone} onClose={() => {}} /></NewsProvider>
      </HoldsContext>
    </Provider>,
  );
  return { sent, onDone };
}

const button = (name: string) => screen.findByRole("button", { name });

test("tries without writing first, under a key of its own", async () => {
  const { sent, onDone } = show([plan(null)]);
  await button("Confirmer");
  expect(sent).toEqual([{ ...ATTEMPT.asked, dryRun: true, idempotencyKey: sent[0]?.idempotencyKey }]);
  expect(sent[0]?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  expect(screen.getByText("Sera réservé")).toBeTruthy();
  expect(screen.getByText("Complet : il ne reste aucune place.")).toBeTruthy();
  expect(onDone).not.toHaveBeenCalled();
});

test("tells what a place that stays costs now, and cost before", async () => {
  const before = plan(null);
  const price = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
  const repriced = {
    childId: LEO.id, date: "2026-11-16", takenWith: null, changed: false, canWait: false, reason: null, activity: { id: "morning", name: "Accueil du matin" },
    result: "REPRICED" as const, price: price(120), priceBefore: price(195),
  };
  show([{ ...before, outcomes: [...before.outcomes, repriced], total: price(95) }]);
  await button("Confirmer");
  const line = screen.getByText("Accueil du matin").closest("li");
  expect(line?.textContent).toBe("Accueil du matinReste réservé, changera de prixau lieu de 1,95\u00a0€1,20\u00a0€");
  expect(screen.getByText("Total, changements de prix compris").closest("p")?.textContent)
    .toBe("Total, changements de prix compris0,95\u00a0€");
});

/** What is paid when: each part with its amount, as it is read out. */
const parts = () => screen.queryAllByRole("term").map((term) => `${term.textContent}|${term.nextElementSibling?.textContent}`.replaceAll("\u00a0", " "));

test("tells what is paid now, what comes on the invoice, and what is owed already", async () => {
  const price = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
  show([{
    ...plan(null), total: price(570), dueNow: price(400), onInvoice: price(170),
    debtToPay: { amount: price(1240), asOf: "2026-10-31" },
  }]);
  await button("Confirmer");
  expect(parts()).toEqual(["À payer maintenant|4,00 €", "Sur la facture du mois|1,70 €", "Dette à régler (au 31 octobre)|12,40 €"]);
  expect(screen.getByText("Total à réserver").closest("p")?.textContent).toBe("Total à réserver5,70\u00a0€");
  cleanup();
  show([plan(null)]);
  await button("Confirmer");
  expect(parts()).toEqual(["À payer maintenant|0,00 €", "Sur la facture du mois|1,70 €"]);
  cleanup();
  // Nothing to pay is not spelled out.
  show([{ ...plan(null), total: price(0), onInvoice: price(0) }]);
  await button("Confirmer");
  expect(parts()).toEqual([]);
});

test("tells what becomes due by the month or by the term", async () => {
  const price = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
  const term = { childId: LEO.id, activity: { id: "canteen", name: "Restauration" }, priceBefore: null };
  const december = { ...term, firstDay: "2026-12-01", lastDay: "2026-12-31", price: price(5900), instalments: [{ month: "2026-12-01", amount: price(5900) }] };
  const autumn = {
    ...term, firstDay: "2026-09-01", lastDay: "2026-12-31", price: price(5001),
    instalments: [{ month: "2026-09-01", amount: price(2501) }, { month: "2026-10-01", amount: price(2500) }],
  };
  show([{ ...plan(null), total: price(0), onInvoice: price(0), terms: [{ ...december, result: "BEGUN" }, { ...autumn, result: "BEGUN" }] }]);
  await button("Confirmer");
  expect(parts()).toEqual([
    "Restauration, Léo, décembre 2026|59,00 €",
    "Restauration, Léo, de septembre 2026 à décembre 2026 en 2 fois : 25,01 € en septembre 2026, 25,00 € en octobre 2026|50,01 €",
  ]);
  cleanup();
  show([{ ...plan(null), total: price(0), onInvoice: price(0), terms: [{ ...december, result: "ENDED" }, { ...december, firstDay: "2026-11-01", lastDay: "2026-11-30", result: "REPRICED", priceBefore: price(4000) }] }]);
  await button("Confirmer");
  expect(parts()).toEqual(["Restauration, Léo, décembre 2026|59,00 € ne sont plus dus", "Restauration, Léo, novembre 2026|59,00 € au lieu de 40,00 €"]);
});

test("makes happen what was shown, with the same key until an answer arrives", async () => {
  const { sent, onDone } = show([plan(null), null, plan(placed(12))]);
  fireEvent.click(await button("Confirmer"));
  await screen.findByText("La réponse n’est pas arrivée. Réessayez : la même demande n’est jamais comptée deux fois.");
  expect(onDone).not.toHaveBeenCalled();
  fireEvent.click(await button("Confirmer"));
  await screen.findByText("Commande n° 12. Un e-mail de confirmation vous est envoyé.");
  const order = { ...ATTEMPT.asked, dryRun: false, expects: "shown", idempotencyKey: sent[1]?.idempotencyKey };
  expect(sent.slice(1)).toEqual([order, order]);
  expect(sent[0]?.idempotencyKey).not.toBe(order.idempotencyKey);
  expect(onDone).toHaveBeenCalledTimes(1);
  expect(screen.getByText("1 réservé · 1 refusé")).toBeTruthy();
});

test("what only asks something of the town is sent all the same, and said to wait", async () => {
  const asking = (order: PlanPayload["order"]): PlanPayload => {
    const asked = plan(order);
    const [midday] = asked.outcomes;
    if (!midday) throw new Error("an outcome");
    const gone = { ...midday, activity: { id: "evening", name: "Accueil du soir" }, result: "CANCELLATION_ASKED" as const, price: null };
    return { ...asked, outcomes: [{ ...midday, result: "PENDING" }, gone] };
  };
  show([asking(null), asking(placed(12))]);
  const confirm = await button("Confirmer");
  expect(screen.getByText("Accueil du midi").closest("li")?.textContent)
    .toBe("Accueil du midiSera demandé à la mairie1,70\u00a0€");
  expect(screen.getByText("Accueil du soir").closest("li")?.textContent)
    .toBe("Accueil du soirAnnulation à demander à la mairie");
  fireEvent.click(confirm);
  await screen.findByText("Commande n° 12. La mairie doit encore se prononcer ; un e-mail vous est envoyé.");
  expect(screen.getByText("2 demandés")).toBeTruthy();
  expect(screen.getByText("En attente de la mairie")).toBeTruthy();
});

test("offline, nothing is sent and nothing is kept for later", async () => {
  const { sent, onDone } = show([plan(null), plan(placed(12))]);
  const confirm = await button("Confirmer");
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  fireEvent.click(confirm);
  await screen.findByText("Hors connexion : la demande n’a pas été envoyée. Vos choix restent cochés, réessayez une fois connecté.");
  online.mockReturnValue(true);
  dispatchEvent(new Event("online"));
  await waitFor(() => expect(screen.getByRole("button", { name: "Confirmer" }).getAttribute("aria-disabled")).toBe("false"));
  expect(sent.map(({ dryRun }) => dryRun)).toEqual([true]);
  expect(onDone).not.toHaveBeenCalled();
});

/** The midday place is gone since; nothing was done. */
function overtaken(): PlanPayload {
  const now = plan(null);
  const [midday, evening] = now.outcomes;
  if (!midday || !evening) throw new Error("two outcomes");
  return {
    ...now,
    outcomes: [{ ...midday, activity: { id: "morning", name: "Accueil du matin" }, changed: true, price: { amountCents: 195, currency: "EUR" } }, evening],
    gone: [{ childId: LEO.id, activity: { id: "midday", name: "Accueil du midi" }, date: "2026-11-16" }],
    total: { amountCents: 195, currency: "EUR" },
    planToken: "shown since",
    errors: [{ code: "PLAN_CHANGED", message: "Autre chose se passerait.", path: ["expects"] }],
  };
}

test("what changed since is shown and asked again, under a key of its own", async () => {
  const { sent, onDone } = show([plan(null), overtaken(), plan(placed(12))]);
  fireEvent.click(await button("Confirmer"));
  await screen.findByText(/^Entre-temps, quelque chose a changé : rien n’a été enregistré\./);
  expect(onDone).not.toHaveBeenCalled();
  expect(screen.getAllByText("Nouveau").map((mark) => mark.closest("li")?.textContent))
    .toEqual(["Accueil du matinSera réservéNouveau1,95\u00a0€"]);
  expect(screen.getByText("N’est plus demandé, car c’est déjà ainsi ou plus possible :").nextElementSibling?.textContent)
    .toBe("Léo, Accueil du midi, lundi 16 novembre");
  expect(screen.getByText("Total à réserver").closest("p")?.textContent)
    .toBe("Total à réserver1,95\u00a0€au lieu de 1,70\u00a0€");
  fireEvent.click(await button("Confirmer"));
  await screen.findByText("Commande n° 12. Un e-mail de confirmation vous est envoyé.");
  expect(sent.map(({ expects, dryRun }) => [expects, dryRun])).toEqual([[undefined, true], ["shown", false], ["shown since", false]]);
  expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
  expect(onDone).toHaveBeenCalledTimes(1);
});

test("a change of one activity into another is offered whole or not at all", async () => {
  const { sent } = show([plan(null)], { ...ATTEMPT, swap: { givenCents: 195 } });
  const confirm = await button("Confirmer");
  expect(confirm.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getByText("Ce changement n’est pas possible en entier : rien ne sera changé.")).toBeTruthy();
  expect(screen.getByText("Total à réserver").closest("p")?.textContent)
    .toBe("Total à réserver1,70\u00a0€au lieu de 1,95\u00a0€");
  fireEvent.click(confirm);
  expect(sent.map(({ dryRun }) => dryRun)).toEqual([true]);
});

test("says when there is nothing to do, and how much was passed over", async () => {
  show([{ ...plan(null), outcomes: [], total: { amountCents: 0, currency: "EUR" }, skipped: 12 }]);
  const confirm = await button("Confirmer");
  expect(confirm.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getByText("Il n’y a rien à changer.")).toBeTruthy();
  expect(screen.getByText("12 jours déjà ainsi ou sans accueil sont laissés tels quels.")).toBeTruthy();
});

test("a year is summed up by activity, its refusals and its months one touch away", async () => {
  const [midday, evening] = plan(null).outcomes;
  if (!midday || !evening) throw new Error("two outcomes");
  const booked = Array.from({ length: 40 }, (_, index) => ({ ...midday, date: addDays("2026-11-16", index) }));
  const refused = [{ ...evening, date: "2026-12-01" }];
  show([{ ...plan(null), outcomes: [...booked, ...refused], total: { amountCents: 6800, currency: "EUR" } }]);
  await button("Confirmer");
  const texts = (selector: string) => [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
  expect(texts(".sums li")).toEqual([
    "Accueil du midi40 à réserver1,70\u00a0€ par jour68,00\u00a0€", "Accueil du soir1 refusé0,00\u00a0€",
  ]);
  expect(texts("summary")).toEqual(["1 refus", "Novembre 2026 15 à réserver", "Décembre 2026 25 à réserver · 1 refusé"]);
});

test("says kindly, in the language of the app, that there is nothing to copy", async () => {
  const error = { code: "NOTHING_TO_COPY", message: "Rien à copier.", path: ["copies"] } as unknown as PlanPayload["errors"][number];
  show([{ ...plan(null), outcomes: [], total: null, planToken: null, errors: [error] }]);
  expect((await screen.findByRole("alert")).textContent)
    .toBe("Il n’y a rien à copier : aucun jour n’est réservé dans la semaine choisie. Choisissez une autre semaine, ou réservez d’abord des jours.");
  expect(await button("Modifier")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Réessayer" })).toBe(null);
});

test("a request that is not considered can be changed", async () => {
  const error = { code: "TOO_MANY_DAYS" as const, message: "Trop de jours.", path: ["patterns"] };
  show([{ ...plan(null), outcomes: [], total: null, planToken: null, errors: [error] }]);
  expect((await screen.findByRole("alert")).textContent).toBe("Trop de jours.");
  expect(await button("Modifier")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Confirmer" })).toBe(null);
});

const line = (number: number, result: PlanPayload["outcomes"][number]["result"]) => ({ id: `line:${number}`, outcome: { result } });

test("puts what was shown into the cart instead, and says what is not in it", async () => {
  const refused = plan(null).outcomes.filter(({ result }) => result === "REFUSED");
  const added = { cart: { id: "cart:1", lines: [line(1, "BOOKED"), line(2, "REFUSED"), line(3, "UNCHANGED"), { ...line(4, "BOOKED"), outcome: null }] }, leftOut: refused, skipped: 0, errors: [] };
  const { sent, onDone } = show([plan(null)], ATTEMPT, added, 20);
  await button("Confirmer");
  expect(screen.getByText(/^Dans le panier, vos places sont gardées 20 minutes ; rien n’est envoyé/)).toBeTruthy();
  fireEvent.click(await button("Mettre au panier"));
  await screen.findByRole("heading", { name: "C’est dans le panier" });
  expect(screen.getByText("Votre panier contient 3 lignes. Rien n’est envoyé avant que vous le commandiez.")).toBeTruthy();
  expect(screen.getByText("Accueil du soir").closest("li")?.textContent)
    .toBe("Accueil du soirRefuséComplet : il ne reste aucune place.");
  expect(await button("Voir le panier")).toBeTruthy();
  expect(sent.slice(1)).toEqual([ATTEMPT.asked]);
  expect(onDone).toHaveBeenCalledTimes(1);
});

test("says that nothing went into the cart", async () => {
  const [midday] = plan(null).outcomes;
  if (!midday) throw new Error("an outcome");
  const reason = { code: "FULL" as const, message: "Complet : il ne reste aucune place." };
  const added = { cart: { id: "cart:1", lines: [] }, leftOut: [{ ...midday, result: "REFUSED" as const, price: null, reason }], skipped: 0, errors: [] };
  show([plan(null)], ATTEMPT, added);
  await button("Confirmer");
  expect(screen.getByText(/les places ne sont pas gardées\.$/)).toBeTruthy();
  fireEvent.click(await button("Mettre au panier"));
  await screen.findByRole("heading", { name: "Rien n’a été ajouté" });
});

test("what is only given back has no total to book, and no place that a cart could keep", async () => {
  const [midday] = plan(null).outcomes;
  if (!midday) throw new Error("an outcome");
  const euros = { amountCents: 0, currency: "EUR" as const };
  show([{ ...plan(null), outcomes: [{ ...midday, result: "CANCELLED", price: null }], total: euros, onInvoice: euros }], ATTEMPT, undefined, 20);
  await button("Mettre au panier");
  expect([screen.queryByText("Total à réserver"), document.querySelector(".to-cart-hint")?.textContent]).toEqual([null, "Rien n’est envoyé avant que vous commandiez."]);
});

test("what answers at once, or is made whole, is not for the cart", async () => {
  show([plan(null)], { ...ATTEMPT, atOnce: true });
  await button("Confirmer");
  expect(screen.queryByRole("button", { name: "Mettre au panier" })).toBe(null);
  cleanup();
  show([plan(null)], { ...ATTEMPT, swap: { givenCents: 195 } });
  await button("Confirmer");
  expect(screen.queryByRole("button", { name: "Mettre au panier" })).toBe(null);
});

test("a request that is taken back leaves the place as it was", async () => {
  const kept = (order: PlanPayload["order"]): PlanPayload => {
    const [midday] = plan(order).outcomes;
    if (!midday) throw new Error("an outcome");
    return { ...plan(order), outcomes: [{ ...midday, result: "KEPT", price: null }], total: { amountCents: 0, currency: "EUR" } };
  };
  show([kept(null), kept(placed(15))], { ...ATTEMPT, atOnce: true });
  fireEvent.click(await button("Confirmer"));
  await screen.findByText("Commande n° 15. Un e-mail de confirmation vous est envoyé.");
  expect(screen.getByText("1 maintenu")).toBeTruthy();
});

test("tells the number, the amount and the time of the order, and what is due at once", async () => {
  const price = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
  const order = placed(16, { total: price(570), dueNow: price(400), debtToPay: price(1240) });
  show([plan(null), plan(order)]);
  fireEvent.click(await button("Confirmer"));
  await screen.findByText("Commande n° 16. Un e-mail de confirmation vous est envoyé.");
  expect(parts()).toEqual(["Commande passée|lundi 9 novembre à 09:30", "Montant|5,70 €"]);
  expect([...document.querySelectorAll(".due-now")].map(({ textContent }) => textContent?.replaceAll("\u00a0", " "))).toEqual([
    "À payer maintenant, au guichet : 4,00 €. Le reste viendra sur la facture du mois.", "Restant dû, à régler avec cette commande : 12,40 €.",
  ]);
});

test("says nothing of the counter where nothing is due at once", async () => {
  show([plan(null), plan(placed(17))]);
  fireEvent.click(await button("Confirmer"));
  await screen.findByText("Commande n° 17. Un e-mail de confirmation vous est envoyé.");
  expect(document.querySelector(".due-now")).toBe(null);
});
