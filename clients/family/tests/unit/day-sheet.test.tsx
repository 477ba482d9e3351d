import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Client, type Exchange, getOperationName, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";
import type { ActivityDetail, OfferedTerm, TermDue } from "../../src/api/types.ts";
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
    id: `offer:${id}`, activity: { id, name, startsAt: "08:00", endsAt: "18:00" }, takes: [], terms: [],
    slot: {
      id: `slot:${id}`, date: "2026-11-18", closesAt: "2026-11-18T06:00:00Z", price: { amountCents: 1150, currency: "EUR" },
      placesLeft: 3, nextBookableOn: null, nextOpening: null, changeableUntil: null, ordinaryPriceUntil: null, obstacles: [], canWait: false, waiting: null, ...slot,
    },
  };
}

/** `due` is what is due by the term with the month of the day. */
function show(activities: ActivityDetail[], due: readonly TermDue[] = []) {
  const calendar = { id: "calendar", days: [{ date: "2026-11-18", kind: "SCHOOL_TIME", label: null }], activities };
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind === "query"),
    map((operation) => makeResult(operation, {
      data: { child: getOperationName(operation.query) === "ChildTerms" ? { id: LEO.id, due: { terms: due } } : { id: LEO.id, calendar } },
    })),
  );
  const [onSwap, onGo] = [vi.fn(), vi.fn()];
  render(
    <Provider value={new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] })}>
      <NewsProvider>
        <DaySheet
          child={LEO} day="2026-11-18" activityId="day" cells={new Map()} selection={NOTHING}
          onToggle={() => {}} onGo={onGo} onSwap={onSwap} onAsk={() => {}} onChange={() => {}} onClose={() => {}}
        />
      </NewsProvider>
    </Provider>,
  );
  return { onSwap, onGo };
}

const reason = { code: "EXCLUDED" as const, message: "« Mercredi matin » est déjà réservé." };
const excluded = (activity = MORNING) => ({
  code: "EXCLUDED" as const, message: `« ${activity.name} » est déjà réservé.`, rule: null, opensAt: null, closedAt: null, activity,
});
const late = { code: "TOO_LATE" as const, message: "Trop tard.", rule: null, opensAt: null, closedAt: null, activity: null };
const DAY = "Mercredi, la journée";
const offers = () => screen.queryAllByRole("button", { name: /^Prendre/ }).map(({ textContent }) => textContent);

test("offers the activity that is blocked in place of the one that blocks it", async () => {
  const { onSwap } = show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("day", DAY, { state: "BLOCKED", reason, obstacles: [excluded()] }),
  ]);
  fireEvent.click(await screen.findByRole("button", { name: "Prendre « Mercredi, la journée » à la place de « Mercredi matin »" }));
  expect(onSwap.mock.calls).toEqual([[["morning"], "day"]]);
});

test("gives back all that stand in the way", async () => {
  const { onSwap } = show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("afternoon", "Mercredi après-midi", { state: "BOOKED", reason: null }),
    detail("day", DAY, { state: "BLOCKED", reason, obstacles: [excluded(), excluded({ id: "afternoon", name: "Mercredi après-midi" })] }),
  ]);
  await screen.findByText(DAY);
  expect(offers()).toEqual(["Prendre « Mercredi, la journée » à la place de « Mercredi matin » et de « Mercredi après-midi »"]);
  fireEvent.click(screen.getByRole("button", { name: /^Prendre/ }));
  expect(onSwap.mock.calls).toEqual([[["morning", "afternoon"], "day"]]);
});

test("offers a change that is open for longer than bookings", async () => {
  show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null, changeableUntil: "2026-11-18T06:00:00Z" }),
    detail("day", DAY, { state: "OUT_OF_TIME", reason: { code: "TOO_LATE", message: "Trop tard." }, obstacles: [late, excluded()] }),
  ]);
  await screen.findByText(DAY);
  expect(offers()).toEqual(["Prendre « Mercredi, la journée » à la place de « Mercredi matin »"]);
});

