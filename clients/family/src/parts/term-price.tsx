import { type Day, monthOf } from "../booking/days.ts";
import { partsFrom, type Standing } from "../booking/terms.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { useTermText } from "./term-text.ts";

/** What a place costs that is paid by the term, and when that is paid: rows of a list of facts. */
export function TermPrice({ standing, day }: { standing: Standing; day: Day }) {
  const { term: words } = useWords();
  const format = useFormat();
  const text = useTermText();
  const { price, when } = told();
  return (
    <>
      <div><dt>{words.price}</dt><dd>{price}</dd></div>
      {when !== null && <div><dt>{words.when}</dt><dd>{when}</dd></div>}
    </>
  );

  function told(): { price: string; when: string | null } {
    const { term } = standing;
    const of = (cents: number) => words.of(format.money(cents), text.span(term));
    switch (standing.name) {
      case "OFFERED": {
        const { parts } = partsFrom(term, day);
        const once = parts.map(({ month, amount }) => words.onInvoice(format.money(amount.amountCents), format.month(monthOf(month))));
        return { price: of(term.price.amountCents), when: text.parts(parts) ?? once[0] ?? null };
      }
      case "DUE": {
        const { price: { amountCents } } = standing.parts[0];
        const parts = standing.parts.map(({ amount, month: due }) => words.onInvoice(format.money(amount.amountCents), format.month(monthOf(due))));
        return { price: of(amountCents), when: parts.join(", ") };
      }
      case "TAKEN":
        return { price: text.span(term), when: words.nothingIn(format.month(monthOf(day))) };
    }
  }
}
