// A parent's walk through the app in real Chromium, against the server at PREAU_URL. Each screen is inspected by axe,
// and what is ordered is cancelled again at the end, so that the walk can be made many times.
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { ask, askFor, beAnswered, beTold, giveBack as giveBackAsked, REASON } from "./steps/approval.ts";
import { explain, goToNextDay, openMonth, portray, waitForNotice } from "./steps/calendar.ts";
import * as cart from "./steps/cart.ts";
import * as counter from "./steps/counter.ts";
import { readLegend, reportNothing, subscribe } from "./steps/child.ts";
import { openDesk } from "./steps/desk.ts";
import { enrol } from "./steps/enrol.ts";
import { cancelByKeyboard, order, readHistory, tick } from "./steps/order.ts";
import { clearMonth, copyToSibling, costOfTheYear, planMonth, turnPages } from "./steps/plan.ts";
import { openOffline, signIn, signOut, speakEnglish } from "./steps/session.ts";
import { swap } from "./steps/swap.ts";
import { visit, visitNowhere } from "./steps/town.ts";
import * as waiting from "./steps/waiting.ts";

const url = process.env["PREAU_URL"] ?? "http://127.0.0.1:8080";
const login = process.env["PREAU_LOGIN"] ?? "camille.marchand@example.org";
const familyCode = process.env["PREAU_FAMILY_CODE"] ?? "MLF-1042";
const password = process.env["PREAU_PASSWORD"] ?? "preau-parent";
/** Another town of the same server, as the demo has one; `none` where there is only one. */
const others = process.env["PREAU_OTHER_TOWN"] !== "none";
const BOUILLARGUES = {
  slug: "bouillargues", name: "Bouillargues", familyCode: "BOU-2201", child: "Elsa", wednesday: "Mercredi matin",
};
/** On a Wednesday there, a child comes for the morning or for the whole day. */
const WEDNESDAY = { child: "Elsa", first: "Mercredi matin", second: "Mercredi, la journée" };
/** A cart there keeps places for twenty minutes. */
const WANTED: cart.Wanted = { child: "Elsa", activity: "Accueil du matin", cost: "1,00 €", total: "2,00 €" };
/** The morning there has two places and a waiting list. */
const QUEUE: waiting.Queue = { activity: "Mercredi matin", first: ["Elsa", "Hugo"], late: "Jade" };
const LATE_FAMILY = { ...BOUILLARGUES, familyCode: "BOU-2202", child: "Jade" };
/** Staff there decide about all that is booked and given back. */
const MILLERY = { slug: "millery", familyCode: "MIL-3101", child: "Maya", activity: "Matin" };
const MILLERYS_DESK = { login: "service@millery.example", password: "preau-staff" };
/** The same staff in the app, on a tablet. Nobody is booked there on the day at which the demo's clock stands. */
const COUNTER: counter.Counter = {
  slug: MILLERY.slug, ...MILLERYS_DESK, familyCode: MILLERY.familyCode, child: "Maya Lambert", activity: "Midi",
};
/** Where the clock of the phone stands still; by default it runs. */
const now = process.env["PREAU_NOW"];
/** Where to keep a picture of the month; nowhere unless asked. */
const picture = process.env["PREAU_PICTURE"];
/** The same of the recap of a year. */
const planPicture = process.env["PREAU_PLAN_PICTURE"];
/** The same, in a folder, of the cart, of a day that is waited for, and of orders. */
const pictures = process.env["PREAU_PICTURES"];
const pictured = (name: string) => (pictures ? join(pictures, `${name}.png`) : undefined);

const browser = await openBrowser();
let page: Page | undefined;

const phone = () => open({ width: 390, height: 844 });
const tablet = () => open({ width: 820, height: 1180 });

async function open(viewport: { width: number; height: number }): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: "fr-FR", reducedMotion: "reduce",
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(15_000);
  opened.on("pageerror", (error) => {
    console.error(`error in the page: ${error.message}`);
    process.exitCode = 1;
  });
  opened.on("console", (message) => {
    if (!message.text().includes("Content Security Policy")) return;
    console.error(message.text());
    process.exitCode = 1;
  });
  if (now) await opened.clock.setFixedTime(new Date(now));
  await opened.goto(url);
  return { context, page: opened };
}

let passed = 0;
let failed = 0;

async function step(name: string, act: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await act();
  passed += 1;
  console.log(`ok  ${name} (${Math.round(performance.now() - start)} ms)`);
}

