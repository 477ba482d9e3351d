import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { type Desk } from "./desk.ts";
import { plain, slot } from "./words.ts";

export const REASON = "Plus de place dans le car";

const cell = (page: Page, activity: string, day: string, state: string) =>
  page.getByRole("button", { name: new RegExp(`^${activity}, ${day} : ${state}, voir le détail`) });

async function send(page: Page, done: string): Promise<void> {
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByRole("heading", { name: "C’est enregistré" }).waitFor();
  assert.deepEqual([...new Set((await page.locator(".outcome-result").allTextContents()).map(plain))], [done]);
  await page.getByRole("button", { name: "Retour au calendrier" }).click();
}

async function tick(page: Page, activity: string, days: readonly string[], state: string, done: string): Promise<void> {
  for (const day of days) await slot(page, activity, day, state).click();
  await page.getByRole("button", { name: "Vérifier" }).click();
  await send(page, done);
}

async function takeBack(page: Page, activity: string, day: string, state: string, name: string, done: string): Promise<void> {
  await cell(page, activity, day, state).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name }).first().waitFor();
  await inspect(page, `${state}, to take back`);
  await sheet.getByRole("article").filter({ has: page.getByRole("heading", { name: activity, exact: true }) }).getByRole("button", { name }).click();
  await page.getByRole("button", { name: "Confirmer" }).waitFor();
  await send(page, done);
}

async function latest(page: Page, standing: string): Promise<void> {
  await page.getByRole("link", { name: "Mes demandes" }).click();
  await page.locator(".order").first().getByText(standing, { exact: true }).waitFor();
}

/** Asks for a day and takes it back before the town has decided. */
export async function ask(page: Page, child: string, activity: string): Promise<string[]> {
  await page.getByRole("link", { name: new RegExp(child) }).click();
  const free = page.getByRole("checkbox", { name: new RegExp(`^${activity}, .* : disponible`) });
  await free.first().waitFor();
  const names = await free.evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label") ?? ""));
  const days = names.slice(0, 2).map((name) => /, (\S+ \S+ \S+)\s: /.exec(name)?.[1] ?? "");
  const [first = ""] = days;
  await tick(page, activity, [first], "disponible", "En attente de la mairie");
  await latest(page, "En attente de la mairie");
  await inspect(page, "an order that waits");
  await page.goBack();
  await takeBack(page, activity, first, "en attente de la mairie", "Reprendre ma demande", "Annulé");
  await slot(page, activity, first, "disponible").waitFor();
  await page.getByRole("link", { name: "Mes demandes" }).click();
  await page.locator(".order").nth(1).getByText("Reprise", { exact: true }).waitFor();
  await page.goBack();
  await slot(page, activity, first, "disponible").waitFor();
  return days;
}

/** Asks for two days, of which staff refuse one: the phone is told, and the order says why. */
export async function beAnswered(page: Page, desk: Desk, activity: string, days: readonly string[], picture: string | undefined): Promise<void> {
  await askFor(page, activity, days);
  await desk.refuseOne(REASON);
  await page.getByRole("status").getByText("La mairie a répondu à la commande", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Fermer" }).click();
  await latest(page, "Acceptée en partie");
  const order = page.locator(".order").first();
  await order.getByText("Voir le détail").click();
  await order.getByText(`Motif : ${REASON}`).waitFor();
  assert.equal(await order.locator(".order-lines li").count(), 2);
  await inspect(page, "an order accepted in part");
  if (picture) await page.screenshot({ path: picture });
  await page.goBack();
}

/** Asks for days. */
export function askFor(page: Page, activity: string, days: readonly string[]): Promise<void> {
  return tick(page, activity, days, "disponible", "En attente de la mairie");
}

/** Is told what the town decided, and asks to give back what it accepted. */
export async function beTold(page: Page, activity: string, lines: number): Promise<void> {
  await page.getByRole("status").getByText("La mairie a répondu à la commande", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Fermer" }).click();
  await latest(page, "Acceptée en partie");
  const order = page.locator(".order").first();
  await order.getByText("Voir le détail").click();
  await order.getByText(`Motif : ${REASON}`).waitFor();
  assert.equal(await order.locator(".order-lines li").count(), lines);
  await page.goBack();
  const booked = slot(page, activity, ".*", "réservé").first();
  await booked.waitFor();
  const day = /, (\S+ \S+ \S+)\s: /.exec((await booked.getAttribute("aria-label")) ?? "")?.[1] ?? "";
  await tick(page, activity, [day], "réservé", "Annulation demandée");
}

/** Asks to give the place back, keeps it after all, then gives it back for good. */
export async function giveBack(page: Page, desk: Desk, activity: string): Promise<void> {
  const booked = slot(page, activity, ".*", "réservé").first();
  await booked.waitFor();
  const day = /, (\S+ \S+ \S+)\s: /.exec((await booked.getAttribute("aria-label")) ?? "")?.[1] ?? "";
  await tick(page, activity, [day], "réservé", "Annulation demandée");
  await takeBack(page, activity, day, "annulation demandée", "Garder la place, ne plus annuler", "Reste réservé");
  await tick(page, activity, [day], "réservé", "Annulation demandée");
  await desk.acceptAll();
  await slot(page, activity, day, "disponible").waitFor();
}
