import { useCallback } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { wishesOf } from "../booking/cart.ts";
import { CartBadge } from "../gen/documents.ts";
import { useWords } from "../i18n/context.tsx";
import { Cart } from "./icons.tsx";
import { useReread } from "./news.tsx";

/** The way to the family's cart, with the number of wishes in it, as every phone of the family sees it. */
export function CartLink({ current }: { current: "page" | undefined }) {
  const words = useWords();
  const [{ data }, read] = useQuery({ query: CartBadge });
  useReread(useCallback(() => read({ requestPolicy: "network-only" }), [read]));
  const lines = data?.viewer.family?.cart?.lines ?? [];
  const count = wishesOf(lines);
  return (
    <Link href="/panier" className="round cart-link" aria-label={words.nav.cart(count, lines.length === 0)} aria-current={current}>
      <Cart />
      {count > 0 && <span className="badge" aria-hidden="true">{count}</span>}
    </Link>
  );
}
