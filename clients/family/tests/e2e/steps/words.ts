import type { Page } from "playwright-core";

export const MORNING = "Accueil du matin";
export const MIDDAY = "Accueil du midi";
export const CANTEEN = "Restauration";

export const plain = (text: string | null) => (text ?? "").replace(/\s+/g, " ").trim();

/** The tick box of an activity on a day, if it is in this state. */
export const slot = (page: Page, activity: string, day: string, state: string) =>
  page.getByRole("checkbox", { name: new RegExp(`^${activity}, ${day} : ${state}(,|$)`) });
