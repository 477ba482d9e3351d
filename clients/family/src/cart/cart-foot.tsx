import { useState } from "react";
import type { Cart } from "../api/types.ts";
import { orderable } from "../booking/cart.ts";
import { useFormat } from "../i18n/context.tsx";
import { TermLines } from "../parts/term-lines.tsx";
import { ToPay } from "../parts/to-pay.tsx";
import { useCartWords } from "./words.ts";

/** The total, and what is done with the cart as a whole. */
export function CartFoot({ cart, before, busy, onOrder, onEmpty }: {
  cart: Cart;
  /** The total of what was agreed to and is otherwise since. */
  before: number | undefined;
  busy: boolean;
  onOrder: () => void;
  onEmpty: () => void;
}) {
  const words = useCartWords();
  const format = useFormat();
  const [sure, setSure] = useState(false);
  const may = orderable(cart);
  return (
    <div className="cart-foot">
      <TermLines terms={cart.terms} nameOf={(id) => cart.lines.find(({ child }) => child?.id === id)?.child?.firstName} />
      <p className="recap-total">
        <span>{words.total}</span> <strong>{format.money(cart.total.amountCents)}</strong>
        {before !== undefined && before !== cart.total.amountCents && <small>{words.before(format.money(before))}</small>}
      </p>
      <ToPay of={cart} />
      {!may && <p className="hint">{words.nothing}</p>}
      <button
        type="button" className="button wide" aria-disabled={busy || !may} onClick={() => {
          if (!busy && may) onOrder();
        }}
      >
        {busy ? words.sending : words.order}
      </button>
      <p className="hint">{words.unsent}</p>
      {sure ? (
        <div className="cart-sure" role="group" aria-label={words.emptySure}>
          <p>{words.emptySure}</p>
          <button type="button" className="button quiet" autoFocus onClick={() => setSure(false)}>{words.emptyNo}</button>
          <button type="button" className="button quiet" onClick={onEmpty}>{words.emptyYes}</button>
        </div>
      ) : (
        <button type="button" className="link" onClick={() => setSure(true)}>{words.empty}</button>
      )}
    </div>
  );
}
