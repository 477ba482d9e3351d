import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Client, CombinedError, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { Outcome, WaitingOutcome } from "../../src/api/types.ts";
import { Outcomes } from "../../src/parts/outcomes.tsx";

afterEach(cleanup);

const SCHOOL = { id: "school:1", name: "Jean-Cocteau" };
const FAMILY = [
  { id: "leo", firstName: "Léo", lastName: "Marchand", school: SCHOOL }, { id: "ines", firstName: "Inès", lastName: "Marchand", school: SCHOOL },
];
const MORNING = { id: "morning", name: "Mercredi matin" };
const MIDDAY = { id: "midday", name: "Accueil du midi" };

function full(childId: string, activity: Outcome["activity"], date: string, facts: Partial<Outcome> = {}): Outcome {
  return {
    childId, activity, date, result: "REFUSED", takenWith: null, price: null, priceBefore: null, changed: false, canWait: true,
    reason: { code: "FULL", message: "Complet." }, ...facts,
  };
}

interface Asked {
  childId: string;
  activityId: string;
  dates: string[];
  idempotencyKey: string;
}

/** What a server answers to a request; by the day, what becomes of it, and `null` is no answer at all. */
type Answer = { readonly days: Record<string, Partial<WaitingOutcome>> } | { readonly error: string } | null;

function show(outcomes: readonly Outcome[], answers: Answer[]) {
  const sent: Asked[] = [];
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind === "mutation"),
    map((operation) => {
      const { input } = operation.variables as { input: Asked };
      sent.push(input);
      const answer = answers.shift();
      if (!answer) return { ...makeResult(operation, { data: null }), error: new CombinedError({ networkError: new TypeError("lost") }) };
      const activity = [MORNING, MIDDAY].find(({ id }) => id === input.activityId);
      const days = "days" in answer ? input.dates.map((date) => ({
        childId: input.childId, activity, date, result: "WAITING", along: [], position: null, offeredUntil: null, reason: null, ...answer.days[date],
      })) : [];
      const errors = "error" in answer ? [{ code: "UNKNOWN_CHILD", message: answer.error, path: ["childId"] }] : [];
      return makeResult(operation, { data: { waitingListJoin: { outcomes: days, errors } } });
    }),
  );
  render(
    <Provider value={new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] })}>
      <Outcomes outcomes={outcomes} family={FAMILY} done={false} />
    </Provider>,
  );
  return sent;
}

const all = () => screen.queryByRole("button", { name: "Rejoindre la liste d’attente pour tous les jours complets" });
const lines = () => screen.getAllByRole("listitem").map(({ textContent }) => textContent);
const asked = (sent: readonly Asked[]) => sent.map(({ childId, activityId, dates }) => [childId, activityId, ...dates].join(" "));

function press() {
  const button = all();
  if (!button) throw new Error("a button");
  fireEvent.click(button);
}

const FOUR = [
  full("leo", MORNING, "2026-12-02"), full("leo", MIDDAY, "2026-12-02"), full("leo", MORNING, "2026-12-09"), full("ines", MORNING, "2026-12-02"),
  full("ines", MIDDAY, "2026-12-02", { canWait: false }),
  full("ines", MIDDAY, "2026-12-03", { reason: { code: "TOO_LATE", message: "Trop tard." } }),
  full("ines", MIDDAY, "2026-12-04", { result: "BOOKED", canWait: false, reason: null }),
];

test("all full days at one touch: one request for each child and activity, each line with its answer", async () => {
  const sent = show(FOUR, [
    { days: { "2026-12-02": { position: 1 }, "2026-12-09": { position: 4 } } }, { days: {} }, { days: { "2026-12-02": { position: 2 } } },
  ]);
  press();
  await screen.findByText("Liste d’attente rejointe pour 4 lignes : la réponse est sous chacune.");
  expect(asked(sent)).toEqual(["leo morning 2026-12-02 2026-12-09", "leo midday 2026-12-02", "ines morning 2026-12-02"]);
  expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
  expect(sent.every(({ idempotencyKey }) => /^[0-9a-f]{32}$/.test(idempotencyKey))).toBe(true);
  expect(lines()).toEqual([
    "Mercredi matinRefuséComplet.Vous êtes en 1re position sur la liste d’attente.",
    "Accueil du midiRefuséComplet.Vous êtes sur la liste d’attente.",
    "Mercredi matinRefuséComplet.Vous êtes en 4e position sur la liste d’attente.",
    "Mercredi matinRefuséComplet.Vous êtes en 2e position sur la liste d’attente.",
    "Accueil du midiRefuséComplet.",
    "Accueil du midiRefuséTrop tard.Rejoindre la liste d’attente",
    "Accueil du midiSera réservé",
  ]);
  expect(all()).toBe(null);
});

test("what fails leaves the other answers, and only that is asked again, under the key that had no answer", async () => {
  const sent = show(FOUR, [
    { days: { "2026-12-02": { position: 1 }, "2026-12-09": { result: "REFUSED", reason: { code: "TOO_LATE", message: "Trop tard." } } } },
    null, { error: "Enfant inconnu." },
    { days: { "2026-12-09": { position: 5 } } }, { days: {} }, { days: {} },
  ]);
  press();
  await screen.findByText("Liste d’attente rejointe pour 1 ligne : la réponse est sous chacune. Pas encore pour 3 lignes.");
  expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual([
    "Léo, Accueil du midi : La réponse n’est pas arrivée. Réessayez : la même demande n’est jamais comptée deux fois.",
    "Inès, Mercredi matin : Enfant inconnu.",
    "Trop tard.",
  ]);
  expect(lines().slice(0, 4)).toEqual([
    "Mercredi matinRefuséComplet.Vous êtes en 1re position sur la liste d’attente.",
    "Accueil du midiRefuséComplet.Rejoindre la liste d’attente",
    "Mercredi matinRefuséComplet.Trop tard.Rejoindre la liste d’attente",
    "Mercredi matinRefuséComplet.Rejoindre la liste d’attente",
  ]);
  press();
  await screen.findByText("Liste d’attente rejointe pour 4 lignes : la réponse est sous chacune.");
  expect(screen.queryAllByRole("alert")).toEqual([]);
  expect(asked(sent.slice(3))).toEqual(["leo morning 2026-12-09", "leo midday 2026-12-02", "ines morning 2026-12-02"]);
  const keys = sent.map(({ idempotencyKey }) => idempotencyKey);
  expect(keys[4]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(5);
  expect(all()).toBe(null);
});

test("what was joined line by line is not asked again, and one full day has no button for all", async () => {
  const sent = show(FOUR, [{ days: {} }, { days: {} }, { days: {} }, { days: {} }]);
  fireEvent.click(screen.getAllByRole("button", { name: "Rejoindre la liste d’attente : Mercredi matin, mercredi 2 décembre" })[0] as HTMLElement);
  await screen.findByText("Vous êtes sur la liste d’attente.");
  press();
  await screen.findByText("Liste d’attente rejointe pour 4 lignes : la réponse est sous chacune.");
  expect(all()).toBe(null);
  expect(asked(sent)).toEqual(["leo morning 2026-12-02", "leo morning 2026-12-09", "leo midday 2026-12-02", "ines morning 2026-12-02"]);
  cleanup();
  show(FOUR.slice(3), []);
  expect(all()).toBe(null);
});