try {
  const first = await phone();
  page = first.page;
  const mine = first.page;
  await step("sign in, after a wrong password", () => signIn(mine, login, password));
  let days: string[] = [];
  await step("open the month of a child", async () => {
    days = await openMonth(mine, "Léo");
  });
  const other = await phone();
  await step("sign in with the family code on another phone", async () => {
    await signIn(other.page, familyCode, password);
    await openMonth(other.page, "Léo");
  });
  await step("read why a day is closed", () => explain(mine));
  await step("read what the boxes mean", () => readLegend(mine, pictured));
  await step("make a calendar address, end it", () => subscribe(mine, pictured));
  await step("report an absence where nothing is booked", () => reportNothing(mine, pictured));
  await step("go to the next day that can be booked", () => goToNextDay(mine));
  await step("tick two days, linked activities come along", () => tick(mine, days));
  await step("check, be refused offline, order, read the outcomes", () => order(mine, first.context));
  await step("the other phone tells the news", () => waitForNotice(other.page, days));
  await step("look at the whole month", () => portray(other.page, days, picture));
  await step("read the history", () => readHistory(mine));
  await step("cancel with the keyboard alone", () => cancelByKeyboard(mine, days));
  await step("enrol step by step as far as the summary", () => enrol(mine, "Léo", "Inès", pictured));
  await step("turn the pages of a week and of two", () => turnPages(mine));
  await step("see what a year would cost, by week and by rota", () => costOfTheYear(mine, planPicture));
  await step("plan a month that changes while it is looked at", () => planMonth(mine, other.page));
  await step("copy a week to a sister", () => copyToSibling(mine));
  await step("clear the month of both children", () => clearMonth(mine));
  await step("open without a network, then with one", () => openOffline(mine, first.context));
  await step("speak English", () => speakEnglish(mine));
  await step("sign out", () => signOut(mine));
  if (others) {
    const elsewhere = await phone();
    page = elsewhere.page;
    await step("open another town by its address", () => visit(elsewhere.page, url, BOUILLARGUES, password));
    await step("take the whole Wednesday in place of the morning", () => swap(elsewhere.page, WEDNESDAY));
    const mother = elsewhere.page;
    const father = (await phone()).page;
    await step("sign in there on another phone of the family", () => visit(father, url, BOUILLARGUES, password));
    let chosen: string[] = [];
    await step("put two days into the cart, which both phones see", async () => {
      chosen = await cart.fill(mother, father, WANTED);
    });
    await step("read the cart", () => cart.read(mother, WANTED, pictured("cart")));
    await step("take a line out on the other phone", () => cart.share(mother, father, WANTED, chosen));
    await step("order the cart, read the order", () => cart.checkOut(mother, WANTED.cost));
    await step("put a year into the cart, empty it", () => cart.planAndEmpty(mother, WANTED));
    await step("give back what was ordered", () => cart.giveBack(mother, WANTED, chosen[0] ?? ""));
    const late = (await phone()).page;
    await step("sign in as another family", () => waiting.arrive(late, url, LATE_FAMILY, password));
    let full = "";
    await step("take all places of a day", async () => {
      full = await waiting.takeBoth(mother, QUEUE);
    });
    page = late;
    await step("join its waiting list, leave it, join again", () => waiting.wait(late, QUEUE, full, pictured("waiting")));
    await step("be offered a place, accept it, give it back", () => waiting.answer(late, mother, QUEUE, full, pictured("offer")));
    await step("let a place go that is offered", () => waiting.letGo(late, mother, QUEUE, full));
    await step("give back the rest", () => waiting.tidy(mother, QUEUE, full));
    const asking = (await phone()).page;
    page = asking;
    await step("sign in where the town decides", () => waiting.arrive(asking, url, MILLERY, password));
    let asked: string[] = [];
    await step("ask for a day, take it back", async () => {
      asked = await ask(asking, MILLERY.child, MILLERY.activity);
    });
    const desk = await openDesk(url, MILLERY.slug, MILLERYS_DESK.login, MILLERYS_DESK.password);
    await step("be accepted in part, with a reason", () => beAnswered(asking, desk, MILLERY.activity, asked, pictured("orders")));
    await step("ask to give back, keep the place, give it back", () => giveBackAsked(asking, desk, MILLERY.activity));
    const held = await tablet();
    page = held.page;
    await counter.nameTablet(held.context);
    await step("sign in as the town's staff, on a tablet", () => counter.arrive(held.page, url, COUNTER, pictures));
    await step("ask once more, be refused in part at the desk", async () => {
      await askFor(asking, MILLERY.activity, asked);
      await counter.decide(held.page, REASON, asked.length, pictures);
      await beTold(asking, MILLERY.activity, asked.length);
      await counter.letGo(held.page);
    });
    // On a day without school nobody can be noted.
    if (now) await step("call the roll, with the network cut and back", () => counter.callRoll(held.page, held.context, COUNTER, pictures));
    await step("look at the day, and at a family", () => counter.lookUp(held.page, COUNTER, pictures));
    page = elsewhere.page;
    await step("be told that a town is unknown", () => visitNowhere(elsewhere.page, url));
  }
} catch (error) {
  failed += 1;
  const failure = join(tmpdir(), "preau-family-failure.png");
  await page?.screenshot({ path: failure });
  console.error(error instanceof Error ? error.message : error, `\nscreen: ${failure}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
}