test("offers no change where something else stands in the way", async () => {
  show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("day", DAY, { state: "FULL", reason, obstacles: [{ code: "FULL", message: "Complet.", rule: null, opensAt: null, closedAt: null, activity: null }, excluded()] }),
    detail("study", "Étude", { state: "OUT_OF_TIME", reason, obstacles: [late, excluded()] }),
    detail("evening", "Soir", { state: "BLOCKED", reason, obstacles: [{ code: "LINKED", message: "Refusé.", rule: null, opensAt: null, closedAt: null, activity: MORNING }] }),
  ]);
  await screen.findByText(DAY);
  expect(offers()).toEqual([]);
});

/** What stands against each activity, as it is read. */
const against = () => [...document.querySelectorAll(".detail")].map((each) => [...each.querySelectorAll(".reason li, .reason > p:only-child")].map(({ textContent }) => textContent));
/** The facts beside what is said in one place, as they are read. */
const facts = (place: Element | null | undefined) => [...(place?.querySelectorAll("dt") ?? [])].map((term) => `${term.textContent}|${term.nextElementSibling?.textContent}`);
const said = () => document.querySelector(".sheet-sub + .reason");

test("lists everything that stands against an activity, with the activity that it is about", async () => {
  const owes = { code: "OWES" as const, message: "Il reste 12,40 € à payer.", rule: null, opensAt: null, closedAt: null, activity: null };
  const linked = { code: "LINKED" as const, message: "Une activité qui va avec est refusée.", rule: null, opensAt: null, closedAt: null, activity: { id: "bus", name: "Car" } };
  show([
    detail("morning", MORNING.name, { state: "BOOKED", reason: null }),
    detail("day", DAY, { state: "BLOCKED", reason, obstacles: [excluded(), owes, linked, owes] }),
    detail("study", "Étude", { state: "OUT_OF_TIME", reason: late, obstacles: [late] }),
  ]);
  await screen.findByText("3 raisons s’y opposent :");
  expect(against()).toEqual([
    ["« Mercredi matin » est déjà réservé.", "Il reste 12,40 € à payer.", "Car – Une activité qui va avec est refusée."],
    [],
    ["Trop tard."],
  ]);
});

test("what all activities have in common is said once, the rest with each", async () => {
  const owes = { code: "OWES" as const, message: "Il reste 12,40 € à payer.", rule: null, opensAt: null, closedAt: null, activity: null };
  show([
    detail("day", DAY, { state: "OUT_OF_TIME", reason: late, obstacles: [late, owes] }),
    detail("study", "Étude", { state: "OUT_OF_TIME", reason: late, obstacles: [late] }),
  ]);
  await screen.findByText("Trop tard.");
  expect(against()).toEqual([["Il reste 12,40 € à payer."], []]);
});

test("whoever waits is not told that it is full, but what else there is", async () => {
  const full = { code: "FULL" as const, message: "Complet.", rule: null, opensAt: null, closedAt: null, activity: null };
  const withheld = { code: "SUSPENDED" as const, message: "La mairie suspend cette place.", rule: null, opensAt: null, closedAt: null, activity: null };
  show([detail("day", DAY, { state: "WAITING", reason: full, obstacles: [full, withheld] }), detail("study", "Étude", { state: "BOOKED", reason: null })]);
  await screen.findByText("La mairie suspend cette place.");
  expect(against()).toEqual([["La mairie suspend cette place."], []]);
});

test("says when booking opens where it is not open yet", async () => {
  const early = { code: "NOT_OPEN_YET" as const, message: "Les réservations ouvriront bientôt.", rule: null, opensAt: "2026-11-20T07:00:00Z", closedAt: null, activity: null };
  show([detail("day", DAY, { state: "OUT_OF_TIME", reason: early, obstacles: [early] })]);
  expect((await screen.findByText(/pas encore ouvert à la réservation/)).textContent).toBe("08:00 – 18:00 · pas encore ouvert à la réservation");
  expect(screen.getByText("Ouvre à la réservation le").nextElementSibling?.textContent).toBe("vendredi 20 novembre à 08:00");
});

