import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Client, CombinedError, type Exchange, makeResult, Provider } from "urql";
import { filter, fromPromise, fromValue, mergeMap, pipe } from "wonka";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { FamilyScreen } from "../../src/desk/families/family-screen.tsx";
import { OrderScreen } from "../../src/desk/orders/order-screen.tsx";
import { RollScreen } from "../../src/desk/roll/roll-screen.tsx";
import type { Post } from "../../src/desk/roll/sender.ts";
import { TapsProvider } from "../../src/desk/roll/taps.tsx";
import { ToldProvider, useTold } from "../../src/desk/told.tsx";
import type { TapEvent, TapOutcome } from "../../src/desk/types.ts";
import { NewsProvider } from "../../src/parts/news.tsx";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-09T11:00:00Z") });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const euros = (amountCents: number) => ({ amountCents, currency: "EUR" });
const text = (element: Element | null | undefined) => element?.textContent?.replaceAll("\u00a0", " ").replaceAll("\u202f", " ");

type Given = object | null;
type Answers = Record<string, (variables: Record<string, unknown>) => Given | Promise<Given>>;

function Told() {
  return <p data-testid="told">{useTold().text.join(" ")}</p>;
}

/** Shows a screen before a server that answers each operation by its name; null is no answer at all. */
function show(part: ReactNode, answers: Answers, post: Post | null = null) {
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind !== "teardown"),
    mergeMap((operation) => {
      const [definition] = operation.query.definitions;
      const name = definition && "name" in definition ? definition.name?.value ?? "" : "";
      const given = answers[name]?.(operation.variables as Record<string, unknown>) ?? null;
      const answer = (data: Given) => data
        ? makeResult(operation, { data })
        : { ...makeResult(operation, { data: null }), error: new CombinedError({ networkError: new TypeError("lost") }) };
      return given instanceof Promise ? fromPromise(given.then(answer)) : fromValue(answer(given));
    }),
  );
  const place = memoryLocation({ path: "/", record: true });
  render(
    <Provider value={new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] })}>
      <NewsProvider>
        <TapsProvider post={post}>
          <ToldProvider>
            <Router hook={place.hook}>{part}<Told /></Router>
          </ToldProvider>
        </TapsProvider>
      </NewsProvider>
    </Provider>,
  );
  return place;
}

// ── The roll ──

const SCHOOL = { id: "school:1", name: "Les Vergers" };
const listed = (childId: string, firstName: string, lastName: string) => ({
  childId, firstName, lastName, school: SCHOOL, place: "BOOKED", state: "EXPECTED", arrivedAt: null, leftAt: null, reported: false,
});
const rolls = () => ({
  viewer: {
    id: "agent:1",
    town: {
      id: "town:1",
      activities: [{
        id: "activity:1", name: "Midi", startsAt: "11:30", endsAt: "13:30", occupancy: [{ date: "2026-11-09", taken: 2, capacity: 50 }],
        roll: {
          id: "roll:1", asOf: "2026-11-09T11:00:00Z", expected: 2, present: 0, left: 0, absent: 0,
          children: [listed("child:1", "Maya", "Lambert"), listed("child:2", "Lina", "Girard")],
        },
      }],
    },
  },
});
const ROLL = <RollScreen day="2026-11-09" activityId="activity:1" town="Millery" />;
const rows = () => [...document.querySelectorAll(".roll-row")].map((row) => [
  text(row.querySelector("h2")), text(row.querySelector(".roll-where")), text(row.querySelector(".error p")),
]);

