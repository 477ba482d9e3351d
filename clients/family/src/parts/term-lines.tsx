import type { Cart, PlanPayload } from "../api/types.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { useTermText } from "./term-text.ts";

type Term = PlanPayload["terms"][number] | Cart["terms"][number];

/** What prices by the term become due, or are due no more; nothing where none changes. */
export function TermLines({ terms, nameOf }: { terms: readonly Term[]; nameOf: (childId: string) => string | undefined }) {
  const { term: words } = useWords();
  const format = useFormat();
  const text = useTermText();
  if (terms.length === 0) return null;
  return (
    <dl className="to-pay">
      {terms.map((term) => {
        const parts = term.result === "ENDED" ? null : text.parts(term.instalments);
        return (
          <div key={`${term.childId} ${term.activity.id} ${term.firstDay}`}>
            <dt>
              {[term.activity.name, nameOf(term.childId), text.span(term)].filter(Boolean).join(", ")}
              {parts && <small> {parts}</small>}
            </dt>
            <dd>
              {term.result === "ENDED" ? words.ended(format.money(term.price.amountCents)) : format.money(term.price.amountCents)}
              {term.priceBefore && <small>{words.before(format.money(term.priceBefore.amountCents))}</small>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
