import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { inspect } from "./browser.ts";

const MIDDAY = "Accueil du midi";
const CANTEEN = "Restauration";
/** Two days of midday care with its meal: 2 × (1.70 € + 3.15 €). */
const COST = "9,70 €";

const plain = (text: string | null) => (text ?? "").replace(/\s+/g, " ").trim();
const slot = (page: Page, activity: string, day: string, state: string) =>
  page.getByRole("checkbox", { name: new RegExp(`^${activity}, ${day} : ${state}(,|$)`) });

export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByRole("heading", { name: "Connexion" }).waitFor();
  await inspect(page, "sign-in");
  if (login.includes("@")) {
    await page.getByLabel("Adresse e-mail ou code famille").fill(login);
    await page.getByLabel("Mot de passe", { exact: true }).fill("faux");
    await page.getByRole("button", { name: "Se connecter" }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.notEqual(plain(await alert.textContent()), "");
    await inspect(page, "sign-in refused");
  }
  // With the keyboard alone: the fields follow one another, Enter sends.
  await page.getByLabel("Adresse e-mail ou code famille").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(login);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Mes enfants" }).waitFor();
  await inspect(page, "children");
}

/** Opens the first month in which two days of midday care can be booked, and answers those days in words. */
export async function openMonth(page: Page, child: string): Promise<string[]> {
  await page.getByRole("link", { name: new RegExp(child) }).click();
  const open = page.getByRole("checkbox", { name: new RegExp(`^${MIDDAY}, .* : disponible`) });
  for (let month = 0; month < 12; month += 1) {
    await page.locator(".week").first().waitFor({ state: "attached" });
    const names = await open.evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label") ?? ""));
    const days = names.map((name) => /, (.*) : disponible/.exec(name)?.[1] ?? "");
    if (days.length >= 2) {
      await inspect(page, "month");
      return days.slice(0, 2);
    }
    const heading = page.locator(".month-nav h2");
    const before = plain(await heading.textContent());
    await page.getByRole("link", { name: /^Mois suivant/ }).click();
    await page.waitForFunction((text) => document.querySelector(".month-nav h2")?.textContent !== text, before);
    await page.waitForFunction(() => document.querySelector(".week") !== null && document.querySelector(".loading") === null);
  }
  throw new Error("no month with two days to book");
}

export async function explain(page: Page): Promise<void> {
  const closed = page.getByRole("button", { name: /^mercredi .*, voir pourquoi$/ }).last();
  await closed.click();
  const sheet = page.getByRole("dialog");
  await sheet.locator(".reason").first().waitFor();
  assert.notEqual(plain(await sheet.locator(".reason").first().textContent()), "");
  await inspect(page, "day");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  assert.equal(await closed.evaluate((button) => button === document.activeElement), true, "focus returns to the day");
}

export async function tick(page: Page, days: string[], picture: string): Promise<void> {
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
  // The picture shows the week of the ticks, under the head of the page.
  await slot(page, MIDDAY, first, "à réserver").evaluate((box) => {
    const week = box.closest(".week");
    const head = document.querySelector(".month-head");
    if (week && head) scrollBy(0, week.getBoundingClientRect().top - head.getBoundingClientRect().height - 10);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await page.screenshot({ path: picture });
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

export async function waitForNotice(page: Page, days: string[]): Promise<void> {
  await page.getByRole("status").getByText("Changement fait ailleurs par", { exact: false }).waitFor();
  for (const day of days) await slot(page, MIDDAY, day, "réservé").waitFor();
  await inspect(page, "notice");
}

export async function readHistory(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Historique" }).click();
  const latest = page.locator(".history-order").first();
  await latest.waitFor();
  const lines = (await latest.locator("li").allTextContents()).map(plain);
  assert.equal(lines.length, 4);
  assert.equal(lines.every((line) => line.includes("Réservé pour Léo")), true, lines.join("\n"));
  await inspect(page, "history");
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
    await tabTo(page, new RegExp(`^${MIDDAY}, ${day} : réservé(,|$)`));
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

/** The app's own files are there without a network, the family's are not; with it, the session is taken up again. */
export async function openOffline(page: Page, context: BrowserContext): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await page.reload();
  await page.getByText("Le service n’a pas répondu.", { exact: false }).waitFor();
  await inspect(page, "offline");
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  assert.equal(kept.includes("/") && !kept.some((path) => path.startsWith("/graphql")), true, kept.join(" "));
  await context.setOffline(false);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.locator(".week").first().waitFor({ state: "attached" });
}

export async function speakEnglish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Show in English" }).click();
  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("heading", { name: "History" }).waitFor();
  await page.locator(".history-order").first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await inspect(page, "history in English");
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  assert.deepEqual(kept, ["preau.language"]);
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
}