test("notes all who came without a network, shows them after a reload, and sends them once there is one", async () => {
  let reachable = true;
  const sent: TapEvent[][] = [];
  const post: Post = async (_, events) => {
    if (!reachable) throw new TypeError("no network");
    sent.push(events);
    return events.map((event): TapOutcome => event.childId === "child:2"
      ? { eventId: event.id, result: "REFUSED", refusal: { code: "NOT_OFFERED", message: "Ne fonctionne pas ce jour.", reason: null } }
      : { eventId: event.id, result: "RECORDED", refusal: null });
  };
  const answers: Answers = { DeskRolls: () => (reachable ? rolls() : null) };
  show(ROLL, answers, post);
  await screen.findByRole("heading", { name: "GIRARD Lina" });
  reachable = false;
  fireEvent.click(screen.getByRole("button", { name: "Tous arrivés (2)" }));
  fireEvent.click(within(screen.getByRole("group", { name: "Noter l’arrivée de 2 enfants ?" })).getByRole("button", { name: "Oui, noter" }));
  const waiting = [
    ["GIRARD Lina", "Présent à 12:00pas encore envoyé", undefined], ["LAMBERT Maya", "Présent à 12:00pas encore envoyé", undefined],
  ];
  expect(rows()).toEqual(waiting);
  await screen.findByText("2 gestes attendent le réseau, en sûreté sur cette tablette.");
  expect(sent).toEqual([]);

  // Opened again, with nobody to ask.
  cleanup();
  show(ROLL, answers);
  await screen.findByText("Pas de réponse : liste du lundi 9 novembre 2026 à 12:00, gardée sur cette tablette.");
  expect(rows()).toEqual(waiting);

  cleanup();
  reachable = true;
  show(ROLL, answers, post);
  await screen.findByText("Arrivée non noté : Ne fonctionne pas ce jour.");
  expect(sent.map((events) => events.map(({ childId, kind }) => [childId, kind]))).toEqual([[["child:2", "CHECKED_IN"], ["child:1", "CHECKED_IN"]]]);
  // The list that was read since has what is written down; the refusal stands beside its child until it was read.
  await waitFor(() => expect(rows()).toEqual([
    ["GIRARD Lina", "Attendu", "Arrivée non noté : Ne fonctionne pas ce jour."], ["LAMBERT Maya", "Attendu", undefined],
  ]));
  fireEvent.click(screen.getByRole("button", { name: "Compris" }));
  expect(screen.queryByText("non noté", { exact: false })).toBe(null);
});

test("asks for the list once more where a tap was sent while it was on its way", async () => {
  const late: { answer?: (given: Given) => void } = {};
  const without = new Promise<Given>((resolve) => {
    late.answer = resolve;
  });
  const arrived = rolls();
  const [midday] = arrived.viewer.town.activities;
  Object.assign(midday?.roll.children[0] ?? {}, { state: "PRESENT", arrivedAt: "2026-11-09T11:00:00Z" });
  const questions: Given[] = [];
  const answers: Answers = {
    DeskRolls: () => {
      questions.push(null);
      return [rolls(), without, arrived][questions.length - 1] ?? null;
    },
  };
  const post: Post = async (_, events) => events.map(({ id }): TapOutcome => ({ eventId: id, result: "RECORDED", refusal: null }));
  show(ROLL, answers, post);
  await screen.findByRole("heading", { name: "LAMBERT Maya" });
  fireEvent(window, new Event("online"));
  fireEvent.click(screen.getByRole("button", { name: "Arrivé : Maya Lambert" }));
  await screen.findByText("Tout est envoyé.");
  late.answer?.(rolls());
  await waitFor(() => expect(questions.length).toBe(3));
  await waitFor(() => expect(rows()).toEqual([["GIRARD Lina", "Attendu", undefined], ["LAMBERT Maya", "Présent à 12:00", undefined]]));
});

test("notes an absence with its certificate, and a child of a family that has no place", async () => {
  const sent: TapEvent[] = [];
  const post: Post = async (_, events) => {
    sent.push(...events);
    return events.map(({ id }): TapOutcome => ({ eventId: id, result: "RECORDED", refusal: null }));
  };
  const household = { family: { id: "family:1", code: "MIL-3103", name: "Roy", children: [{ id: "child:3", firstName: "Noé", lastName: "Roy", school: SCHOOL }] } };
  show(ROLL, { DeskRolls: rolls, DeskChildren: ({ code }) => (code === "MIL-3103" ? household : { family: null }) }, post);
  fireEvent.click(await screen.findByRole("button", { name: "Absent, certificat : Maya Lambert" }));
  fireEvent.change(screen.getByLabelText("Nom ou code famille"), { target: { value: "mil-3103" } });
  fireEvent.click(screen.getByRole("button", { name: "Chercher" }));
  fireEvent.click(await screen.findByRole("button", { name: "Arrivé sans réservation : Noé Roy" }));
  expect(rows().map(([name]) => name)).toEqual(["GIRARD Lina", "LAMBERT Maya", "ROY Noé"]);
  await waitFor(() => expect(sent.map(({ childId, kind, reason }) => [childId, kind, reason])).toEqual([
    ["child:1", "ABSENT", "ILLNESS"], ["child:1", "CERTIFICATE", undefined], ["child:3", "CHECKED_IN", undefined],
  ]));
});

// ── An order ──

