import { useId, useState } from "react";
import type { FamilyOrder } from "../api/types.ts";
import { type Standing, standingOf } from "../booking/orders.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { Check, Clock, Cross, Dash } from "../parts/icons.tsx";
import { OrderDetails } from "./order-details.tsx";
import { useOrdersWords } from "./words.ts";

/** One order: its number, when and by whom, its amount and where it stands; its lines when they are asked for. */
export function OrderCard({ order }: { order: FamilyOrder }) {
  const words = useOrdersWords();
  const counted = useWords().recap.counts;
  const format = useFormat();
  const heading = useId();
  const [open, setOpen] = useState(false);
  const standing = standingOf(order);
  const share = standing === "CONFIRMED"
    ? counted(order.bookedCount, order.cancelledCount, 0)
    : words.share(order.acceptedCount, order.refusedCount, order.waitingCount);
  return (
    <article className="order" aria-labelledby={heading}>
      <div className="order-head">
        <h2 id={heading}>{words.number(order.number)}</h2>
        <strong>{format.money(order.total.amountCents)}</strong>
      </div>
      <p className="order-when">{capital(words.placed(format.date(order.placedAt), format.time(order.placedAt), order.placedBy))}</p>
      <p className="order-state">
        <span className="state" data-standing={standing}><Mark standing={standing} /> {words.standing[standing]}</span>
        {share && <span>{share}</span>}
      </p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.details}<span className="hidden"> : {words.number(order.number)}</span></summary>
        {open && <OrderDetails id={order.id} status={order.status} />}
      </details>
    </article>
  );
}

function Mark({ standing }: { standing: Standing }) {
  switch (standing) {
    case "CONFIRMED":
    case "ACCEPTED":
    case "ACCEPTED_IN_PART":
      return <Check className="icon mini" />;
    case "WAITING":
    case "WAITING_IN_PART":
      return <Clock className="icon mini" />;
    case "REFUSED":
      return <Cross className="icon mini" />;
    case "WITHDRAWN":
      return <Dash className="icon mini" />;
  }
}
