import { useCallback, useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import type { Cart, CartOrdered, Family } from "../api/types.ts";
import { useSend } from "../api/send.ts";
import { newKey } from "../booking/attempt.ts";
import { changedOf, childrenOf, meantBy } from "../booking/cart.ts";
import { Cart as CartQuery, CartEmpty, CartOrder, CartRemove } from "../gen/documents.ts";
import { GoneDays } from "../parts/gone-days.tsx";
import { useHeading } from "../parts/heading.ts";
import { Warn } from "../parts/icons.tsx";
import { useNews, useReread } from "../parts/news.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { CartFoot } from "./cart-foot.tsx";
import { ChildLines, type Taken } from "./child-lines.tsx";
import { Expiry } from "./expiry.tsx";
import { Ordered } from "./ordered.tsx";
import { useCartWords } from "./words.ts";
import "../planning/planning.css";
import "./cart.css";

/** What was agreed to and is otherwise since: its total, the lines that are new or another way, and those that are gone. */
interface Since {
  readonly cents: number;
  readonly lines: ReadonlySet<string>;
  readonly gone: CartOrdered["gone"];
}

/** The family's cart: what stands in it, what ordering it would do, and the way to order it. */
export default function CartScreen({ family }: { family: Family }) {
  const words = useCartWords();
  const heading = useHeading(words.title);
  const send = useSend();
  const { ordering } = useNews();
  const [{ data, error }, read] = useQuery({ query: CartQuery });
  /** The cart as the last change left it, until it is read again. */
  const [own, setOwn] = useState<Cart | null>(null);
  const [since, setSince] = useState<Since | null>(null);
  const [ordered, setOrdered] = useState<CartOrdered | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [told, setTold] = useState("");
  /** The cart became another one while it was looked at, and not from here. */
  const [moved, setMoved] = useState(false);
  const known = useRef<string | null>(null);
  const key = useRef({ token: "", value: "" });
  const reread = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useReread(reread);
  useEffect(() => setOwn(null), [data]);

  const cart = own ?? data?.viewer.family?.cart;
  const token = cart?.planToken ?? null;
  useEffect(() => {
    if (token === null) return;
    if (known.current !== null && known.current !== token) setMoved(true);
    known.current = token;
  }, [token]);
  const keep = (next: Cart) => {
    known.current = next.planToken;
    setMoved(false);
    setOwn(next);
  };

  const change = async (work: () => Promise<Cart | null | string>, done: string) => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    const found = await work();
    setBusy(false);
    if (typeof found === "string") return setTrouble(found);
    setSince(null);
    setTold(done);
    if (found) keep(found);
    else reread();
  };
  const take = (taken: Taken) => change(async () => {
    const sent = await send(CartRemove, { input: { lines: [taken] } });
    if ("trouble" in sent) return sent.trouble;
    return sent.data.cartRemove.errors[0]?.message ?? sent.data.cartRemove.cart;
  }, words.removed(taken.dates.length));
  const empty = () => change(async () => {
    const sent = await send(CartEmpty, {});
    return "trouble" in sent ? sent.trouble : sent.data.cartEmpty.cart;
  }, words.emptied);

  const order = async (agreed: Cart) => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    // The same key for the same consent, however often it is sent.
    if (key.current.token !== agreed.planToken) key.current = { token: agreed.planToken, value: newKey() };
    const sending = send(CartOrder, { input: { expects: agreed.planToken, idempotencyKey: key.current.value } });
    let lost: string | null = null;
    const answer = await ordering(sending.then((sent) => {
      if ("data" in sent) return sent.data.cartOrder;
      lost = sent.trouble;
      return undefined;
    }));
    setBusy(false);
    if (!answer) return setTrouble(lost);
    const [refusal] = answer.errors;
    // An empty cart is not considered at all: then all that it meant to do is gone.
    const emptied = refusal?.code === "NOTHING_ASKED";
    if (emptied || refusal?.code === "PLAN_CHANGED") {
      const gone = emptied ? meantBy(agreed) : answer.gone;
      setSince({ cents: agreed.total.amountCents, lines: changedOf(answer.outcomes), gone });
      // It stands at the top, and the button at the end of what may be a long cart.
      heading.current?.focus();
      return answer.cart ? keep(answer.cart) : reread();
    }
    if (refusal) return setTrouble(refusal.message);
    setSince(null);
    // What is left of it is no news.
    known.current = answer.cart?.planToken ?? null;
    setMoved(false);
    setOrdered(answer);
  };

  if (ordered) {
    return (
      <div className="page cart">
        <Ordered
          ordered={ordered} family={family.children}
          onBack={() => {
            setOrdered(null);
            reread();
          }}
        />
      </div>
    );
  }
  return (
    <div className="page cart">
      <h1 ref={heading} tabIndex={-1}>{words.title}</h1>
      <p className="lead">{words.intro}</p>
      <p className="hidden" role="status">{told}</p>
      <div role="status">{moved && <p className="banner">{words.moved}</p>}</div>
      {error && !cart && <Trouble error={error} onRetry={reread} />}
      {data && !cart && <Trouble error={undefined} onRetry={reread} />}
      {!error && !data && <Loading />}
      {cart?.lines.length === 0 && (
        <>
          {since && <Changed text={words.emptiedSince} gone={since.gone} family={family} />}
          <p className="cart-none">{words.none}</p>
          <Link href="/" className="button">{words.children}</Link>
        </>
      )}
      {cart && cart.lines.length > 0 && (
        <>
          {since && <Changed text={words.changed} gone={since.gone} family={family} />}
          {cart.expiresAt !== null && <Expiry at={cart.expiresAt} onOver={reread} />}
          {childrenOf(cart).map((child) => (
            <ChildLines
              key={child.child?.id ?? ""} part={child} since={since?.lines} onTake={(taken) => {
                void take(taken).then(() => heading.current?.focus());
              }}
            />
          ))}
          {trouble !== null && <div className="error" role="alert"><Warn /><p>{trouble}</p></div>}
          <CartFoot
            cart={cart} before={since?.cents} busy={busy} onOrder={() => void order(cart)}
            onEmpty={() => void empty().then(() => heading.current?.focus())}
          />
        </>
      )}
    </div>
  );
}

/** That the cart is no longer the one that was agreed to, and what is no longer in it. */
function Changed({ text, gone, family }: { text: string; gone: Since["gone"]; family: Family }) {
  const words = useCartWords();
  return (
    <>
      <div className="banner" role="alert"><Warn /><p>{text}</p></div>
      <GoneDays gone={gone} family={family.children} lead={words.goneSince} />
    </>
  );
}
