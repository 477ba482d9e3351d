import { expect, test } from "vitest";
import { refusalText } from "../../src/planning/refusal.ts";
import { en } from "../../src/planning/texts/en.ts";
import { fr } from "../../src/planning/texts/fr.ts";

const told = (code: string) => [fr, en].map((words) => refusalText({ code, message: "Le serveur." }, words));

test("a week without bookings is said to be nothing to copy, with what to do about it", () => {
  expect(told("NOTHING_TO_COPY")).toEqual([
    "Il n’y a rien à copier : aucun jour n’est réservé dans la semaine choisie. Choisissez une autre semaine, ou réservez d’abord des jours.",
    "There is nothing to copy: no day is booked in the week that you chose. Choose another week, or book days first.",
  ]);
});

test("any other refusal stays in the words of the server", () => {
  expect([...told("TOO_MANY_DAYS"), ...told("toString")]).toEqual(["Le serveur.", "Le serveur.", "Le serveur.", "Le serveur."]);
});
