import type { TermDue } from "../api/types.ts";
import { dueOf } from "../booking/cost.ts";
import { monthOf } from "../booking/days.ts";
import type { PageView } from "../booking/pages.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

/**
 * What the page costs. Parts of prices by the term belong to a month: they count in its sum, and stand beside that of single
 * weeks, which would count them again and again.
 */
export function PeriodCost({ view, daysCents, terms }: { view: PageView; daysCents: number; terms: readonly TermDue[] }) {
  const { month: words } = useWords();
  const format = useFormat();
  const parts = terms.map(({ activity, amount, month }) => words.costTerm(activity.name, format.money(amount.amountCents), format.month(monthOf(month))));
  const together = view === "MONTH" && parts.length > 0;
  if (daysCents === 0 && parts.length === 0) return null;
  return (
    <div className="period-cost">
      {together
        ? <p>{words.costInAll} <strong>{format.money(daysCents + dueOf(terms))}</strong></p>
        : daysCents > 0 && <p>{words.cost} <strong>{format.money(daysCents)}</strong></p>}
      {parts.length > 0 && (
        <ul>
          {together && daysCents > 0 && <li>{words.costDays(format.money(daysCents))}</li>}
          {parts.map((part) => <li key={part}>{part}</li>)}
        </ul>
      )}
    </div>
  );
}
