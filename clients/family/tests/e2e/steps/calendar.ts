import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { inspect } from "../browser.ts";
import { MIDDAY, plain, slot } from "./words.ts";

/** Opens the first month in which two days of midday care can be booked, and answers those days in words. */
export async function openMonth(page: Page, child: string): Promise<string[]> {
  await page.getByRole("link", { name: new RegExp(child) }).click();
  const open = page.getByRole("checkbox", { name: new RegExp(`^${MIDDAY}, .* : disponible`) });
  for (let month = 0; month < 12; month += 1) {
    await page.locator(".week").first().waitFor({ state: "attached" });
    const names = await open.evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label") ?? ""));
    const days = names.map((name) => /, (.*)\s: disponible/.exec(name)?.[1] ?? "");
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

/** The next day that can be booked is one touch away, and the focus goes there. */
export async function goToNextDay(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^mercredi .*, voir pourquoi$/ }).first().click();
  const next = page.getByRole("dialog").locator(".next button").first();
  const day = plain(await next.textContent());
  await next.click();
  await page.waitForFunction((name) => document.activeElement?.getAttribute("aria-label")?.replace(/\s/g, " ").includes(`, ${name} : `), day);
}

export async function waitForNotice(page: Page, days: string[]): Promise<void> {
  await page.getByRole("status").getByText("Changement fait ailleurs par", { exact: false }).waitFor();
  for (const day of days) await slot(page, MIDDAY, day, "réservé").waitFor();
  await inspect(page, "notice");
}

/** The week of what was booked, with one more activity ticked and not yet ordered. */
export async function portray(page: Page, days: string[], picture: string | undefined): Promise<void> {
  await page.getByRole("button", { name: "Fermer" }).click();
  const week = page.locator(".week").filter({ has: slot(page, MIDDAY, days[0] ?? "", "réservé") });
  await week.getByRole("checkbox", { name: /^Étude du soir, toute la semaine/ }).click();
  await week.evaluate((card) => {
    const head = document.querySelector(".month-head");
    if (head) scrollBy(0, card.getBoundingClientRect().top - head.getBoundingClientRect().height - 10);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  if (picture) await page.screenshot({ path: picture });
  await page.getByRole("button", { name: "Effacer" }).click();
}
