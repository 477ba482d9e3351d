import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Client, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { ActivityDetail } from "../../src/api/types.ts";
import { NOTHING } from "../../src/booking/selection.ts";
import { DaySheet } from "../../src/parts/day-sheet.tsx";
import { NewsProvider } from "../../src/parts/news.tsx";

vi.mock("../../src/api/alerts.ts", () => ({ listen: () => () => {} }));
afterEach(cleanup);

const LEO = { id: "child:1", firstName: "Léo", lastName: "Marchand", school: { id: "school:1", name: "Jean-Cocteau" } };
const MORNING = { id: "morning", name: "Mercredi matin" };
type Slot = NonNullable<ActivityDetail["slot"]>;

function detail(id: string, name: string, slot: Pick<Slot, "state" | "reason"> & Partial<Slot>): ActivityDetail {
  return {
    id: `offer:${id}`, activity: { id, name, startsAt: "08:00", endsAt: "18:00" }, takes: [],
    slot: {
      id: `slot:${id}`, date: "2026-11-18", closesAt: "2026-11-18T06:00:00Z", price: { amountCents: 1150, currency: "EUR" },
      placesLeft: 3, nextBookableOn: null, changeableUntil: null, ordinaryPriceUntil: null, obstacles: [], canWait: false, waiting: null, ...slot,
    },
  };
}

function show(activities: ActivityDetail[]) {
  const calendar = { id: "calendar", days: [{ date: "2026-11-18", kind: "SCHOOL_TIME", label: null }], activities };
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind === "query"),
    map((operation) => makeResult(operation, { data: { child: { id: LEO.id, calendar } } })),
  );
  const onSwap = vi.fn();
  render(
    <Provider value={new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] })}>
      <NewsProvider>
        <DaySheet
          child={LEO} day="2026-11-18" activityId="day" cells={new Map()} selection={NOTHING}
          onToggle={() => {}} onGo={() => {}} onSwap={onSwap} onAsk={() => {}} onChange={() => {}} onClose={() => {}}
        />
      </NewsProvider>
    </Provider>,
  );
  return onSwap;
}

const reason = { code: "EXCLUDED" as const, message: "« Mercredi matin » est déjà réservé." };
const excluded = (activity = MORNING) => ({
  code: "EXCLUDED" as const, message: `« ${activity.name} » est déjà réservé.`, opensAt: null, activity,
});
const late = { code: "TOO_LATE" as const, message: "Trop tard.", opensAt: null, activity: null };
const DAY = "Mercredi, la journée";
const offers = () => screen.queryAllByRole("button", { name: /^Prendre/ }).map(({ textContent }) => textContent);

test("offers the activity that is blocked in place of the one that blocks it", async () => {
  const onSwap = show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("day", DAY, { state: "BLOCKED", reason, obstacles: [excluded()] }),
  ]);
  fireEvent.click(await screen.findByRole("button", { name: "Prendre « Mercredi, la journée » à la place de « Mercredi matin »" }));
  expect(onSwap.mock.calls).toEqual([[["morning"], "day"]]);
});

test("gives back all that stand in the way", async () => {
  const onSwap = show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("afternoon", "Mercredi après-midi", { state: "BOOKED", reason: null }),
    detail("day", DAY, { state: "BLOCKED", reason, obstacles: [excluded(), excluded({ id: "afternoon", name: "Mercredi après-midi" })] }),
  ]);
  await screen.findByText(DAY);
  expect(offers()).toEqual(["Prendre « Mercredi, la journée » à la place de « Mercredi matin » et de « Mercredi après-midi »"]);
  fireEvent.click(screen.getByRole("button", { name: /^Prendre/ }));
  expect(onSwap.mock.calls).toEqual([[["morning", "afternoon"], "day"]]);
});

test("offers a change that is open for longer than bookings", async () => {
  show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null, changeableUntil: "2026-11-18T06:00:00Z" }),
    detail("day", DAY, { state: "OUT_OF_TIME", reason: { code: "TOO_LATE", message: "Trop tard." }, obstacles: [late, excluded()] }),
  ]);
  await screen.findByText(DAY);
  expect(offers()).toEqual(["Prendre « Mercredi, la journée » à la place de « Mercredi matin »"]);
});

test("offers no change where something else stands in the way", async () => {
  show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("day", DAY, { state: "FULL", reason, obstacles: [{ code: "FULL", message: "Complet.", opensAt: null, activity: null }, excluded()] }),
    detail("study", "Étude", { state: "OUT_OF_TIME", reason, obstacles: [late, excluded()] }),
    detail("evening", "Soir", { state: "BLOCKED", reason, obstacles: [{ code: "LINKED", message: "Refusé.", opensAt: null, activity: MORNING }] }),
  ]);
  await screen.findByText(DAY);
  expect(offers()).toEqual([]);
});

/** What stands against each activity, as it is read. */
const against = () => [...document.querySelectorAll(".detail")].map((each) => [...each.querySelectorAll(".reason li, p.reason")].map(({ textContent }) => textContent));

test("lists everything that stands against an activity, with the activity that it is about", async () => {
  const owes = { code: "OWES" as const, message: "Il reste 12,40 € à payer.", opensAt: null, activity: null };
  const linked = { code: "LINKED" as const, message: "Une activité qui va avec est refusée.", opensAt: null, activity: { id: "bus", name: "Car" } };
  show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("day", DAY, { state: "BLOCKED", reason, obstacles: [excluded(), owes, linked, owes] }),
    detail("study", "Étude", { state: "OUT_OF_TIME", reason: late, obstacles: [late] }),
  ]);
  await screen.findByText("3 raisons s’y opposent :");
  expect(against()).toEqual([
    ["« Mercredi matin » est déjà réservé.", "Il reste 12,40 € à payer.", "Car : Une activité qui va avec est refusée."],
    [],
    ["Trop tard."],
  ]);
});

test("what all activities have in common is said once, the rest with each", async () => {
  const owes = { code: "OWES" as const, message: "Il reste 12,40 € à payer.", opensAt: null, activity: null };
  show([
    detail("day", DAY, { state: "OUT_OF_TIME", reason: late, obstacles: [late, owes] }),
    detail("study", "Étude", { state: "OUT_OF_TIME", reason: late, obstacles: [late] }),
  ]);
  await screen.findByText("Trop tard.");
  expect(against()).toEqual([["Il reste 12,40 € à payer."], []]);
});

test("whoever waits is not told that it is full, but what else there is", async () => {
  const full = { code: "FULL" as const, message: "Complet.", opensAt: null, activity: null };
  const withheld = { code: "SUSPENDED" as const, message: "La mairie suspend cette place.", opensAt: null, activity: null };
  show([detail("day", DAY, { state: "WAITING", reason: full, obstacles: [full, withheld] }), detail("study", "Étude", { state: "BOOKED", reason: null })]);
  await screen.findByText("La mairie suspend cette place.");
  expect(against()).toEqual([["La mairie suspend cette place."], []]);
});

test("says when booking opens where it is not open yet", async () => {
  const early = { code: "NOT_OPEN_YET" as const, message: "Les réservations ouvriront bientôt.", opensAt: "2026-11-20T07:00:00Z", activity: null };
  show([detail("day", DAY, { state: "OUT_OF_TIME", reason: early, obstacles: [early] })]);
  expect((await screen.findByText(/pas encore ouvert à la réservation/)).textContent).toBe("08:00 – 18:00 · pas encore ouvert à la réservation");
  expect(screen.getByText("Ouvre à la réservation le").nextElementSibling?.textContent).toBe("vendredi 20 novembre à 08:00");
});
