import { Link } from "wouter";
import type { CartOrdered, Child } from "../api/types.ts";
import { countsOf } from "../booking/attempt.ts";
import { wishesOf } from "../booking/cart.ts";
import { useWords } from "../i18n/context.tsx";
import { useHeading } from "../parts/heading.ts";
import { Check } from "../parts/icons.tsx";
import { Outcomes } from "../parts/outcomes.tsx";
import { Receipt } from "../parts/receipt.tsx";
import { useCartWords } from "./words.ts";

/** What became of a cart that was ordered. */
export function Ordered({ ordered: { order, outcomes, cart }, family, onBack }: {
  ordered: CartOrdered; family: readonly Child[]; onBack: () => void;
}) {
  const words = useWords();
  const own = useCartWords();
  const title = order ? words.recap.doneTitle : words.recap.nothingTitle;
  const heading = useHeading(title);
  const counts = countsOf(outcomes);
  const left = wishesOf(cart?.lines ?? []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      <div className="done">
        {order && <span className="done-mark"><Check /></span>}
        <p>{order ? words.recap.done(order.number, counts.asked > 0) : words.recap.doneNothing}</p>
        <p className="done-counts">
          {words.recap.counts(counts.booked, counts.cancelled, counts.refused, counts.asked, counts.kept)}
        </p>
        {order && <Receipt order={order} />}
      </div>
      {cart !== null && left > 0 && (
        <p className="cart-left">
          {own.left(left)} <button type="button" className="link" onClick={onBack}>{own.toCart}</button>
        </p>
      )}
      <h2 className="hidden">{own.details}</h2>
      <Outcomes outcomes={outcomes} family={family} done />
      <div className="deeds-pair cart-after">
        <Link href="/" className="button quiet">{own.children}</Link>
        <Link href="/commandes" className="button">{own.toOrders}</Link>
      </div>
    </>
  );
}
