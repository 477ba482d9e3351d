import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { AbsenceOutcome } from "../../src/api/types.ts";
import { absenceProblemOf, daysWithin } from "../../src/booking/absence.ts";
import AbsenceSheet from "../../src/child/absence-sheet.tsx";
import { serve } from "./serve.tsx";

afterEach(cleanup);

const MIDDAY = { id: "midday", name: "Accueil du midi" };
const EVENING = { id: "evening", name: "Accueil du soir" };

function show(outcomes: AbsenceOutcome[], refusals: (string | null)[] = []) {
  const { sent, within } = serve({
    AbsenceReport: () => {
      const refusal = refusals.shift() ?? null;
      const errors = refusal === null ? [] : [{ code: "NOTE_TOO_LONG", message: refusal, path: ["note"] }];
      return { absenceReport: { outcomes: refusal === null ? outcomes : [], errors } };
    },
  });
  const onChange = vi.fn();
  render(within(
    <AbsenceSheet
      child={{ id: "child:1", firstName: "Léo" }} day="2026-11-16" activities={[MIDDAY, EVENING]} onChange={onChange} onClose={() => {}}
    />,
  ));
  return { sent, onChange };
}

const send = () => fireEvent.click(screen.getByRole("button", { name: "Annoncer l’absence" }));
const lines = () => screen.getAllByRole("listitem").map((line) => [...line.children].map(({ textContent }) => textContent));

test("reports all that is booked on a day unless activities are chosen, and says what became of each place", async () => {
  const { sent, onChange } = show([
    { date: "2026-11-16", activity: MIDDAY, result: "REPORTED", reportedAt: "2026-11-09T08:30:00Z", message: null },
    { date: "2026-11-16", activity: EVENING, result: "CAME_ALREADY", reportedAt: null, message: "L’enfant y a été vu." },
    { date: "2026-11-17", activity: MIDDAY, result: "REPORTED_BEFORE", reportedAt: "2026-11-08T07:00:00Z", message: null },
    { date: "2026-11-18", activity: null, result: "NOT_BOOKED", reportedAt: null, message: "Rien n’est réservé ce jour-là." },
  ]);
  fireEvent.change(screen.getByLabelText("Au"), { target: { value: "2026-11-18" } });
  fireEvent.click(screen.getByRole("radio", { name: "Hospitalisation" }));
  fireEvent.change(screen.getByLabelText("Message au service (facultatif)"), { target: { value: " Retour jeudi. " } });
  send();
  await screen.findByRole("heading", { name: "C’est annoncé" });
  expect(screen.getByText("2 places annoncées absentes.")).toBeTruthy();
  expect(lines()).toEqual([
    ["Lun. 16 novembre · Accueil du midi", "Absence annoncée"],
    ["Lun. 16 novembre · Accueil du soir", "Déjà venu", "L’enfant y a été vu."],
    ["Mar. 17 novembre · Accueil du midi", "Déjà annoncée le dimanche 8 novembre à 08:00"],
  ]);
  expect(sent).toEqual([{
    childId: "child:1", dates: ["2026-11-16", "2026-11-17", "2026-11-18"], activityIds: [], reason: "HOSPITAL", note: "Retour jeudi.",
    idempotencyKey: sent[0]?.["idempotencyKey"],
  }]);
  expect(onChange).toHaveBeenCalledTimes(1);
});

test("the same report keeps its key, another one gets its own", async () => {
  const { sent, onChange } = show([], ["Message trop long.", "Message trop long."]);
  send();
  expect((await screen.findByRole("alert")).textContent).toBe("Message trop long.");
  send();
  await vi.waitFor(() => expect(sent.length).toBe(2));
  fireEvent.click(await screen.findByRole("checkbox", { name: "Accueil du soir" }));
  await screen.findByRole("button", { name: "Annoncer l’absence" });
  send();
  await screen.findByRole("heading", { name: "Rien n’est annoncé" });
  expect(sent.map(({ activityIds, note }) => [activityIds, note])).toEqual([[[], null], [[], null], [["evening"], null]]);
  const keys = sent.map(({ idempotencyKey }) => idempotencyKey);
  expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false]);
  expect(onChange).toHaveBeenCalledTimes(1);
});

test("what the server would not consider is said before it is asked", () => {
  const { sent } = show([]);
  fireEvent.change(screen.getByLabelText("Au"), { target: { value: "2026-11-15" } });
  send();
  expect(screen.getByRole("alert").textContent).toBe("Le dernier jour vient avant le premier.");
  expect(sent).toEqual([]);
  expect([
    absenceProblemOf({ from: "", to: "2026-11-15" }), absenceProblemOf({ from: "2026-11-01", to: "2027-01-01" }),
    absenceProblemOf({ from: "2026-11-01", to: "2027-01-02" }),
  ]).toEqual(["NO_DATES", null, "TOO_LONG"]);
  expect(daysWithin({ from: "2026-11-30", to: "2026-12-01" })).toEqual(["2026-11-30", "2026-12-01"]);
});
