import type { Family } from "../api/types.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

/** What the family owes, at the head of the planning; by cash desk where there are several. */
export function StillOwed({ family: { debtTotal, debts } }: { family: Pick<Family, "debtTotal" | "debts"> }) {
  const words = useWords();
  const format = useFormat();
  // Nothing is said where it could not be read: no amount is not nothing.
  if (!debtTotal) return null;
  const open = (debts ?? []).filter(({ amount }) => amount.amountCents > 0);
  return (
    <div className="still-owed" data-owed={debtTotal.amountCents > 0}>
      <p>
        {words.owed.label} <strong>{format.money(debtTotal.amountCents)}</strong>
      </p>
      {open.length > 0 && (
        <ul>
          {open.map(({ cashDesk, amount, asOf }) => (
            <li key={cashDesk}>{words.owed.line(cashDesk, format.money(amount.amountCents), format.dayMonth(asOf))}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