const line = (bookingId: string, name: string) => ({
  bookingId, asks: "BOOKING", reply: "WAITING", reason: null, childId: "child:1", childFirstName: "Maya", childLastName: "Lambert",
  activity: { id: name, name }, date: "2026-11-16", price: euros(240),
});
const asked = () => ({
  order: {
    id: "order:1", number: 7, placedAt: "2026-11-09T08:30:00Z", placedBy: "Julie Lambert", status: "PENDING", total: euros(480), askedCount: 2,
    waitingCount: 2, lines: { nodes: [line("booking:1", "Midi"), line("booking:2", "Soir")], pageInfo: { hasNextPage: false, endCursor: null } },
  },
});
const places = () => ({
  viewer: { id: "agent:1", town: { id: "town:1", activities: [
    { id: "Midi", occupancy: [{ date: "2026-11-16", taken: 3, capacity: 2 }] }, { id: "Soir", occupancy: [{ date: "2026-11-16", taken: 1, capacity: 60 }] },
  ] } },
});
const decided = (replies: ("ACCEPTED" | "REFUSED")[], left: number) => ({
  orderDecide: {
    order: { id: "order:1", number: 7, status: "DECIDED", waitingCount: left, acceptedCount: 0, refusedCount: 0 },
    outcomes: replies.map((reply, index) => ({
      bookingId: `booking:${index + 1}`, childId: "child:1", activity: { id: "Midi", name: "Midi" }, date: "2026-11-16", reply, reason: null,
      changed: true, decidedWith: null,
    })),
    errors: [],
  },
});
const queue = (...nodes: { id: string; number: number }[]) => () =>
  ({ viewer: { id: "agent:1", town: { id: "town:1", ordersToDecide: { totalCount: nodes.length, nodes } } } });

