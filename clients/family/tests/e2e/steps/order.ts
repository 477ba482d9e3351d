import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { CANTEEN, MIDDAY, plain, slot } from "./words.ts";

/** Two days of midday care with its meal: 2 × (1.70 € + 3.15 €). */
const COST = "9,70 €";

export async function tick(page: Page, days: string[]): Promise<void> {
  const [first = "", second = ""] = days;
  await slot(page, MIDDAY, first, "disponible").click();
  await slot(page, CANTEEN, first, "à réserver").waitFor();
  await slot(page, MIDDAY, second, "disponible").focus();
  await page.keyboard.press("Space");
  await slot(page, CANTEEN, second, "à réserver").waitFor();
  const bar = page.getByRole("complementary", { name: "Votre sélection" });
  assert.equal(plain(await bar.locator("strong").textContent()), COST);
  await inspect(page, "month with ticks");
  await page.emulateMedia({ colorScheme: "dark" });
  await inspect(page, "month with ticks, dark");
  await page.emulateMedia({ colorScheme: "light" });
}

export async function order(page: Page, context: BrowserContext): Promise<void> {
  await page.getByRole("button", { name: "Vérifier" }).click();
  const sheet = page.getByRole("dialog");
  const confirm = sheet.getByRole("button", { name: "Confirmer" });
  await confirm.waitFor();
  assert.equal(plain(await sheet.locator(".recap-total strong").textContent()), COST);
  assert.deepEqual(await results(page), Array.from({ length: 4 }, () => "Sera réservé"));
  await inspect(page, "recap");

  await context.setOffline(true);
  await confirm.click();
  await sheet.getByText("Hors connexion : la demande n’a pas été envoyée.", { exact: false }).waitFor();
  await inspect(page, "recap offline");
  await context.setOffline(false);
  await page.waitForFunction(() => navigator.onLine);

  await confirm.click();
  await sheet.getByRole("heading", { name: "C’est enregistré" }).waitFor();
  assert.deepEqual(await results(page), Array.from({ length: 4 }, () => "Réservé"));
  await inspect(page, "outcomes");
  await sheet.getByRole("button", { name: "Retour au calendrier" }).click();
}

function results(page: Page): Promise<string[]> {
  return page.locator(".outcome-result").allTextContents();
}

export async function readHistory(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Mes demandes" }).click();
  const order = page.locator(".order").first();
  await order.getByText("Confirmée").waitFor();
  assert.equal(plain(await order.locator(".order-head strong").textContent()), COST);
  await order.getByText("Voir le détail").click();
  await order.locator(".order-lines li").first().waitFor();
  assert.equal(await order.locator(".order-lines li").count(), 4);
  await inspect(page, "orders");
  await page.getByRole("link", { name: "Historique" }).click();
  const latest = page.locator(".history-order").first();
  await latest.waitFor();
  const lines = (await latest.locator("li").allTextContents()).map(plain);
  assert.equal(lines.length, 4);
  assert.equal(lines.every((line) => line.includes("Réservé pour Léo")), true, lines.join("\n"));
  await inspect(page, "history");
  await page.goBack();
  await page.goBack();
}

/** Tabs from where the focus is until it rests on what is looked for. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 250; presses += 1) {
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    });
    if (name.test(here)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key never reaches ${name}`);
}

export async function cancelByKeyboard(page: Page, days: string[]): Promise<void> {
  await page.locator(".week").first().waitFor({ state: "attached" });
  for (const day of days) {
    await tabTo(page, new RegExp(`^${MIDDAY}, ${day}\\s: réservé(,|$)`));
    await page.keyboard.press("Space");
    await slot(page, CANTEEN, day, "à annuler").waitFor();
  }
  // Down one row with the arrow keys, as in any grid.
  await page.keyboard.press("ArrowDown");
  await tabTo(page, new RegExp(`^${CANTEEN}, `));
  await tabTo(page, /^Vérifier$/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Confirmer" }).waitFor();
  await tabTo(page, /^Confirmer$/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "C’est enregistré" }).waitFor();
  assert.deepEqual(await results(page), Array.from({ length: 4 }, () => "Annulé"));
  await tabTo(page, /^Retour au calendrier$/);
  await page.keyboard.press("Enter");
  for (const day of days) await slot(page, MIDDAY, day, "disponible").waitFor();
}