const RULE = "à réserver au plus tard le jeudi de la semaine précédente à 10:00";
const over = { ...late, rule: RULE, closedAt: "2026-11-12T09:00:00Z" };
const shut = (id: string, name: string, obstacle: Slot["obstacles"][number], more: Partial<Slot> = {}) =>
  detail(id, name, { state: "OUT_OF_TIME", reason: late, obstacles: [obstacle], closesAt: obstacle.closedAt, ...more });

test("says the rule and the closing beside the reason, once where they are the same for all", async () => {
  show([shut("day", DAY, over), shut("study", "Étude", over)]);
  await screen.findByText("Trop tard.");
  expect(facts(said())).toEqual([`Règle|${RULE}`, "Clos depuis le|jeudi 12 novembre à 10:00"]);
  expect([...document.querySelectorAll(".detail")].map(facts)).toEqual([
    ["Prix|11,50\u00a0€", "Places restantes|3"], ["Prix|11,50\u00a0€", "Places restantes|3"],
  ]);
});

test("says with each activity what is not the same for all", async () => {
  const other = { ...over, rule: "à réserver la veille" };
  show([shut("day", DAY, over), shut("study", "Étude", other), shut("bus", "Car", { ...over, rule: null })]);
  await screen.findByText("Trop tard.");
  expect(facts(said())).toEqual(["Clos depuis le|jeudi 12 novembre à 10:00"]);
  expect([...document.querySelectorAll(".detail")].map((each) => facts(each.querySelector(".reason")))).toEqual([
    [`Règle|${RULE}`], ["Règle|à réserver la veille"], [],
  ]);
});

test("a deadline that no obstacle tells stays among the facts of the activity", async () => {
  show([detail("day", DAY, { state: "BOOKED", reason: null }), shut("study", "Étude", late, { closesAt: "2026-11-12T09:00:00Z" })]);
  await screen.findByText("Étude");
  expect([...document.querySelectorAll(".detail > dl")].map((list) => facts(list)[0])).toEqual([
    "Modifiable jusqu’au|mercredi 18 novembre à 07:00", "Clos depuis le|jeudi 12 novembre à 10:00",
  ]);
});

test("leads to the next day that can be booked, or to the one that will be, and says when", async () => {
  const opening = { date: "2027-01-05", opensAt: "2026-11-30T23:00:00Z" };
  const { onGo } = show([
    shut("day", DAY, over, { nextBookableOn: "2026-11-25" }), shut("study", "Étude", over, { nextOpening: opening }), shut("bus", "Car", over),
    detail("morning", MORNING.name, { state: "BOOKED", reason: late, nextOpening: opening }),
  ]);
  await screen.findByText(DAY);
  expect([...document.querySelectorAll(".next")].map(({ textContent }) => textContent)).toEqual([
    "Prochain jour possible : mercredi 25 novembre",
    "Prochain jour qui s’ouvrira : mardi 5 janvier (à partir du mardi 1er décembre à 00:00)",
  ]);
  fireEvent.click(screen.getByRole("button", { name: "mercredi 25 novembre" }));
  fireEvent.click(screen.getByRole("button", { name: "mardi 5 janvier" }));
  expect(onGo.mock.calls).toEqual([["2026-11-25"], ["2027-01-05"]]);
});

const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
const month = (name: string, cents: number) => ({ month: `${name}-01`, amount: euros(cents) });
const TERM: OfferedTerm = {
  firstDay: "2026-09-01", lastDay: "2026-12-31", price: euros(5001), instalments: [month("2026-11", 2501), month("2026-12", 2500)],
};
const STUDY = { id: "study", name: "Étude" };
const byTerm = (term: OfferedTerm, state: Slot["state"] = "AVAILABLE") => (
  { ...detail(STUDY.id, STUDY.name, { state, reason: null, price: euros(0), closesAt: null, placesLeft: null }), terms: [term] });
