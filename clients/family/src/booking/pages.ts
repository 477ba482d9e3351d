import { addDays, addMonths, type Day, instantOf, isMonth, mondayOf, type Month, monthOf, weeksAround } from "./days.ts";
import { monthSpan, type Span } from "./spans.ts";

export type PageView = "MONTH" | "FORTNIGHT" | "WEEK";
export const PAGE_VIEWS: readonly PageView[] = ["MONTH", "FORTNIGHT", "WEEK"];

/** How much of a child's calendar is on the screen. */
export interface Page {
  readonly view: PageView;
  /** The first of a month, or a Monday. */
  readonly from: Day;
}

/** The page of this view that holds a day. */
export function pageAt(view: PageView, day: Day): Page {
  return { view, from: view === "MONTH" ? `${monthOf(day)}-01` : mondayOf(day) };
}

/** As an address writes it: 2026-11, 2026-11-16 for a week, 2026-11-16x2 for two. Any other text is no page. */
export function readPage(text: string | undefined): Page | null {
  if (isMonth(text)) return pageAt("MONTH", `${text}-01`);
  const [, day, two] = /^(\d{4}-\d{2}-\d{2})(x2)?$/.exec(text ?? "") ?? [];
  if (day === undefined || Number.isNaN(instantOf(day))) return null;
  return pageAt(two ? "FORTNIGHT" : "WEEK", day);
}

/** A day as an address writes it; any other text is none. */
export function readDay(text: string | undefined): Day | null {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instantOf(text)) ? text : null;
}

export function writePage({ view, from }: Page): string {
  return view === "MONTH" ? monthOf(from) : view === "WEEK" ? from : `${from}x2`;
}

/** So many pages later; earlier with a number below nought. */
export function turned({ view, from }: Page, pages: number): Page {
  if (view === "MONTH") return { view, from: `${addMonths(monthOf(from), pages)}-01` };
  return { view, from: addDays(from, pages * (view === "WEEK" ? 7 : 14)) };
}

/** The days that the page is about. */
export function daysOf({ view, from }: Page): Span {
  return view === "MONTH" ? monthSpan(monthOf(from)) : { from, to: addDays(from, view === "WEEK" ? 6 : 13) };
}

/** The whole weeks that it shows. */
export function weeksShown(page: Page): Span {
  return page.view === "MONTH" ? weeksAround(monthOf(page.from)) : daysOf(page);
}

/** The month that a page belongs to: that of its first week's middle. */
export function monthOfPage({ view, from }: Page): Month {
  return monthOf(view === "MONTH" ? from : addDays(from, 3));
}
