import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { MORNING, plain, slot } from "./words.ts";

/** Opens the sheet for many days with the keyboard, and chooses with the arrow keys what it is about. */
async function openPlan(page: Page, task: "Réserver" | "Annuler"): Promise<Locator> {
  await page.getByRole("button", { name: /^Planifier : / }).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: "Réserver", exact: true }).focus();
  if (task === "Annuler") await page.keyboard.press("ArrowRight");
  assert.equal(await sheet.getByRole("radio", { name: task, exact: true }).isChecked(), true);
  return sheet;
}

async function rehearse(sheet: Locator): Promise<void> {
  await sheet.getByRole("button", { name: "Voir ce qui se passera" }).click();
  await sheet.getByRole("button", { name: "Confirmer" }).waitFor();
}

async function agree(sheet: Locator): Promise<void> {
  await sheet.getByRole("button", { name: "Confirmer" }).click();
  await sheet.getByRole("heading", { name: "C’est enregistré" }).waitFor();
}

const results = async (sheet: Locator) => [...new Set(await sheet.locator(".outcome-day .outcome-result").allTextContents())];
const total = async (sheet: Locator) => plain(await sheet.locator(".recap-total strong").textContent());
const leave = async (sheet: Locator) => sheet.getByRole("button", { name: "Retour au calendrier" }).click();

/** Says what is missing, shows what a whole year would cost, and writes nothing. */
export async function costOfTheYear(page: Page, picture: string | undefined): Promise<void> {
  const sheet = await openPlan(page, "Réserver");
  await inspect(page, "plan");
  await sheet.getByRole("button", { name: "Voir ce qui se passera" }).click();
  assert.equal(plain(await sheet.getByRole("alert").textContent()), "Choisissez au moins une activité.");
  await inspect(page, "plan with a problem");
  await sheet.getByRole("checkbox", { name: MORNING, exact: true }).check();
  await sheet.getByRole("radio", { name: "Roulement" }).check();
  await sheet.getByRole("button", { name: "Ajouter une semaine" }).click();
  await sheet.getByRole("group", { name: "Semaine 3" }).getByRole("checkbox", { name: "Lundi" }).check();
  await inspect(page, "plan with a rota");
  await sheet.getByRole("radio", { name: "Toute l’année scolaire" }).check();
  await sheet.getByRole("radio", { name: "Semaines impaires" }).check();
  await sheet.getByText(/porte le numéro \d+\s: elle est (im)?paire/).waitFor();
  const odd = await yearly(sheet);
  await sheet.getByRole("button", { name: "Modifier" }).click();
  await sheet.getByRole("radio", { name: "Semaines paires" }).check();
  const even = await yearly(sheet);
  await sheet.getByRole("button", { name: "Modifier" }).click();
  await sheet.getByRole("radio", { name: "Chaque semaine" }).check();
  assert.equal(await yearly(sheet), odd + even);
  await sheet.locator(".part summary").first().click();
  await inspect(page, "recap of a year");
  if (picture) await page.screenshot({ path: picture });
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  const opener = page.getByRole("button", { name: /^Planifier : / });
  assert.equal(await opener.evaluate((button) => button === document.activeElement), true, "focus returns to the button");
}

/** How many days a year would be, by its recap. */
async function yearly(sheet: Locator): Promise<number> {
  await rehearse(sheet);
  const [line] = (await sheet.locator(".sums li .outcome-result").allTextContents()).map(plain);
  const days = Number(/^(\d+) à réserver$/.exec(line ?? "")?.[1]);
  assert.equal(days > 40, true, line);
  assert.notEqual(await total(sheet), "0,00 €");
  return days;
}

/** A month of mornings, of which another phone takes one while it is looked at: nothing is done, and it is asked again. */
export async function planMonth(page: Page, other: Page): Promise<void> {
  const sheet = await openPlan(page, "Réserver");
  await sheet.getByRole("checkbox", { name: MORNING, exact: true }).check();
  await rehearse(sheet);
  assert.deepEqual(await results(sheet), ["Sera réservé"]);
  const before = await total(sheet);

  await slot(other, MORNING, ".*", "disponible").first().click();
  await other.getByRole("button", { name: "Vérifier" }).click();
  await agree(other.getByRole("dialog"));
  await leave(other.getByRole("dialog"));

  await sheet.getByRole("button", { name: "Confirmer" }).click();
  await sheet.getByText("Entre-temps, quelque chose a changé : rien n’a été enregistré.", { exact: false }).waitFor();
  await inspect(page, "a plan that changed");
  assert.equal(plain(await sheet.locator(".recap-total small").textContent()), `au lieu de ${before}`);
  await agree(sheet);
  await inspect(page, "a plan that is done");
  await leave(sheet);
}

/** The week of a brother, for his sister. */
export async function copyToSibling(page: Page): Promise<void> {
  const week = page.locator(".week").filter({ has: slot(page, MORNING, ".*", "réservé") }).first();
  await week.getByRole("button", { name: /^Planifier la semaine du/ }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: "Copier", exact: true }).check();
  await sheet.getByRole("radio", { name: "Inès" }).check();
  assert.equal(await sheet.getByRole("radio", { name: "La même semaine" }).isChecked(), true);
  await inspect(page, "plan of a copy");
  await rehearse(sheet);
  assert.deepEqual(await sheet.locator(".outcomes h3").allTextContents(), ["Inès"]);
  assert.deepEqual(await results(sheet), ["Sera réservé"]);
  await agree(sheet);
  await leave(sheet);
}

/** Gives all the mornings of both children back. */
export async function clearMonth(page: Page): Promise<void> {
  const sheet = await openPlan(page, "Annuler");
  await sheet.getByRole("checkbox", { name: "Inès" }).check();
  const all = sheet.getByRole("checkbox", { name: "Toutes", exact: true });
  assert.equal(await all.isChecked(), true, "all is cleared unless said otherwise");
  await all.uncheck();
  await sheet.getByRole("checkbox", { name: MORNING, exact: true }).check();
  await rehearse(sheet);
  assert.deepEqual(await results(sheet), ["Sera annulé"]);
  await agree(sheet);
  await leave(sheet);
  await slot(page, MORNING, ".*", "disponible").first().waitFor();
}

/** The week and two weeks, forward and back, then the month again. */
export async function turnPages(page: Page): Promise<void> {
  const heading = page.locator(".month-nav h2");
  const month = plain(await heading.textContent());
  for (const [view, weeks] of [["Semaine", 1], ["Quinzaine", 2]] as const) {
    await page.getByRole("link", { name: view, exact: true }).click();
    const title = plain(await heading.textContent());
    assert.match(title, /^Du .* au /);
    await page.waitForFunction((count) => document.querySelectorAll(".week").length === count, weeks);
    if (view === "Semaine") assert.equal(await page.locator(".week th[scope=col]").count(), 7, "a week has seven days");
    await page.getByRole("link", { name: /^Période suivante : du / }).click();
    assert.notEqual(plain(await heading.textContent()), title);
    await page.getByRole("link", { name: /^Période précédente : du / }).click();
    assert.equal(plain(await heading.textContent()), title);
    await inspect(page, view);
  }
  await page.getByRole("link", { name: "Mois", exact: true }).click();
  assert.equal(plain(await heading.textContent()), month);
}
