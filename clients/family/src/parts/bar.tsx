import { summaryOf } from "../booking/selection.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { useChoice } from "./choice.tsx";

/** What is ticked so far and what it costs, at the foot of the screen. */
export function Bar({ onCheck }: { onCheck: () => void }) {
  const words = useWords();
  const format = useFormat();
  const { selection, clear } = useChoice();
  const { booked, cancelled, totalCents, byTerm } = summaryOf(selection);
  const empty = booked + cancelled === 0;
  return (
    <aside className="bar" aria-label={words.bar.label} data-empty={empty}>
      <div className="bar-in">
        <p className="bar-sum" role="status">
          {!empty && (
            <>
              <strong>{!byTerm ? format.money(totalCents) : totalCents === 0 ? words.term.only : words.term.plus(format.money(totalCents))}</strong>
              <span>{words.bar.summary(booked, cancelled)}</span>
            </>
          )}
        </p>
        {!empty && (
          <>
            <button type="button" className="link" onClick={clear}>{words.bar.clear}</button>
            <button type="button" className="button" onClick={onCheck}>{words.bar.check}</button>
          </>
        )}
      </div>
    </aside>
  );
}
