import type { Cart, PlanPayload } from "../api/types.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

/** When a total is to be paid, and what is owed already and paid with it; nothing where there is nothing to pay. */
export function ToPay({ of: { dueNow, onInvoice, debtToPay } }: { of: Pick<PlanPayload | Cart, "dueNow" | "onInvoice" | "debtToPay"> }) {
  const { pay } = useWords();
  const format = useFormat();
  const [now, later] = [dueNow?.amountCents ?? 0, onInvoice?.amountCents ?? 0];
  const parts = [
    ...(now !== 0 || later !== 0 ? [{ name: pay.now, cents: now }, { name: pay.onInvoice, cents: later }] : []),
    ...(debtToPay ? [{ name: pay.debt(format.dayMonth(debtToPay.asOf)), cents: debtToPay.amount.amountCents }] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <dl className="to-pay">
      {parts.map(({ name, cents }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{format.money(cents)}</dd>
        </div>
      ))}
    </dl>
  );
}
