import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { plain, slot } from "./words.ts";

/** What is put into the cart here: a child's days in one activity, each at this price. */
export interface Wanted {
  readonly child: string;
  readonly activity: string;
  readonly cost: string;
  readonly total: string;
}

const badge = (page: Page, count: string) => page.getByRole("link", { name: `Panier : ${count}` });

/** Opens the calendar of a child, and answers the first two days on which the activity can be booked, in words. */
async function openDays(page: Page, { child, activity }: Wanted): Promise<string[]> {
  await page.getByRole("link", { name: "Mes enfants", exact: true }).click();
  await page.getByRole("link", { name: new RegExp(child) }).click();
  const free = page.getByRole("checkbox", { name: new RegExp(`^${activity}, .* : disponible`) });
  await free.first().waitFor();
  const names = await free.evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label") ?? ""));
  return names.slice(0, 2).map((name) => /, (\S+ \S+ \S+)\s: /.exec(name)?.[1] ?? "");
}

/** Two days into the cart, which both phones of the family see; nothing is booked. */
export async function fill(page: Page, other: Page, wanted: Wanted): Promise<string[]> {
  const days = await openDays(page, wanted);
  for (const day of days) await slot(page, wanted.activity, day, "disponible").click();
  await page.getByRole("button", { name: "Vérifier" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("vos places sont gardées 20 minutes", { exact: false }).waitFor();
  await inspect(page, "recap with a cart");
  await sheet.getByRole("button", { name: "Mettre au panier" }).click();
  await sheet.getByRole("heading", { name: "C’est dans le panier" }).waitFor();
  await inspect(page, "put into the cart");
  await sheet.getByRole("button", { name: "Retour au calendrier" }).click();
  for (const day of days) {
    await page.getByRole("button", { name: new RegExp(`^${wanted.activity}, ${day} : dans le panier`) }).waitFor();
  }
  await badge(page, "2 lignes").waitFor();
  await badge(other, "2 lignes").waitFor();
  await inspect(page, "month with a cart");
  return days;
}

/** The screen of the cart: what stands there, until when its places are kept, and that nothing is sent. */
export async function read(page: Page, { child, activity, cost, total }: Wanted, picture: string | undefined): Promise<void> {
  await badge(page, "2 lignes").click();
  await page.getByRole("heading", { name: child }).waitFor();
  const lines = page.locator(".cart-activity li");
  assert.equal(await lines.count(), 2);
  assert.match(plain(await lines.first().textContent()), new RegExp(`À réserverPlace gardée jusqu’à 09:50.*${cost}$`));
  await page.getByText("Vos places sont gardées jusqu’à 09:50 (encore 20 minutes).").waitFor();
  await page.getByText("Rien n’est envoyé avant que vous commandiez.", { exact: false }).first().waitFor();
  assert.equal(plain(await page.locator(".cart-foot .recap-total strong").textContent()), total);
  assert.equal(plain(await page.locator(".cart-activity .outcome-name").first().textContent()), activity);
  await inspect(page, "cart");
  await page.emulateMedia({ colorScheme: "dark" });
  await inspect(page, "cart, dark");
  await page.emulateMedia({ colorScheme: "light" });
  if (picture) await page.screenshot({ path: picture });
}

/** A line taken out on one phone is out on the other, which says so. */
export async function share(page: Page, other: Page, { child, activity }: Wanted, days: readonly string[]): Promise<void> {
  await badge(other, "2 lignes").click();
  await other.getByRole("button", { name: `Retirer ${activity}, ${days[1]}, pour ${child}` }).click();
  await badge(other, "1 ligne").waitFor();
  assert.equal(await other.getByRole("heading", { name: "Panier" }).evaluate((title) => title === document.activeElement), true);
  await page.getByText("Le panier vient de changer", { exact: false }).waitFor();
  assert.equal(await page.locator(".cart-activity li").count(), 1);
  await inspect(page, "cart that changed elsewhere");
}

/** Ordered with the keyboard alone; then the order can be read. */
export async function checkOut(page: Page, cost: string): Promise<void> {
  await page.getByRole("button", { name: "Commander", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "C’est enregistré" }).waitFor();
  await inspect(page, "cart that is ordered");
  await badge(page, "vide").waitFor();
  await page.getByRole("link", { name: "Voir mes commandes" }).click();
  const order = page.locator(".order").first();
  await order.getByText("Confirmée").waitFor();
  assert.equal(plain(await order.locator(".order-head strong").textContent()), cost);
}

/** A whole week planned at once goes into the cart too, and a cart is emptied once the parent is sure. */
export async function planAndEmpty(page: Page, wanted: Wanted): Promise<void> {
  await openDays(page, wanted);
  await page.getByRole("button", { name: /^Planifier : / }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("checkbox", { name: wanted.activity, exact: true }).check();
  await sheet.getByRole("radio", { name: "Toute l’année scolaire" }).check();
  await sheet.getByRole("button", { name: "Voir ce qui se passera" }).click();
  await sheet.getByRole("button", { name: "Mettre au panier" }).click();
  await sheet.getByRole("heading", { name: "C’est dans le panier" }).waitFor();
  await sheet.getByRole("button", { name: "Voir le panier" }).click();
  await page.locator("summary.cart-head").waitFor();
  await inspect(page, "cart of a year");
  await page.locator("summary.cart-head").click();
  assert.equal(await page.locator(".cart-activity li").count() > 40, true);
  await page.getByRole("button", { name: "Vider le panier" }).click();
  await inspect(page, "cart about to be emptied");
  await page.getByRole("button", { name: "Oui, vider" }).click();
  await page.getByText("Votre panier est vide.", { exact: false }).waitFor();
  await badge(page, "vide").waitFor();
  await inspect(page, "empty cart");
}

/** Gives back what was ordered. */
export async function giveBack(page: Page, wanted: Wanted, day: string): Promise<void> {
  await openDays(page, wanted);
  await slot(page, wanted.activity, day, "réservé").click();
  await page.getByRole("button", { name: "Vérifier" }).click();
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByRole("heading", { name: "C’est enregistré" }).waitFor();
  await page.getByRole("button", { name: "Retour au calendrier" }).click();
  await slot(page, wanted.activity, day, "disponible").waitFor();
}
