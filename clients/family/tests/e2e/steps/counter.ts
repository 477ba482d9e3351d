import assert from "node:assert/strict";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { plain } from "./words.ts";

export interface Counter {
  readonly slug: string;
  readonly login: string;
  readonly password: string;
  readonly familyCode: string;
  /** A child of that family, by its first and last name. */
  readonly child: string;
  /** An activity that it is not booked into today. */
  readonly activity: string;
}

const keep = async (page: Page, pictures: string | undefined, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};

/** A tablet whose name comes later than that of any walk before: at one and the same instant, its taps hold. */
export async function nameTablet(context: BrowserContext): Promise<void> {
  await context.addInitScript((name) => localStorage.setItem("preau.desk.device", name), `marche-${Date.now()}`);
}

/** Staff sign in and find the desk. */
export async function arrive(page: Page, url: string, { slug, login, password }: Counter, pictures?: string): Promise<void> {
  await page.goto(`${url}/${slug}`);
  await page.getByLabel("Adresse e-mail ou code famille").fill(login);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Guichet" }).waitFor();
  await page.getByRole("link", { name: /demandes? de place/ }).waitFor();
  await inspect(page, "the desk");
  await keep(page, pictures, "desk");
}

/** Refuses the first line of what waits, with a reason, and accepts the rest. */
export async function decide(page: Page, reason: string, lines: number, pictures?: string): Promise<void> {
  await page.getByRole("link", { name: "1 demande de place" }).click();
  await page.locator(".queued").first().waitFor();
  await inspect(page, "orders to decide");
  await keep(page, pictures, "desk-queue");
  await page.locator(".queued").first().click();
  await page.getByRole("button", { name: "Tout accepter" }).waitFor();
  assert.equal(await page.locator(".order-line").count(), lines);
  await page.getByRole("radio", { name: "Refuser" }).first().check();
  await page.getByRole("radio", { name: "à accepter" }).check();
  await page.getByRole("button", { name: "Valider la décision" }).click();
  await page.getByRole("alert").getByText("un motif est nécessaire", { exact: false }).waitFor();
  await page.getByLabel("Motif du refus, dit à la famille").fill(reason);
  await inspect(page, "an order to decide");
  await keep(page, pictures, "desk-order");
  await page.getByRole("button", { name: "Valider la décision" }).click();
  await page.getByText(`${lines - 1} ligne acceptée, 1 ligne refusée.`, { exact: false }).waitFor();
  await page.getByRole("heading", { name: "Demandes à décider" }).waitFor();
}

/** Lets the family give a place back, which the counter on the home screen tells without being asked. */
export async function letGo(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Accueil", exact: true }).click();
  await page.getByRole("link", { name: "1 demande d’annulation" }).click();
  await page.locator(".queued").first().click();
  await page.getByRole("button", { name: "Tout accepter" }).click();
  await page.getByText("1 ligne acceptée.", { exact: false }).waitFor();
  await page.getByText("Rien n’attend de décision.").waitFor();
}

const row = (page: Page) => page.locator(".roll-row");
const says = async (page: Page, state: string) => {
  await row(page).filter({ hasText: state }).waitFor();
};

/** Notes a child that came without a booking, and without a network that it left: both arrive. */
export async function callRoll(page: Page, context: BrowserContext, counter: Counter, pictures?: string): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.getByRole("link", { name: "Appel", exact: true }).click();
  await page.locator(".roll-activities .tile").first().waitFor();
  await inspect(page, "the activities of the day");
  await keep(page, pictures, "desk-activities");
  await page.locator(".roll-activities .tile").filter({ hasText: counter.activity }).first().click();
  await page.getByLabel("Nom ou code famille").fill(counter.familyCode);
  await page.getByRole("button", { name: "Chercher" }).click();
  await page.getByRole("button", { name: `Arrivé sans réservation : ${counter.child}` }).click();
  await page.getByText("Tout est envoyé.").waitFor();
  await says(page, "Présent à");
  await inspect(page, "the roll");
  await keep(page, pictures, "desk-roll");

  await context.setOffline(true);
  await page.getByRole("button", { name: `Parti : ${counter.child}` }).click();
  await page.getByText("1 geste attend le réseau", { exact: false }).waitFor();
  await says(page, "pas encore envoyé");
  await page.reload();
  await page.getByText("Liste gardée sur cette tablette.", { exact: false }).waitFor();
  await says(page, "pas encore envoyé");
  assert.match(plain(await row(page).locator(".roll-where").textContent()), /^Parti à \d\d:\d\d/);
  await inspect(page, "the roll without a network");
  await keep(page, pictures, "desk-roll-offline");

  await context.setOffline(false);
  await page.getByText("Tout est envoyé.").waitFor();
  await page.getByText("pas encore envoyé").first().waitFor({ state: "detached" });
  await says(page, "Parti à");
  await page.reload();
  await says(page, "Parti à");
  // As it was before, for the next walk.
  await page.getByRole("button", { name: `Annuler le départ : ${counter.child}` }).click();
  await page.getByRole("button", { name: `Annuler l’arrivée : ${counter.child}` }).click();
  await page.getByText("Personne n’est attendu.").waitFor();
}

/** The numbers of the day, and the family with the reasons of a day. */
export async function lookUp(page: Page, { familyCode, child }: Counter, pictures?: string): Promise<void> {
  await page.getByRole("link", { name: "La journée", exact: true }).click();
  await page.locator(".numbers tbody tr").first().waitFor();
  await inspect(page, "the day");
  await keep(page, pictures, "desk-day");
  await page.getByRole("link", { name: "Familles", exact: true }).click();
  await page.getByLabel("Code famille").fill(familyCode);
  await page.getByRole("button", { name: "Ouvrir" }).click();
  await page.getByRole("heading", { name: /^Famille .*/ }).waitFor();
  await page.getByText(child).first().waitFor();
  await page.getByRole("button", { name: "Expliquer" }).click();
  await page.locator(".verdict").waitFor();
  await inspect(page, "a family at the desk");
  await keep(page, pictures, "desk-family");
}
