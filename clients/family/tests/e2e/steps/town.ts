import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { signIn } from "./session.ts";
import { plain } from "./words.ts";

export interface OtherTown {
  readonly slug: string;
  readonly name: string;
  readonly familyCode: string;
  readonly child: string;
  /** An activity that runs on Wednesdays. */
  readonly wednesday: string;
}

/** A phone that opens another town by its address signs in there, and comes back to it without the address. */
export async function visit(page: Page, url: string, town: OtherTown, password: string): Promise<void> {
  await page.goto(`${url}/${town.slug}`);
  await page.getByText(town.name, { exact: true }).waitFor();
  await signIn(page, town.familyCode, password);
  assert.equal(plain(await page.locator(".brand strong").textContent()), town.name);
  await page.getByRole("link", { name: new RegExp(town.child) }).click();
  await page.getByRole("checkbox", { name: new RegExp(`^${town.wednesday}, mercredi .*`) }).first().waitFor({ state: "attached" });
  await inspect(page, `month of ${town.slug}`);
  await page.goto(url);
  await page.getByRole("heading", { name: "Mes enfants" }).waitFor();
  assert.equal(plain(await page.locator(".brand strong").textContent()), town.name, "the town is remembered");
}

/** A town that the portal does not know is said to be so, and not remembered. */
export async function visitNowhere(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/atlantis`);
  await page.getByText("« atlantis »", { exact: false }).waitFor();
  await inspect(page, "unknown town");
  await page.getByRole("link", { name: "Aller à l’accueil du portail" }).click();
  await page.waitForFunction(() => !["", "\u00a0"].includes(document.querySelector(".hero-town")?.textContent ?? ""));
  assert.equal(await page.evaluate(() => localStorage.getItem("preau.town")), null);
}