test("shows what an order asks with the places left, refuses only with a reason, and goes on to the next", async () => {
  const inputs: Record<string, unknown>[] = [];
  const place = show(<OrderScreen id="order:1" />, {
    DeskOrder: asked, DeskPlaces: places, DeskNext: queue({ id: "order:2", number: 8 }),
    OrderDecide: ({ input }) => {
      inputs.push(input as Record<string, unknown>);
      return inputs.length === 1 ? null : decided(["REFUSED", "ACCEPTED"], 0);
    },
  });
  await screen.findByRole("heading", { name: "Commande n° 7" });
  expect([...document.querySelectorAll(".order-line .outcome-text")].map(text)).toEqual([
    "MidiPlace demandée1 de trop sur 2", "SoirPlace demandée59 places restantes sur 60",
  ]);
  fireEvent.click(screen.getAllByRole("radio", { name: "Refuser" })[0] as HTMLElement);
  fireEvent.click(screen.getByRole("radio", { name: "à accepter" }));
  expect(screen.getByText("1 à accepter · 1 à refuser")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Valider la décision" }));
  expect(screen.getByRole("alert").textContent).toBe("Dites à la famille pourquoi : un motif est nécessaire pour refuser.");
  expect(inputs).toEqual([]);
  fireEvent.change(screen.getByLabelText("Motif du refus, dit à la famille"), { target: { value: "Complet" } });
  expect(screen.queryByRole("alert")).toBe(null);

  // The answer is lost: the same decision goes out again under the same key.
  fireEvent.click(screen.getByRole("button", { name: "Valider la décision" }));
  await screen.findByRole("alert");
  fireEvent.click(screen.getByRole("button", { name: "Valider la décision" }));
  await waitFor(() => expect(place.history).toEqual(["/", "/demande/order%3A2"]));
  expect(inputs[1]).toEqual(inputs[0]);
  expect(inputs[0]).toEqual({
    orderId: "order:1", lines: [{ bookingId: "booking:1", accept: false, reason: "Complet" }], acceptRest: true, reason: null,
    idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
  });
  expect(screen.getByTestId("told").textContent).toBe("Commande n° 7 : 1 ligne acceptée, 1 ligne refusée.");
});

test("accepts all at one tap, and comes back to the empty queue", async () => {
  const inputs: unknown[] = [];
  const place = show(<OrderScreen id="order:1" />, {
    DeskOrder: asked, DeskPlaces: places, DeskNext: queue(),
    OrderDecide: ({ input }) => {
      inputs.push(input);
      return decided(["ACCEPTED", "ACCEPTED"], 0);
    },
  });
  fireEvent.click(await screen.findByRole("button", { name: "Tout accepter" }));
  await waitFor(() => expect(place.history).toEqual(["/", "/demandes"]));
  expect(inputs).toMatchObject([{ lines: [], acceptRest: true, reason: null }]);
});

test("says why nothing was decided, and stays", async () => {
  const errors = [{ code: "UNKNOWN_ORDER", message: "Cette commande n’existe pas.", path: ["orderId"] }];
  const place = show(<OrderScreen id="order:1" />, {
    DeskOrder: asked, DeskPlaces: places, OrderDecide: () => ({ orderDecide: { order: null, outcomes: [], errors } }),
  });
  fireEvent.click(await screen.findByRole("button", { name: "Tout accepter" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Cette commande n’existe pas.");
  expect(place.history).toEqual(["/"]);
});

// ── A family ──

const household = {
  family: {
    id: "family:1", code: "MIL-3101", name: "Lambert", waitingOrderCount: 0, sparedUntil: null, debtTotal: euros(1240),
    debts: [{ cashDesk: "restauration", amount: euros(1240), asOf: "2026-10-31", source: "STAFF", recordedAt: "2026-11-02T08:00:00Z" }],
    debtHistory: { nodes: [] }, suspensions: [], children: [{ id: "child:1", firstName: "Maya", lastName: "Lambert", birthDate: "2018-03-15", school: SCHOOL }],
  },
};
const FAMILY: Answers = {
  DeskFamily: () => household,
  DeskActivities: () => ({ viewer: { id: "agent:1", town: { id: "town:1", activities: [{ id: "activity:1", name: "Midi", startsAt: "11:30", endsAt: "13:30" }] } } }),
  DeskFamilyOrders: () => ({ family: { id: "family:1", orders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } }),
};

test("shows what a suspension would do before it is made, and the earliest day where it is too early", async () => {
  const inputs: Record<string, unknown>[] = [];
  const place = { childId: "child:1", activity: { id: "activity:1", name: "Midi" }, date: "2026-11-16", price: euros(410), cancelled: true };
  const payload = { suspension: null, places: [place], total: euros(0), order: null, errors: [] };
  const early = [{ code: "TOO_EARLY", message: "C’est trop tôt.", path: ["from"], earliest: "2026-11-20" }];
  show(<FamilyScreen code="MIL-3101" />, {
    ...FAMILY,
    FamilySuspend: ({ input }) => {
      inputs.push(input as Record<string, unknown>);
      if (inputs.length === 1) return { familySuspend: { ...payload, places: [], errors: early } };
      if (inputs.length === 2) return { familySuspend: payload };
      return { familySuspend: { ...payload, suspension: { id: "s:1", from: "2026-11-20", until: null }, order: { id: "order:9", number: 9 } } };
    },
  });
  fireEvent.click(await screen.findByRole("button", { name: "Suspendre" }));
  fireEvent.change(screen.getByLabelText("Motif, dit à la famille"), { target: { value: "Impayés" } });
  fireEvent.click(screen.getByLabelText("Rendre les places déjà réservées de ces jours"));
  const form = document.querySelector(".suspend-form") as HTMLFormElement;
  fireEvent.submit(form);
  expect(text(await screen.findByRole("alert"))).toBe("C’est trop tôt. Au plus tôt : vendredi 20 novembre.");
  fireEvent.submit(form);
  await screen.findByText("1 place réservée est concernée :");
  expect(text(document.querySelector(".suspend-form .facts li"))).toBe("Maya, Midi, lun. 16 novembre serait rendue4,10 €");
  fireEvent.click(screen.getByRole("button", { name: "Suspendre maintenant" }));
  await screen.findByText("La famille est suspendue et prévenue par e-mail. Places rendues par la commande n° 9.");
  const said = { familyId: "family:1", childId: null, activityIds: null, from: "2026-11-10", until: null, reason: "Impayés", cancelBookings: true };
  expect(inputs).toMatchObject([{ ...said, dryRun: true }, { ...said, dryRun: true }, { ...said, dryRun: false }]);
});

test("explains a day step by step, and says that a family is unknown", async () => {
  const explanation = {
    asOf: "2026-11-09T11:00:00Z", ruleBookVersion: 1, steps: [{ kind: "school", message: "Ouverte à son école." }, { kind: "booking", message: "Trop tard." }],
    verdict: { kind: "refused", message: "Refusé : trop tard.", price: euros(240), adds: null },
  };
  const questions: unknown[] = [];
  show(<FamilyScreen code="MIL-3101" />, {
    ...FAMILY,
    DeskExplanation: (variables) => {
      questions.push(variables);
      return { child: { id: "child:1", explanation } };
    },
  });
  await screen.findByRole("option", { name: "Midi (11:30)" });
  fireEvent.submit(document.querySelector(".explain-form") as HTMLFormElement);
  await screen.findByText("Refusé : trop tard.");
  expect([...document.querySelectorAll(".steps li")].map(text)).toEqual(["Ouverte à son école.", "Trop tard."]);
  expect(questions).toEqual([{ childId: "child:1", activityId: "activity:1", date: "2026-11-09" }]);
  cleanup();
  show(<FamilyScreen code="MIL-9" />, { ...FAMILY, DeskFamily: () => ({ family: null }) });
  expect(text(await screen.findByRole("alert"))).toBe("Aucune famille n’a le code « MIL-9 ».");
});
