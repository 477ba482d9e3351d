import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Route, Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import type { Family, Town } from "../../src/api/types.ts";
import EnrolScreen from "../../src/enrol/enrol-screen.tsx";
import { NewsProvider } from "../../src/parts/news.tsx";
import { placed } from "./placed.ts";
import { serve } from "./serve.tsx";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-09T08:30:00Z") });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const SCHOOL = { id: "school:1", name: "Jean-Cocteau" };
const LEO = { id: "leo", firstName: "Léo", lastName: "Marchand", school: SCHOOL };
const INES = { id: "ines", firstName: "Inès", lastName: "Marchand", school: SCHOOL };
const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
const FAMILY: Family = { id: "family:1", code: "MLF-1042", name: "Marchand", debtTotal: euros(0), debts: [], children: [LEO, INES] };
const TOWN = { ruleBook: { contacts: [{ name: "Service", email: "perisco@example.org", phone: null }] } } as unknown as Town;
const MIDDAY = { id: "midday", code: "midi", name: "Accueil du midi", startsAt: "11:45", endsAt: "13:35" };
const EVENING = { ...MIDDAY, id: "evening", code: "soir", name: "Accueil du soir" };

const MIDDAY_SAYS = { place: "Cantine", ages: { from: 6, to: 12 }, classes: { from: "CE1", to: "CM2" }, documents: ["Assurance", "Fiche sanitaire"] };
const said = (activity: { id: string; code: string; name: string }, more = {}) => ({ ...activity, place: null, ages: null, classes: null, documents: [], ...more });

function show(path: string) {
  const offer = (activity: typeof MIDDAY, state: string, reason: string | null) => ({
    id: activity.id, activity, takes: [], states: [state], booked: [false], reasons: [reason], closesAt: [null], terms: [], priceCents: [170], placesLeft: [null],
  });
  const { sent, within } = serve({
    Enrolment: () => ({
      viewer: {
        id: "guardian:1",
        town: { id: "town:1", activities: [said(MIDDAY, MIDDAY_SAYS), said(EVENING), said({ id: "study", code: "etude", name: "Étude" }), said({ id: "other-midday", code: "midi-b", name: MIDDAY.name })], ruleBooks: [{ id: "book:1", validFrom: "2026-09-01", validTo: "2027-07-03" }] },
        family: { id: FAMILY.id, children: [{ ...LEO, birthDate: "2019-03-12", class: "CE1" }, { ...INES, birthDate: "2020-06-01", class: null }] },
      },
    }),
    ChildMonth: ({ childId }: { childId: string }) => ({
      child: {
        id: childId, calendar: {
          id: `calendar:${childId}`, from: "2026-11-09", to: "2027-01-09", days: [{ date: "2026-11-09", kind: "SCHOOL_TIME", label: null }],
          activities: [offer(MIDDAY, "AVAILABLE", null), offer(EVENING, "OUT_OF_TIME", "NOT_OPEN_YET")],
        },
      },
    }),
    SlotDetail: ({ childId }: { childId: string }) => ({
      child: {
        id: childId, calendar: {
          id: "calendar", days: [], activities: [{ id: "evening", activity: EVENING, takes: [], slot: { reason: { code: "NOT_OPEN_YET", message: "Les réservations ouvriront le 1er décembre." } } }],
        },
      },
    }),
    BookingPlan: ({ input }: { input: { dryRun: boolean } }) => ({
      bookingPlan: {
        order: input.dryRun ? null : placed(21), total: euros(170), dueNow: euros(0), onInvoice: euros(170), debtToPay: null, terms: [], skipped: 0,
        planToken: input.dryRun ? "shown" : null, children: [LEO], gone: [], errors: [],
        outcomes: [
          { childId: "leo", activity: MIDDAY, date: "2026-11-16", result: "BOOKED", takenWith: null, price: euros(170), priceBefore: null, changed: false, canWait: false, reason: null },
          { childId: "leo", activity: MIDDAY, date: "2026-11-23", result: "REFUSED", takenWith: null, price: null, priceBefore: null, changed: false, canWait: false, reason: { code: "FULL", message: "Complet." } },
        ],
      },
    }),
  });
  const place = memoryLocation({ path, record: true });
  render(within(
    <NewsProvider>
      <Router hook={place.hook}>
        <Route<{ step?: string }> path="/inscription/:step?">{({ step }) => <EnrolScreen family={FAMILY} town={TOWN} step={step} />}</Route>
      </Router>
    </NewsProvider>,
  ));
  return { sent, place };
}

const heading = (name: string) => screen.findByRole("heading", { level: 1, name: `S’inscrire : ${name}` });
const next = () => fireEvent.click(screen.getByRole("button", { name: "Continuer" }));
const tick = (name: string | RegExp) => fireEvent.click(screen.getByRole("checkbox", { name }));

