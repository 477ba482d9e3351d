import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Client, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { Outcome, WaitingOutcome } from "../../src/api/types.ts";
import { OutcomeDays } from "../../src/parts/outcome-days.tsx";
import { JoinsProvider } from "../../src/slot/joins.tsx";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const MORNING = { id: "morning", name: "Mercredi matin" };
const DAY = "2026-12-02";
const FULL: Outcome = {
  childId: "child:1", activity: MORNING, date: DAY, result: "REFUSED", takenWith: null, price: null, priceBefore: null, changed: false,
  canWait: true, reason: { code: "FULL", message: "Complet." },
};

function show(outcome: Outcome, answer?: Partial<WaitingOutcome>) {
  const sent: unknown[] = [];
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind === "mutation"),
    map((operation) => {
      sent.push((operation.variables as { input: unknown }).input);
      const joined = { childId: "child:1", activity: MORNING, date: DAY, result: "WAITING", along: [], position: null, offeredUntil: null, reason: null };
      return makeResult(operation, { data: { waitingListJoin: { outcomes: [{ ...joined, ...answer }], errors: [] } } });
    }),
  );
  render(
    <Provider value={new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] })}>
      <JoinsProvider><OutcomeDays days={[{ day: DAY, outcomes: [outcome] }]} done={false} /></JoinsProvider>
    </Provider>,
  );
  return sent;
}

const join = () => screen.queryByRole("button", { name: "Rejoindre la liste d’attente : Mercredi matin, mercredi 2 décembre" });

async function press(answer: Partial<WaitingOutcome>) {
  const sent = show(FULL, answer);
  const button = join();
  if (!button) throw new Error("a button");
  fireEvent.click(button);
  return sent;
}

test("a full line offers the waiting list there, and says the position", async () => {
  const [sent] = await press({ position: 3 });
  await screen.findByText("Vous êtes en 3e position sur la liste d’attente.");
  expect(join()).toBe(null);
  const { idempotencyKey, ...asked } = sent as { idempotencyKey: string };
  expect(asked).toEqual({ childId: "child:1", activityId: "morning", dates: [DAY] });
  expect(idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
});

test("a late request that waits while there are places is offered one at once", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T08:00:00Z") });
  await press({ result: "OFFERED", offeredUntil: "2026-11-23T13:32:00Z" });
  await screen.findByText("Une place vous est gardée jusqu’à 14:32.");
});

test("a refusal to wait is said, and can be tried again", async () => {
  await press({ result: "REFUSED", reason: { code: "TOO_LATE", message: "Trop tard." } });
  expect((await screen.findByRole("alert")).textContent).toBe("Trop tard.");
  expect(join()).not.toBe(null);
});

test("no list is offered where there is none", () => {
  show({ ...FULL, canWait: false });
  expect(screen.queryByRole("button")).toBe(null);
});

test("what is not open yet is not said to be refused", () => {
  const message = "Les réservations de « Mercredi matin » ouvriront le lundi 7 décembre 2026 à 08:00. Revenez à partir de ce moment.";
  show({ ...FULL, canWait: false, reason: { code: "NOT_OPEN_YET", message } });
  expect(screen.getByRole("listitem").textContent).toBe(`Mercredi matinPas encore ouvert${message}`);
});
