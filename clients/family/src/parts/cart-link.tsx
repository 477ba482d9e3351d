import { useCallback } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { CartBadge } from "../gen/documents.ts";
import { useWords } from "../i18n/context.tsx";
import { Cart } from "./icons.tsx";
import { useReread } from "./news.tsx";

/** The way to the family's cart, with the number of its lines as every phone of the family sees it. */
export function CartLink({ current }: { current: "page" | undefined }) {
  const words = useWords();
  const [{ data }, read] = useQuery({ query: CartBadge });
  useReread(useCallback(() => read({ requestPolicy: "network-only" }), [read]));
  const count = data?.viewer.family?.cart?.badge ?? 0;
  return (
    <Link href="/panier" className="round cart-link" aria-label={words.nav.cart(count)} aria-current={current}>
      <Cart />
      {count > 0 && <span className="badge" aria-hidden="true">{count}</span>}
    </Link>
  );
}
