import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { CombinedError, Client, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { PlanInput, PlanPayload } from "../../src/api/types.ts";
import { NewsProvider } from "../../src/parts/news.tsx";
import { Recap } from "../../src/parts/recap.tsx";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
afterEach(cleanup);

const LEO = { id: "child:1", firstName: "Léo", lastName: "Marchand", school: { id: "school:1", name: "Jean-Cocteau" } };
const ATTEMPT = { changes: [{ childId: LEO.id, activityId: "midday", book: ["2026-11-16"], cancel: [] }], key: "key-of-this-attempt" };

function plan(order: PlanPayload["order"]): PlanPayload {
  const outcome = { childId: LEO.id, date: "2026-11-16", takenWith: null, priceBefore: null, reason: null };
  return {
    order,
    outcomes: [
      { ...outcome, activity: { id: "midday", name: "Accueil du midi" }, result: "BOOKED", price: { amountCents: 170, currency: "EUR" } },
      {
        ...outcome, activity: { id: "evening", name: "Accueil du soir" }, result: "REFUSED", price: null,
        reason: { code: "FULL", message: "Complet : il ne reste aucune place." },
      },
    ],
    total: { amountCents: 170, currency: "EUR" },
    children: [{ id: LEO.id, firstName: LEO.firstName }],
    errors: [],
  };
}

/** Shows the recap before a server that answers each request in turn; `null` is no answer at all. */
function show(answers: (PlanPayload | null)[]) {
  const sent: PlanInput[] = [];
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind === "mutation"),
    map((operation) => {
      sent.push((operation.variables as { input: PlanInput }).input);
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
      <NewsProvider><Recap attempt={ATTEMPT} family={[LEO]} onDone={onDone} onClose={() => {}} /></NewsProvider>
    </Provider>,
  );
  return { sent, onDone };
}

const button = (name: string) => screen.findByRole("button", { name });

test("tries without writing first, under a key of its own", async () => {
  const { sent, onDone } = show([plan(null)]);
  await button("Confirmer");
  expect(sent.map(({ changes, dryRun }) => ({ changes, dryRun }))).toEqual([{ changes: ATTEMPT.changes, dryRun: true }]);
  expect(sent[0]?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  expect(screen.getByText("Sera réservé")).toBeTruthy();
  expect(screen.getByText("Complet : il ne reste aucune place.")).toBeTruthy();
  expect(onDone).not.toHaveBeenCalled();
});

test("tells what a place that stays costs now, and cost before", async () => {
  const before = plan(null);
  const price = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
  const repriced = {
    childId: LEO.id, date: "2026-11-16", takenWith: null, reason: null, activity: { id: "morning", name: "Accueil du matin" },
    result: "REPRICED" as const, price: price(120), priceBefore: price(195),
  };
  show([{ ...before, outcomes: [...before.outcomes, repriced], total: price(95) }]);
  await button("Confirmer");
  const line = screen.getByText("Accueil du matin").closest("li");
  expect(line?.textContent).toBe("Accueil du matinReste réservé, changera de prixau lieu de 1,95\u00a0€1,20\u00a0€");
  expect(screen.getByText("Total, changements de prix compris").closest("p")?.textContent)
    .toBe("Total, changements de prix compris0,95\u00a0€");
});

test("sends the same request with the same key until an answer arrives", async () => {
  const { sent, onDone } = show([plan(null), null, plan({ id: "order:1", number: 12 })]);
  fireEvent.click(await button("Confirmer"));
  await screen.findByText("La réponse n’est pas arrivée. Réessayez : la même demande n’est jamais comptée deux fois.");
  expect(onDone).not.toHaveBeenCalled();
  fireEvent.click(await button("Confirmer"));
  await screen.findByText("Commande n° 12. Un e-mail de confirmation vous est envoyé.");
  const order = { changes: ATTEMPT.changes, dryRun: false, idempotencyKey: "key-of-this-attempt" };
  expect(sent.slice(1)).toEqual([order, order]);
  expect(onDone).toHaveBeenCalledTimes(1);
  expect(screen.getByText("1 réservé · 1 refusé")).toBeTruthy();
});

test("offline, nothing is sent and nothing is kept for later", async () => {
  const { sent, onDone } = show([plan(null), plan({ id: "order:1", number: 12 })]);
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
