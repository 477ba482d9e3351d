import { monthOf } from "../booking/days.ts";
import type { Standing } from "../booking/terms.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { useTermText } from "./term-text.ts";

/** What a place costs that is paid by the term, and when that is paid: rows of a list of facts. */
export function TermPrice({ standing, month }: { standing: Standing; month: string }) {
  const { term: words } = useWords();
  const format = useFormat();
  const text = useTermText();
  const { price, when } = told();
  return (
    <>
      <div><dt>{words.price}</dt><dd>{price}</dd></div>
      <div><dt>{words.when}</dt><dd>{when}</dd></div>
    </>
  );

  function told(): { price: string; when: string } {
    const { term } = standing;
    const of = (cents: number) => words.of(format.money(cents), text.span(term));
    switch (standing.name) {
      case "OFFERED": {
        const [first] = term.instalments;
        const once = words.onInvoice(format.money(term.price.amountCents), format.month(monthOf(first?.month ?? term.firstDay)));
        return { price: of(term.price.amountCents), when: text.parts(term.instalments) ?? once };
      }
      case "DUE": {
        const { price: { amountCents } } = standing.parts[0];
        const parts = standing.parts.map(({ amount, month: due }) => words.onInvoice(format.money(amount.amountCents), format.month(monthOf(due))));
        return { price: of(amountCents), when: parts.join(", ") };
      }
      case "TAKEN":
        return { price: text.span(term), when: words.nothingIn(month) };
    }
  }
}
