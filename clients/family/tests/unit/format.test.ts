import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { capital, formatIn } from "../../src/i18n/format.ts";
import { fr } from "../../src/i18n/fr.ts";

/** Intl puts no-break spaces of two widths; their width is not the point here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("amounts in whole cents", () => {
  const french = formatIn("fr", "Europe/Paris");
  expect([0, 5, 170, 315, 123456].map((cents) => plain(french.money(cents)))).toEqual([
    "0,00 €", "0,05 €", "1,70 €", "3,15 €", "1 234,56 €",
  ]);
  expect(formatIn("en", "Europe/Paris").money(315)).toBe("€3.15");
});

test("a civil day is the same whatever the zone", () => {
  for (const zone of ["Europe/Paris", "Indian/Reunion", "America/Cayenne"]) {
    expect(formatIn("fr", zone).day("2026-11-16")).toBe("lundi 16 novembre");
  }
});

test("a deadline is told in the town's time, before and after the clock change", () => {
  const paris = formatIn("fr", "Europe/Paris");
  expect(paris.instant("2026-10-22T08:00:00Z")).toBe("jeudi 22 octobre à 10:00");
  expect(paris.instant("2026-10-29T09:00:00Z")).toBe("jeudi 29 octobre à 10:00");
  expect(formatIn("fr", "Indian/Reunion").instant("2026-10-29T06:00:00Z")).toBe("jeudi 29 octobre à 10:00");
});

test("the first of a month is told as French does", () => {
  const french = formatIn("fr", "Europe/Paris");
  expect([french.day("2027-01-01"), french.dayMonth("2026-12-21"), french.instant("2026-10-01T08:00:00Z")]).toEqual([
    "vendredi 1er janvier", "21 décembre", "jeudi 1er octobre à 10:00",
  ]);
  expect([french.dayNumber("2026-12-01"), french.dayNumber("2026-12-11")]).toEqual(["1er", "11"]);
  expect(formatIn("en", "Europe/Paris").dayMonth("2027-01-01")).toBe("1 January");
});

test("month, day and title forms", () => {
  const french = formatIn("fr", "Europe/Paris");
  expect([french.month("2026-11"), french.weekday("2026-11-16"), french.dayNumber("2026-11-16"), french.shortDay("2026-11-16")]).toEqual([
    "novembre 2026", "lun.", "16", "lun. 16 novembre",
  ]);
  expect(capital("école")).toBe("École");
});

test("nought is singular in French, plural in English", () => {
  expect([0, 1, 2].map(fr.month.places)).toEqual(["0 place", "1 place", "2 places"]);
  expect([0, 1, 2].map(en.month.places)).toEqual(["0 places", "1 place", "2 places"]);
});

test("what an order did, in words", () => {
  expect(fr.recap.counts(2, 1, 0)).toBe("2 réservés · 1 annulé");
  expect(fr.recap.counts(0, 0, 1, 3)).toBe("3 demandés · 1 refusé");
  expect(fr.alerts.changed("Camille", 4, 1, 0)).toBe("Changement fait ailleurs par Camille : 1 réservé. Le calendrier est à jour.");
});

test("what is kept until today is told by the hour, what is kept longer by the day", () => {
  const now = new Date("2026-11-23T08:00:00Z");
  const [french, english] = [formatIn("fr", "Europe/Paris"), formatIn("en", "Europe/Paris")];
  expect(french.until("2026-11-23T13:32:00Z", now)).toBe("jusqu’à 14:32");
  expect(french.until("2026-11-23T23:30:00Z", now)).toBe("jusqu’au mardi 24 novembre à 00:30");
  expect(formatIn("fr", "America/Cayenne").until("2026-11-23T23:30:00Z", now)).toBe("jusqu’à 20:30");
  expect(english.until("2026-11-23T13:32:00Z", now)).toBe("until 14:32");
  expect(english.until("2026-12-01T08:00:00Z", now)).toBe("until Tuesday 1 December at 09:00");
});

test("what is said of something stands behind the sign of the language", () => {
  expect(formatIn("fr", "Europe/Paris").named("Étude", "complet")).toBe("Étude : complet");
  expect(formatIn("en", "Europe/Paris").named("Study", "full")).toBe("Study: full");
});
