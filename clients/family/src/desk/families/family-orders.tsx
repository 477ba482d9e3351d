import { useCallback, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { DeskFamilyOrders } from "../../gen/documents.ts";
import { useFormat } from "../../i18n/context.tsx";
import { Loading, Trouble } from "../../parts/trouble.tsx";
import { useLive } from "../live.ts";
import { pathOfOrder } from "../paths.ts";
import type { FamilyDeskOrder } from "../types.ts";
import { useDeskWords } from "../words.ts";

const PAGE = 10;

/** The family's orders, latest first. */
export function FamilyOrders({ code }: { code: string }) {
  const words = useDeskWords();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <section className="panel-card" aria-labelledby="orders">
      <h3 id="orders">{words.families.orders.title}</h3>
      {cursors.map((after, index) => (
        <Page
          key={after ?? ""} code={code} after={after}
          onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
        />
      ))}
    </section>
  );
}

function Page({ code, after, onMore }: { code: string; after: string | null; onMore: ((cursor: string) => void) | null }) {
  const words = useDeskWords();
  const [{ data, error }, read] = useQuery({ query: DeskFamilyOrders, variables: { code, first: PAGE, after } });
  const reread = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useLive(reread);
  const orders = data?.family?.orders;
  if (error && !orders) return <Trouble error={error} onRetry={reread} />;
  if (!orders) return <Loading />;
  const { endCursor, hasNextPage } = orders.pageInfo;
  return (
    <>
      {after === null && orders.nodes.length === 0 && <p>{words.families.orders.none}</p>}
      <ul className="facts">{orders.nodes.map((order) => <Row key={order.id} order={order} />)}</ul>
      {onMore && hasNextPage && endCursor !== null && (
        <button type="button" className="link" onClick={() => onMore(endCursor)}>{words.more}</button>
      )}
    </>
  );
}

function Row({ order }: { order: FamilyDeskOrder }) {
  const words = useDeskWords();
  const texts = words.families.orders;
  const format = useFormat();
  const counts = texts.counts(order.bookedCount, order.cancelledCount);
  return (
    <li>
      <span>
        <strong>{order.askedCount > 0 ? <Link href={pathOfOrder(order.id)}>{texts.number(order.number)}</Link> : texts.number(order.number)}</strong>{" "}
        {texts.standing[order.status]}{counts !== "" && ` · ${counts}`}
        <span className="hint">{words.queue.placed(format.date(order.placedAt), format.time(order.placedAt), order.placedBy)}</span>
      </span>
      <span>{format.money(order.total.amountCents)}</span>
    </li>
  );
}
