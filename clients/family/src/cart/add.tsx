import { type Ref, useState } from "react";
import { useLocation } from "wouter";
import type { CartAdded, Child, PlanAsked } from "../api/types.ts";
import { useSend } from "../api/send.ts";
import { wishesOf } from "../booking/cart.ts";
import { CartAdd } from "../gen/documents.ts";
import { useWords } from "../i18n/context.tsx";
import { useHolds } from "../parts/holds.ts";
import { Cart } from "../parts/icons.tsx";
import { Outcomes } from "../parts/outcomes.tsx";
import { refusalText } from "../planning/refusal.ts";
import { usePlanWords } from "../planning/words.ts";
import { useCartWords } from "./words.ts";

/** The other way on from a recap: to choose now, and to ask later. */
export function AddToCart({ asked, idle, places, onAdded, onTrouble }: {
  asked: PlanAsked;
  /** Something of it takes a place, which a cart may keep. */
  places: boolean;
  /** Nothing of it is possible, or it is being sent. */
  idle: boolean;
  onAdded: (added: CartAdded) => void;
  onTrouble: (trouble: string | null) => void;
}) {
  const words = useCartWords();
  const plan = usePlanWords();
  const send = useSend();
  const holds = useHolds();
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    onTrouble(null);
    const sent = await send(CartAdd, { input: asked });
    setBusy(false);
    if ("trouble" in sent) return onTrouble(sent.trouble);
    const { errors } = sent.data.cartAdd;
    if (errors[0]) return onTrouble(refusalText(errors[0], plan));
    onAdded(sent.data.cartAdd);
  };
  return (
    <>
      <button
        type="button" className="button quiet wide to-cart" aria-disabled={idle || busy}
        onClick={() => !idle && !busy && void add()}
      >
        <Cart /> {busy ? words.adding : words.add}
      </button>
      <p className="hint to-cart-hint">{!places ? words.unsent : holds === null ? words.addFree : words.addKept(holds)}</p>
    </>
  );
}

/** What became of it: how much the cart holds now, and what is not in it. */
export function Added({ added: { cart, leftOut }, any, family, focus }: {
  added: CartAdded; any: boolean; family: readonly Child[]; focus: Ref<HTMLDivElement>;
}) {
  const words = useCartWords();
  const refused = leftOut.filter(({ result }) => result === "REFUSED");
  return (
    <>
      <div className="done" tabIndex={-1} ref={focus}>
        {any && <span className="done-mark"><Cart /></span>}
        {cart && <p>{words.added(wishesOf(cart.lines))}</p>}
      </div>
      {refused.length > 0 && <p>{words.leftOut}</p>}
      <Outcomes outcomes={refused} family={family} done />
    </>
  );
}

export function AddedFoot({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const own = useCartWords();
  const [, go] = useLocation();
  return (
    <div className="deeds-pair">
      <button type="button" className="button quiet" onClick={onClose}>{words.recap.back}</button>
      <button type="button" className="button" onClick={() => go("/panier")}>{own.toCart}</button>
    </div>
  );
}
