import type { Calendar, SlotState, TermDue } from "../api/types.ts";
import type { Span } from "./spans.ts";

/** What stands, as long as nobody decides otherwise. */
const STANDING: ReadonlySet<SlotState> = new Set(["BOOKED", "PENDING", "CHANGE_ASKED", "CANCELLATION_ASKED"]);

/** What the days of a span that are booked cost together, in cents, beside what is paid by the term. */
export function costOf({ days, activities }: Calendar, { from, to }: Span): number {
  let cents = 0;
  days.forEach(({ date }, index) => {
    if (date < from || date > to) return;
    for (const { states, booked, priceCents } of activities) {
      const state = states[index];
      if (!state) continue;
      // What a cart would change is not changed yet.
      const stands = state === "IN_CART" ? booked[index] === true : STANDING.has(state);
      if (stands) cents += priceCents[index] ?? 0;
    }
  });
  return cents;
}

/** What is due of prices by the term, in cents. Each part is due once, with its month, however many days are booked. */
export function dueOf(terms: readonly TermDue[]): number {
  return terms.reduce((cents, { amount }) => cents + amount.amountCents, 0);
}
