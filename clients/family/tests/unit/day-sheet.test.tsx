import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Client, type Exchange, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { ActivityDetail } from "../../src/api/types.ts";
import { NOTHING } from "../../src/booking/selection.ts";
import { DaySheet } from "../../src/parts/day-sheet.tsx";

afterEach(cleanup);

const LEO = { id: "child:1", firstName: "Léo", lastName: "Marchand", school: { id: "school:1", name: "Jean-Cocteau" } };
const MORNING = { id: "morning", name: "Mercredi matin" };
type Slot = NonNullable<ActivityDetail["slot"]>;

function detail(id: string, name: string, slot: Pick<Slot, "state" | "reason">): ActivityDetail {
  return {
    id: `offer:${id}`, activity: { id, name, startsAt: "08:00", endsAt: "18:00" }, takes: [],
    slot: {
      id: `slot:${id}`, date: "2026-11-18", closesAt: "2026-11-18T06:00:00Z", price: { amountCents: 1150, currency: "EUR" },
      placesLeft: 3, nextBookableOn: null, ...slot,
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
      <DaySheet
        child={LEO} day="2026-11-18" activityId="day" cells={new Map()} selection={NOTHING}
        onToggle={() => {}} onGo={() => {}} onSwap={onSwap} onClose={() => {}}
      />
    </Provider>,
  );
  return onSwap;
}

const excluded = { code: "EXCLUDED" as const, message: "« Mercredi matin » est déjà réservé.", activity: MORNING };

test("offers the activity that is blocked in place of the one that blocks it", async () => {
  const onSwap = show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("day", "Mercredi, la journée", { state: "BLOCKED", reason: excluded }),
  ]);
  fireEvent.click(await screen.findByRole("button", { name: "Prendre « Mercredi, la journée » à la place de « Mercredi matin »" }));
  expect(onSwap.mock.calls).toEqual([["morning", "day"]]);
});

test("offers no change where something else stands in the way", async () => {
  show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("day", "Mercredi, la journée", { state: "FULL", reason: { code: "FULL", message: "Complet.", activity: null } }),
    detail("study", "Étude", { state: "BLOCKED", reason: { code: "LINKED", message: "Impossible.", activity: MORNING } }),
  ]);
  await screen.findByText("Complet.");
  expect(screen.queryByRole("button", { name: /^Prendre/ })).toBe(null);
});
