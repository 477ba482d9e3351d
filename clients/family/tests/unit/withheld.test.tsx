import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { NewsProvider } from "../../src/parts/news.tsx";
import { Withheld } from "../../src/parts/withheld.tsx";
import { serve } from "./serve.tsx";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
afterEach(cleanup);

const suspension = (id: string, facts: object) => ({
  id, childId: null, activities: null, from: "2027-01-01", until: "2027-01-31", reason: "Factures impayées", ...facts,
});

function show(suspensions: object[] | null, sparedUntil: string | null, file: object | null = null) {
  const { within } = serve({ Standing: () => ({ viewer: { id: "guardian:1", family: { id: "family:1", sparedUntil, file, suspensions } } }) });
  return render(within(<NewsProvider><Withheld child={{ id: "child:1", firstName: "Léo" }} /></NewsProvider>)).container;
}

test("tells what is withheld from the family or from this child, why, and until when", async () => {
  const container = show([
    suspension("1", {}),
    suspension("2", { childId: "child:1", activities: [{ id: "midday", name: "Restauration" }], until: null }),
    suspension("3", { childId: "child:2" }),
  ], "2026-12-18");
  await screen.findByText(/malgré ce qui reste dû/);
  expect([...container.querySelectorAll(".withheld > p")].map(({ textContent }) => textContent)).toEqual([
    "La mairie vous laisse réserver jusqu’au 18 décembre inclus, malgré ce qui reste dû.",
    "Réservations suspendues du 1er janvier au 31 janvier. Motif : Factures impayées",
    "Réservations suspendues pour Léo à partir du 1er janvier. Restauration. Motif : Factures impayées",
  ]);
});

test("tells what is missing in the file of the family, and nothing of one that is complete", async () => {
  const container = show([], null, { complete: false, missing: ["Carnet de vaccinations", "Assurance"] });
  await screen.findByText(/n’est pas complet/);
  expect(container.textContent).toBe("Le dossier de votre famille n’est pas complet : certaines activités vous restent fermées. Il manque : Carnet de vaccinations, Assurance.");
  cleanup();
  show([], null, { complete: false, missing: [] });
  expect((await screen.findByText(/n’est pas complet/)).closest("p")?.textContent).toBe("Le dossier de votre famille n’est pas complet : certaines activités vous restent fermées.");
  cleanup();
  expect(show([], null, { complete: true, missing: [] }).textContent).toBe("");
});

test("says nothing where nothing is withheld, or it could not be read", () => {
  expect(show([suspension("3", { childId: "child:2" })], null).textContent).toBe("");
  cleanup();
  expect(show(null, null).textContent).toBe("");
});
