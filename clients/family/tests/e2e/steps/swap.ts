import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { plain, slot } from "./words.ts";

/** Two activities of which a child has only one a day. */
export interface Rivals {
  readonly child: string;
  readonly first: string;
  readonly second: string;
}

/** Books one, takes the other in its place from the box that was blocked, and gives that back. */
export async function swap(page: Page, { child, first, second }: Rivals): Promise<void> {
  await page.getByRole("link", { name: new RegExp(child) }).click();
  const free = page.getByRole("checkbox", { name: new RegExp(`^${first}, .* : disponible`) }).first();
  await free.waitFor();
  const day = /, (\S+ \S+ \S+)\s: /.exec((await free.getAttribute("aria-label")) ?? "")?.[1] ?? "";
  await free.click();
  await order(page, ["Réservé"]);

  await page.getByRole("button", { name: new RegExp(`^${second}, ${day} : impossible avec une autre réservation`) }).click();
  await page.getByRole("button", { name: `Prendre « ${second} » à la place de « ${first} »` }).waitFor();
  await inspect(page, "a change that is offered");
  await page.getByRole("button", { name: `Prendre « ${second} » à la place de « ${first} »` }).click();
  await page.getByRole("button", { name: "Confirmer" }).waitFor();
  await confirm(page, ["Annulé", "Réservé"]);
  await slot(page, second, day, "réservé").click();
  await order(page, ["Annulé"]);
  await slot(page, first, day, "disponible").waitFor();
}

async function order(page: Page, became: string[]): Promise<void> {
  await page.getByRole("button", { name: "Vérifier" }).click();
  await confirm(page, became);
}

async function confirm(page: Page, became: string[]): Promise<void> {
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByRole("heading", { name: "C’est enregistré" }).waitFor();
  assert.deepEqual((await page.locator(".outcome-result").allTextContents()).map(plain), became);
  await page.getByRole("button", { name: "Retour au calendrier" }).click();
}