test("five steps, what is missing said in each, one order at the end with consent to what was shown", async () => {
  const { sent, place } = show("/inscription");
  await heading("Enfants");
  next();
  expect(screen.getByRole("alert").textContent).toBe("Choisissez au moins un enfant.");
  tick("Léo");
  expect(screen.queryByRole("alert")).toBe(null);
  next();
  await heading("École");
  expect(screen.getAllByRole("definition").map(({ textContent }) => textContent)).toEqual(["Jean-Cocteau", "CE1", "mardi 12 mars 2019"]);
  next();
  await heading("Activités");
  const midday = await screen.findByRole("checkbox", { name: /^Accueil du midi/ });
  expect(midday.parentElement?.textContent?.replaceAll("\u00a0", " ")).toBe("Accueil du midi11:45 – 13:35 · 1,70 € par jourCantine · de 6 à 12 ans · classes : CE1 à CM2Dossier complet demandé : il faut Assurance, Fiche sanitaire.Réservable à partir du lundi 9 novembre.");
  await screen.findByText("Les réservations ouvriront le 1er décembre.");
  expect(screen.getByText(/^Non proposé à Léo/).textContent).toBe("Non proposé à Léo (Jean-Cocteau) : Étude.");
  next();
  expect(screen.getByRole("alert").textContent).toBe("Choisissez au moins une activité.");
  fireEvent.click(midday);
  next();
  await heading("Planning");
  fireEvent.click(screen.getByRole("button", { name: "Voir le récapitulatif" }));
  expect(screen.getByRole("alert").textContent).toBe("Choisissez au moins un jour.");
  tick("Lundi");
  fireEvent.click(screen.getByRole("radio", { name: "Semaines impaires" }));
  fireEvent.click(screen.getByRole("button", { name: "Voir le récapitulatif" }));
  const confirm = await screen.findByRole("button", { name: "Confirmer" });
  expect(screen.getByText("Complet.")).toBeTruthy();
  fireEvent.click(confirm);
  await screen.findByText("Commande n° 21. Un e-mail de confirmation vous est envoyé.");
  const patterns = [{ childId: "leo", activityId: "midday", from: "2026-11-09", to: "2027-07-03", days: { oddWeeks: ["MONDAY"] }, action: "BOOK" }];
  const keys = sent.map(({ idempotencyKey }) => idempotencyKey);
  expect(sent).toEqual([
    { patterns, dryRun: true, idempotencyKey: keys[0] }, { patterns, dryRun: false, expects: "shown", idempotencyKey: keys[1] },
  ]);
  fireEvent.click(screen.getByRole("button", { name: "Retour au calendrier" }));
  await waitFor(() => expect(place.history.at(-1)).toBe("/"));
});

test("each child on days of its own, one of them by a rota: one order asks for both", async () => {
  const { sent } = show("/inscription/1");
  await heading("Enfants");
  tick("Léo");
  tick("Inès");
  next();
  await heading("École");
  next();
  await heading("Activités");
  for (const box of await screen.findAllByRole("checkbox", { name: /^Accueil du midi/ })) fireEvent.click(box);
  next();
  await heading("Planning");
  const recap = () => fireEvent.click(screen.getByRole("button", { name: "Voir le récapitulatif" }));
  const whose = within(screen.getByRole("group", { name: "Pour les enfants" }));
  expect(whose.getAllByRole<HTMLInputElement>("radio").map(({ checked }) => checked)).toEqual([true, false]);
  tick("Mardi");
  fireEvent.click(whose.getByRole("radio", { name: "Un rythme pour chacun" }));
  const of = (name: string) => within(screen.getByRole("group", { name }));
  // Each begins with what was for all.
  expect(["Léo", "Inès"].map((name) => of(name).getByRole<HTMLInputElement>("checkbox", { name: "Mardi" }).checked)).toEqual([true, true]);
  fireEvent.click(of("Inès").getByRole("radio", { name: "Roulement" }));
  recap();
  expect(screen.getByRole("alert").textContent).toBe("Choisissez au moins un jour pour chaque enfant.");
  fireEvent.click(of("Inès").getByRole("button", { name: "Ajouter une semaine" }));
  const weeks = [/^Semaine 1/, /^Semaine 3/].map((name) => within(of("Inès").getByRole("group", { name })));
  weeks.forEach((week, index) => fireEvent.click(week.getByRole("checkbox", { name: index === 0 ? "Jeudi" : "Lundi" })));
  recap();
  await screen.findByRole("button", { name: "Confirmer" });
  const rest = { activityId: "midday", from: "2026-11-09", to: "2027-07-03", action: "BOOK" };
  expect(sent).toEqual([{
    patterns: [
      { childId: "leo", ...rest, days: { everyWeek: ["TUESDAY"] } }, { childId: "ines", ...rest, days: { rota: [["THURSDAY"], [], ["MONDAY"]] } },
    ],
    dryRun: true, idempotencyKey: sent[0]?.["idempotencyKey"],
  }]);
});

test("back keeps what was chosen", async () => {
  show("/inscription/1");
  await heading("Enfants");
  tick("Léo");
  tick("Inès");
  next();
  await heading("École");
  next();
  await heading("Activités");
  fireEvent.click((await screen.findAllByRole("checkbox", { name: /^Accueil du midi/ }))[0] as HTMLElement);
  for (const name of ["École", "Enfants"]) {
    fireEvent.click(screen.getByRole("button", { name: "Retour" }));
    await heading(name);
  }
  expect(screen.getAllByRole<HTMLInputElement>("checkbox").map(({ checked }) => checked)).toEqual([true, true]);
  next();
  await heading("École");
  next();
  await heading("Activités");
  const kept = await screen.findAllByRole<HTMLInputElement>("checkbox", { name: /^Accueil du midi/ });
  expect(kept.map(({ checked }) => checked)).toEqual([true, false]);
});

test("an address in the middle begins where something is missing", async () => {
  show("/inscription/5");
  await heading("Enfants");
  expect(screen.getAllByRole("listitem").map((item) => item.getAttribute("aria-current"))).toEqual(["step", null, null, null, null]);
});
