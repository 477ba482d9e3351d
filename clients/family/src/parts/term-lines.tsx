import type { Cart, PlanPayload } from "../api/types.ts";
import { monthOf } from "../booking/days.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

type Term = PlanPayload["terms"][number] | Cart["terms"][number];

/** What prices by the term become due, or are due no more; nothing where none changes. */
export function TermLines({ terms, nameOf }: { terms: readonly Term[]; nameOf: (childId: string) => string | undefined }) {
  const { term: words } = useWords();
  const format = useFormat();
  if (terms.length === 0) return null;
  const span = ({ firstDay, lastDay }: Term) => {
    const [first, last] = [monthOf(firstDay), monthOf(lastDay)];
    return first === last ? format.month(first) : words.months(format.month(first), format.month(last));
  };
  return (
    <dl className="to-pay">
      {terms.map((term) => (
        <div key={`${term.childId} ${term.activity.id} ${term.firstDay}`}>
          <dt>
            {[term.activity.name, nameOf(term.childId), span(term)].filter(Boolean).join(", ")}
            {term.result !== "ENDED" && term.instalments.length > 1 && (
              <small>
                {words.parts(term.instalments.map(({ month, amount }) => words.part(format.money(amount.amountCents), format.month(monthOf(month)))))}
              </small>
            )}
          </dt>
          <dd>
            {term.result === "ENDED" ? words.ended(format.money(term.price.amountCents)) : format.money(term.price.amountCents)}
            {term.priceBefore && <small>{words.before(format.money(term.priceBefore.amountCents))}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
