import type { OfferedTerm } from "../api/types.ts";
import { monthOf } from "../booking/days.ts";
import { evenParts } from "../booking/terms.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

interface TermText {
  /** décembre 2026, or "de septembre 2026 à décembre 2026" */
  span(term: Pick<OfferedTerm, "firstDay" | "lastDay">): string;
  /** "en 2 fois : 25,01 € en septembre 2026, 25,00 € en octobre 2026"; nothing where it is paid at once. */
  parts(instalments: OfferedTerm["instalments"]): string | null;
}

/** A price by the term in words. */
export function useTermText(): TermText {
  const { term: words } = useWords();
  const format = useFormat();
  return {
    span({ firstDay, lastDay }) {
      const [first, last] = [monthOf(firstDay), monthOf(lastDay)];
      return first === last ? format.month(first) : words.months(format.month(first), format.month(last));
    },
    parts(instalments) {
      if (instalments.length < 2) return null;
      const even = evenParts(instalments);
      if (even) return words.even(instalments.length, format.money(even.cents), format.month(even.from), format.month(even.to));
      return words.parts(instalments.map(({ month, amount }) => words.part(format.money(amount.amountCents), format.month(monthOf(month)))));
    },
  };
}
