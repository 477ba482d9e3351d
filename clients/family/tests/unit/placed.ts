import type { PlanPayload } from "../../src/api/types.ts";

type Order = NonNullable<PlanPayload["order"]>;

const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });

/** An order that was placed at half past nine in the town. */
export function placed(number: number, facts: Partial<Order> = {}): Order {
  return {
    id: "order:1", number, placedAt: "2026-11-09T08:30:00Z", total: euros(170), dueNow: euros(0), onInvoice: euros(170), debtToPay: null, ...facts,
  };
}
