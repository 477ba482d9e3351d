import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { MORNING, plain } from "./words.ts";

/** Enrols two children step by step as far as the summary, one of them by a rota, goes back to see that all is kept, and leaves without an order. */
export async function enrol(page: Page, child: string, sibling: string, pictured: (name: string) => string | undefined): Promise<void> {
  const look = async (screen: string) => {
    await inspect(page, screen);
    const path = pictured(screen);
    if (path) await page.screenshot({ path });
  };
  const arrive = (step: string) => page.getByRole("heading", { level: 1, name: `S’inscrire : ${step}` }).waitFor();
  const next = () => page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("link", { name: "Mes enfants" }).click();
  await page.getByRole("link", { name: "S’inscrire aux activités" }).click();
  await arrive("Enfants");
  await next();
  assert.equal(plain(await page.getByRole("alert").textContent()), "Choisissez au moins un enfant.");
  await page.getByRole("checkbox", { name: child }).check();
  await page.getByRole("checkbox", { name: sibling }).check();
  await look("enrol-children");
  await next();
  await arrive("École");
  await look("enrol-school");
  await next();
  await arrive("Activités");
  const mornings = page.getByRole("checkbox", { name: new RegExp(`^${MORNING}`) });
  await mornings.nth(1).waitFor();
  for (const morning of await mornings.all()) await morning.check();
  await look("enrol-activities");
  await next();
  await arrive("Planning");
  await page.getByRole("checkbox", { name: "Mardi" }).check();
  await page.getByRole("radio", { name: "Semaines impaires" }).check();
  await page.getByRole("radio", { name: "Un rythme pour chacun" }).check();
  const rota = page.getByRole("group", { name: sibling });
  await rota.getByRole("radio", { name: "Roulement" }).check();
  await rota.getByRole("group", { name: /^Semaine 2/ }).getByRole("checkbox", { name: "Jeudi" }).check();
  await look("enrol-planning");
  await page.getByRole("button", { name: "Voir le récapitulatif" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Confirmer" }).waitFor();
  assert.notEqual(plain(await sheet.locator(".recap-total strong").textContent()), "0,00 €");
  await look("enrol-recap");
  await sheet.getByRole("button", { name: "Modifier" }).click();
  await arrive("Planning");
  assert.equal(await page.getByRole("group", { name: child }).getByRole("checkbox", { name: "Mardi" }).isChecked(), true);
  assert.equal(await rota.getByRole("checkbox", { name: "Jeudi" }).nth(1).isChecked(), true);
  await page.getByRole("button", { name: "Retour" }).click();
  await arrive("Activités");
  assert.equal(await mornings.first().isChecked(), true);
  await page.getByRole("link", { name: "Mes enfants" }).click();
  await page.getByRole("link", { name: new RegExp(child) }).click();
  await page.locator(".week").first().waitFor({ state: "attached" });
}
