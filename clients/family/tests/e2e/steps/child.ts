import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { plain } from "./words.ts";

/** Where to keep a picture of what the step shows; nowhere where it answers nothing. */
type Pictured = (name: string) => string | undefined;

async function portrait(page: Page, path: string | undefined): Promise<void> {
  if (path) await page.screenshot({ path });
}

/** Reads what the boxes mean, in the words of the server. */
export async function readLegend(page: Page, pictured: Pictured): Promise<void> {
  const opener = page.getByRole("button", { name: "Légende" });
  await opener.click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Une place peut être réservée maintenant.").waitFor();
  await inspect(page, "legend");
  await portrait(page, pictured("legend"));
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  assert.equal(await opener.evaluate((button) => button === document.activeElement), true, "focus returns to the button");
}

/** Makes an address for calendar programs, which is shown once, and ends it. */
export async function subscribe(page: Page, pictured: Pictured): Promise<void> {
  await page.getByRole("button", { name: "Abonner mon agenda" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Aucune adresse pour l’instant.").waitFor();
  await sheet.getByRole("button", { name: "Créer une adresse" }).click();
  const address = await sheet.getByLabel("Adresse secrète").inputValue();
  assert.match(new URL(address).pathname, /^\/feeds\/.+\.ics$/);
  await sheet.getByText("Jamais lue").waitFor();
  await inspect(page, "calendar address");
  await portrait(page, pictured("feeds"));
  await sheet.getByRole("button", { name: /^Supprimer l’adresse créée le / }).click();
  await inspect(page, "calendar address to remove");
  await sheet.getByRole("button", { name: "Oui, supprimer" }).click();
  await sheet.getByText("L’adresse est supprimée.").waitFor();
  assert.equal(await sheet.getByLabel("Adresse secrète").count(), 0);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
}

/** Looks at how an absence is told; a day on which nothing is booked is said to be none. */
export async function reportNothing(page: Page, pictured: Pictured): Promise<void> {
  await page.getByRole("button", { name: "Annoncer une absence" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: "Autre raison" }).check();
  // A Sunday.
  await sheet.getByLabel("Du", { exact: true }).fill("2026-12-06");
  await sheet.getByLabel("Au", { exact: true }).fill("2026-12-06");
  await inspect(page, "absence");
  await portrait(page, pictured("absence"));
  await sheet.getByRole("button", { name: "Annoncer l’absence" }).click();
  await sheet.getByRole("heading", { name: "Rien n’est annoncé" }).waitFor();
  assert.match(plain(await sheet.locator(".absences li").first().textContent()), /Pas réservé/);
  await inspect(page, "absence not reported");
  await sheet.getByRole("button", { name: "Retour au calendrier" }).click();
}
