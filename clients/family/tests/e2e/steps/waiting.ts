import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { plain, slot } from "./words.ts";

/** An activity of two places with a waiting list; a family with two children, and one that comes too late. */
export interface Queue {
  readonly activity: string;
  readonly first: readonly [string, string];
  readonly late: string;
}

/** Opens a town by its address and signs in there. */
export async function arrive(page: Page, url: string, town: { slug: string; familyCode: string }, password: string): Promise<void> {
  await page.goto(`${url}/${town.slug}`);
  await page.getByLabel("Adresse e-mail ou code famille").fill(town.familyCode);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.locator(".children, .week").first().waitFor({ state: "attached" });
}

const cell = (page: Page, { activity }: Queue, day: string, state: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${activity}, ${day} : ${state}, voir`) });

async function openChild(page: Page, child: string): Promise<void> {
  await page.getByRole("link", { name: "Mes enfants" }).click();
  const link = page.getByRole("link", { name: new RegExp(child) });
  // A family with one child goes straight to its calendar.
  await page.locator(".children, .week").first().waitFor({ state: "attached" });
  if (await link.count() > 0) await link.first().click();
  await page.locator(".week").first().waitFor({ state: "attached" });
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByRole("heading", { name: "C’est enregistré" }).waitFor();
  await page.getByRole("button", { name: "Retour au calendrier" }).click();
}

async function press(page: Page, { activity }: Queue, day: string, state: string): Promise<void> {
  await slot(page, activity, day, state).click();
  await page.getByRole("button", { name: "Vérifier" }).click();
  await confirm(page);
}

/** Takes both places of the first day that has them. Answers the day in words. */
export async function takeBoth(page: Page, queue: Queue): Promise<string> {
  const [older, younger] = queue.first;
  await openChild(page, older);
  const free = page.getByRole("checkbox", { name: new RegExp(`^${queue.activity}, .* : disponible.*2 places`) }).first();
  await free.waitFor();
  const day = /, (\S+ \S+ \S+)\s: /.exec((await free.getAttribute("aria-label")) ?? "")?.[1] ?? "";
  await press(page, queue, day, "disponible");
  await openChild(page, younger);
  await press(page, queue, day, "disponible");
  return day;
}

/** The late family joins the list, leaves it, joins again, and sees where it stands in every view. */
export async function wait(page: Page, queue: Queue, day: string, picture: string | undefined): Promise<void> {
  await openChild(page, queue.late);
  await cell(page, queue, day, "complet").focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  const join = sheet.getByRole("button", { name: "Rejoindre la liste d’attente" });
  await join.waitFor();
  await inspect(page, "a full day with a list");
  await join.focus();
  await page.keyboard.press("Enter");
  await sheet.getByText("Vous êtes en 1re position sur la liste d’attente.").waitFor();
  await inspect(page, "on the list");
  await sheet.getByRole("button", { name: "Quitter la liste d’attente" }).click();
  await sheet.getByText("Vous n’êtes plus sur la liste d’attente.").waitFor();
  await sheet.getByRole("button", { name: "Rejoindre la liste d’attente" }).click();
  await sheet.getByText("Vous êtes en 1re position sur la liste d’attente.").waitFor();
  if (picture) await page.screenshot({ path: picture });
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  for (const view of ["Semaine", "Quinzaine", "Mois"]) {
    await page.getByRole("link", { name: view, exact: true }).click();
    await page.locator(".week").first().waitFor({ state: "attached" });
  }
  await cell(page, queue, day, "sur liste d’attente").waitFor();
  await inspect(page, "month with a wait");
}

/** A place that is given back is offered at once: told, found among the requests, accepted, and given back. */
export async function answer(page: Page, other: Page, queue: Queue, day: string, picture: string | undefined): Promise<void> {
  await press(other, queue, day, "réservé");
  await page.getByRole("status").getByText(`Une place s’est libérée pour ${queue.late}`, { exact: false }).waitFor();
  await page.getByRole("button", { name: "Fermer" }).click();
  await cell(page, queue, day, "place proposée, à accepter").waitFor();
  await inspect(page, "month with an offer");
  await page.getByRole("link", { name: "Mes demandes" }).click();
  const row = page.locator(".waits li").first();
  await row.waitFor();
  assert.match(plain(await row.textContent()), /Place gardée pour vous jusqu’au mardi 10 novembre à 09:30/);
  await inspect(page, "requests with an offer");
  if (picture) await page.screenshot({ path: picture });
  await row.getByRole("link").click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Une place vous est gardée jusqu’au mardi 10 novembre à 09:30.").waitFor();
  await inspect(page, "an offer");
  await sheet.getByRole("button", { name: "Accepter la place" }).click();
  await page.getByRole("button", { name: "Confirmer" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Mettre au panier" }).count(), 0);
  await confirm(page);
  await press(page, queue, day, "réservé");
}

/** Lets a place go that is offered: the day is free again, as nobody else waits. */
export async function letGo(page: Page, other: Page, queue: Queue, day: string): Promise<void> {
  // What another family does is not told to this one.
  await other.reload();
  await press(other, queue, day, "disponible");
  await page.reload();
  await cell(page, queue, day, "complet").click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Rejoindre la liste d’attente" }).click();
  await sheet.getByText("Vous êtes en 1re position", { exact: false }).waitFor();
  await press(other, queue, day, "réservé");
  await sheet.getByText("Une place vous est gardée", { exact: false }).waitFor();
  await sheet.getByRole("button", { name: "Laisser la place" }).click();
  await sheet.getByRole("button", { name: "Laisser la place" }).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await slot(page, queue.activity, day, "disponible").waitFor();
}

/** Gives back what is left of it. */
export async function tidy(page: Page, queue: Queue, day: string): Promise<void> {
  await openChild(page, queue.first[0]);
  await press(page, queue, day, "réservé");
}
