// A small stand-in for a town: enough of Milly's rules for the app to be built and walked without the real server.
// It decides nothing that matters; the server's own tests do that.
import { addDays, type Day, weekday } from "../../src/booking/days.ts";

export const NOW = "2026-11-09T08:30:00Z";
export const LOGIN = { names: ["camille.marchand@example.org", "MLF-1042"], password: "preau-parent" };

export interface Activity {
  id: string;
  code: string;
  name: string;
  startsAt: string;
  endsAt: string;
  capacity: number;
  priceCents: number;
}

const activity = (n: number, code: string, name: string, startsAt: string, endsAt: string, priceCents: number): Activity => ({
  id: `activity:01K9M0000000000000000000A${n}`, code, name, startsAt, endsAt, capacity: 60, priceCents,
});

export const MORNING = activity(1, "matin", "Accueil du matin", "07:20", "08:35", 195);
export const MIDDAY = activity(2, "midi", "Accueil du midi", "11:45", "13:35", 170);
export const CANTEEN = activity(3, "restauration", "Restauration", "11:45", "13:35", 315);
export const STUDY = activity(4, "etude", "Étude du soir", "16:30", "18:00", 260);
export const EVENING = activity(5, "soir", "Accueil du soir", "16:30", "19:00", 340);
export const ACTIVITIES = [MORNING, MIDDAY, CANTEEN, STUDY, EVENING];

export interface Child {
  id: string;
  firstName: string;
  lastName: string;
  school: { id: string; name: string };
  foodPlan: boolean;
}

const school = { id: "school:01K9M0000000000000000000S1", name: "École élémentaire Jean-Cocteau" };
export const LEO: Child = { id: "child:01K9M0000000000000000000C1", firstName: "Léo", lastName: "Marchand", school, foodPlan: false };
export const INES: Child = { id: "child:01K9M0000000000000000000C2", firstName: "Inès", lastName: "Marchand", school, foodPlan: true };
export const CHILDREN = [LEO, INES];

const HOLIDAYS: readonly [Day, Day, string][] = [
  ["2026-10-17", "2026-11-01", "Vacances de la Toussaint"],
  ["2026-12-19", "2027-01-03", "Vacances de Noël"],
];
const PUBLIC = new Map<Day, string>([["2026-11-11", "Armistice 1918"], ["2026-11-01", "Toussaint"], ["2026-12-25", "Noël"]]);

export function kindOf(day: Day): { kind: string; label: string | null } {
  const feast = PUBLIC.get(day);
  if (feast !== undefined) return { kind: "PUBLIC_HOLIDAY", label: feast };
  const holiday = HOLIDAYS.find(([from, to]) => from <= day && day <= to);
  return holiday ? { kind: "SCHOOL_HOLIDAY", label: holiday[2] } : { kind: "SCHOOL_TIME", label: null };
}

/** Thursday 10:00 of the week before, in winter time. */
export function closingOf(day: Day): string {
  return `${addDays(day, -weekday(day) - 3)}T09:00:00Z`;
}

export function takesOf(child: Child, of: Activity): Activity[] {
  if (of === CANTEEN) return [MIDDAY];
  return of === MIDDAY && !child.foodPlan ? [CANTEEN] : [];
}

const key = (child: Child, of: Activity, day: Day) => `${child.id} ${of.id} ${day}`;

/** What is booked, and the changes that led there. */
export class Register {
  readonly booked = new Set<string>();
  readonly events: { child: Child; activity: Activity; day: Day; change: "BOOKED" | "CANCELLED"; at: string; order: number }[] = [];
  readonly answers = new Map<string, unknown>();
  orders = 11;

  constructor() {
    for (const day of ["2026-11-02", "2026-11-03", "2026-11-05", "2026-11-06", "2026-11-09", "2026-11-10", "2026-11-12", "2026-11-13"]) {
      for (const meal of [MIDDAY, CANTEEN]) this.seed(LEO, meal, day, 10);
    }
    for (const day of ["2026-11-10", "2026-11-13"]) this.seed(LEO, STUDY, day, 10);
    for (const day of ["2026-11-16", "2026-11-17"]) for (const meal of [MIDDAY, CANTEEN]) this.seed(LEO, meal, day, 11);
    this.seed(LEO, STUDY, "2026-11-17", 11);
    for (const day of ["2026-11-16", "2026-11-19"]) this.seed(INES, MIDDAY, day, 11);
  }

  private seed(child: Child, of: Activity, day: Day, order: number): void {
    this.booked.add(key(child, of, day));
    this.events.push({ child, activity: of, day, change: "BOOKED", at: order === 10 ? "2026-10-28T18:12:00Z" : "2026-11-08T19:40:00Z", order });
  }

  isBooked(child: Child, of: Activity, day: Day): boolean {
    return this.booked.has(key(child, of, day));
  }

  set(child: Child, of: Activity, day: Day, change: "BOOKED" | "CANCELLED", order: number): void {
    if (change === "BOOKED") this.booked.add(key(child, of, day));
    else this.booked.delete(key(child, of, day));
    this.events.push({ child, activity: of, day, change, at: NOW, order });
  }

  slot(child: Child, of: Activity, day: Day) {
    const { kind, label } = kindOf(day);
    const booked = this.isBooked(child, of, day);
    const closed = (code: string, message: string) => ({
      state: "CLOSED", reason: { code, message }, closesAt: null, placesLeft: null,
    });
    if (kind === "PUBLIC_HOLIDAY") return closed("PUBLIC_HOLIDAY", `Jour férié : ${label}.`);
    if (kind === "SCHOOL_HOLIDAY") return closed("SCHOOL_HOLIDAY", `Fermé pendant les ${label?.toLowerCase()}.`);
    if ([3, 6, 7].includes(weekday(day))) return closed("WEEKDAY", "Cet accueil ne fonctionne pas ce jour de la semaine.");
    const closesAt = closingOf(day);
    const placesLeft = placesOf(of, day);
    if (NOW >= closesAt) {
      const message = "Trop tard : les changements pour cette semaine étaient possibles jusqu’au jeudi précédent à 10 h 00.";
      return { state: booked ? "BOOKED" : "OUT_OF_TIME", reason: { code: "TOO_LATE", message, closedAt: closesAt }, closesAt, placesLeft };
    }
    if (booked) return { state: "BOOKED", reason: null, closesAt, placesLeft };
    if (placesLeft === 0) return { state: "FULL", reason: { code: "FULL", message: "Complet : il ne reste aucune place ce jour-là." }, closesAt, placesLeft };
    return { state: "AVAILABLE", reason: null, closesAt, placesLeft };
  }
}

function placesOf(of: Activity, day: Day): number {
  if (of === EVENING && day === "2026-11-20") return 0;
  if (of === EVENING && day === "2026-11-19") return 3;
  if (of === MORNING && day === "2026-11-27") return 2;
  return 12 + ((Number(day.slice(8)) * 7 + of.priceCents) % 30);
}
