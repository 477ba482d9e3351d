import { useCallback, useState } from "react";
import { useQuery } from "urql";
import { FamilyOrders } from "../gen/documents.ts";
import { useHeading } from "../parts/heading.ts";
import { useReread } from "../parts/news.tsx";
import { RequestsNav } from "../parts/requests-nav.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { OrderCard } from "./order-card.tsx";
import { Waits } from "./waits.tsx";
import { useOrdersWords } from "./words.ts";
import "./orders.css";

const PAGE = 20;

/** What the family waits for, and its orders with what became of them. */
export default function OrdersScreen() {
  const words = useOrdersWords();
  const heading = useHeading(words.title);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <div className="page">
      <h1 ref={heading} tabIndex={-1}>{words.title}</h1>
      <RequestsNav current="orders" />
      <Waits />
      <p className="lead">{words.intro}</p>
      {cursors.map((after, index) => (
        <Page
          key={after ?? ""} after={after}
          onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
        />
      ))}
    </div>
  );
}

function Page({ after, onMore }: { after: string | null; onMore: ((cursor: string) => void) | null }) {
  const words = useOrdersWords();
  const [{ data, error }, read] = useQuery({ query: FamilyOrders, variables: { first: PAGE, after } });
  const reread = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useReread(reread);

  const orders = data?.viewer.family?.orders;
  if (error && !orders) return <Trouble error={error} onRetry={reread} />;
  if (!orders) return <Loading />;
  if (after === null && orders.nodes.length === 0) return <p className="orders-none">{words.none}</p>;
  const { endCursor, hasNextPage } = orders.pageInfo;
  return (
    <>
      <ul className="orders">
        {orders.nodes.map((order) => <li key={order.id}><OrderCard order={order} /></li>)}
      </ul>
      {onMore && hasNextPage && endCursor !== null && (
        <button type="button" className="button quiet wide" onClick={() => onMore(endCursor)}>{words.more}</button>
      )}
    </>
  );
}
