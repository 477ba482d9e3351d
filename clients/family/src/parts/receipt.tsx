import type { PlanPayload } from "../api/types.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

/** What to keep of an order that was placed: its amount, when it was placed, and what is to be paid at once. */
export function Receipt({ order }: { order: NonNullable<PlanPayload["order"]> }) {
  const { pay } = useWords();
  const format = useFormat();
  const { placedAt, total, dueNow, onInvoice, debtToPay } = order;
  return (
    <>
      <dl className="to-pay receipt">
        <div><dt>{pay.placed}</dt><dd>{format.instant(placedAt)}</dd></div>
        <div><dt>{pay.amount}</dt><dd>{format.money(total.amountCents)}</dd></div>
      </dl>
      {dueNow.amountCents > 0 && (
        <p className="due-now">{pay.atCounter(format.money(dueNow.amountCents), onInvoice.amountCents > 0)}</p>
      )}
      {debtToPay && debtToPay.amountCents > 0 && <p className="due-now">{pay.debtWithOrder(format.money(debtToPay.amountCents))}</p>}
    </>
  );
}