const dueOf = (...parts: TermDue["amount"][]): TermDue[] => parts.map((amount) => (
  { activity: STUDY, firstDay: TERM.firstDay, lastDay: TERM.lastDay, price: euros(5001), month: "2026-11-01", amount }));

/** What the sheet says of prices. */
async function priced(detail: ActivityDetail, due: readonly TermDue[] = []) {
  cleanup();
  show([detail], due);
  await screen.findByText(STUDY.name);
  return [...facts(document.querySelector(".detail > dl")), document.querySelector(".detail .hint")?.textContent]
    .map((text) => text?.replaceAll("\u00a0", " "));
}

const ONCE = "Le forfait est dû une seule fois, dès le premier jour réservé de la période ; les autres jours ne coûtent rien de plus.";
const TAKEN = "Le forfait est déjà pris : ce jour ne coûte rien de plus.";

test("of an activity that is paid by the term, says what is paid when", async () => {
  expect(await priced(byTerm(TERM))).toEqual([
    "Forfait|50,01 €, de septembre 2026 à décembre 2026", "À payer|en 2 fois : 25,01 € en novembre 2026, 25,00 € en décembre 2026", ONCE,
  ]);
  const november = { firstDay: "2026-11-01", lastDay: "2026-11-30", price: euros(5900), instalments: [month("2026-11", 5900)] };
  expect(await priced(byTerm(november))).toEqual(["Forfait|59,00 €, novembre 2026", "À payer|59,00 € sur la facture de novembre 2026", ONCE]);
  const year = { ...TERM, lastDay: "2027-08-31", price: euros(9000), instalments: ["2026-11", "2026-12", "2027-01"].map((each) => month(each, 3000)) };
  expect(await priced(byTerm(year))).toEqual([
    "Forfait|90,00 €, de septembre 2026 à août 2027", "À payer|en 3 fois : 30,00 € par mois, de novembre 2026 à janvier 2027", ONCE,
  ]);
});

test("of a term that began before, says what is due from now on, and that the rest is told before it is ordered", async () => {
  const late = "Le forfait est dû une seule fois ; il a commencé avant ce jour : ce qui est dû des mois passés est dit avant que vous confirmiez.";
  const began = (...instalments: OfferedTerm["instalments"]) => priced(byTerm({ ...TERM, instalments }));
  expect(await began(month("2026-10", 2501), month("2026-11", 2500))).toEqual([
    "Forfait|50,01 €, de septembre 2026 à décembre 2026", "À payer|25,00 € sur la facture de novembre 2026", late,
  ]);
  expect(await began(month("2026-09", 2501), month("2026-10", 2500))).toEqual(["Forfait|50,01 €, de septembre 2026 à décembre 2026", late]);
});

test("of a term that is taken up, says what is due of it with the month, and that the day costs nothing more", async () => {
  expect(await priced(byTerm(TERM), dueOf(euros(2501)))).toEqual([
    "Forfait|50,01 €, de septembre 2026 à décembre 2026", "À payer|25,01 € sur la facture de novembre 2026", TAKEN,
  ]);
  expect(await priced(byTerm(TERM, "BOOKED"))).toEqual(["Forfait|de septembre 2026 à décembre 2026", "À payer|rien de plus en novembre 2026", TAKEN]);
});

test("a place keeps the price of its own that was agreed on before", async () => {
  const place = byTerm(TERM, "BOOKED");
  if (!place.slot) throw new Error("a slot");
  expect(await priced({ ...place, slot: { ...place.slot, price: euros(260) } }, dueOf(euros(2501)))).toEqual([
    "Forfait|50,01 €, de septembre 2026 à décembre 2026", "À payer|25,01 € sur la facture de novembre 2026", "Prix|2,60 €", undefined,
  ]);
});

test("outside its terms, an activity costs what the day says", async () => {
  expect(await priced(byTerm({ ...TERM, firstDay: "2027-01-01", lastDay: "2027-03-31" }))).toEqual(["Prix|0,00 €", undefined]);
});
