import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { plain } from "./words.ts";

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
  await page.getByRole("link", { name: "My requests" }).click();
  await page.getByRole("heading", { name: "My requests" }).waitFor();
  await page.locator(".order").first().waitFor();
  await inspect(page, "orders in English");
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
