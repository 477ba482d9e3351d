import { useCallback, useEffect, useState } from "react";
import { useClient } from "urql";
import { Link } from "wouter";
import { DeskOrder } from "../../gen/documents.ts";
import { useFormat } from "../../i18n/context.tsx";
import { useHeading } from "../../parts/heading.ts";
import { Loading, Trouble } from "../../parts/trouble.tsx";
import { useLive } from "../live.ts";
import type { AskedLine, AskedOrder } from "../types.ts";
import { useDeskWords } from "../words.ts";
import { Decision } from "./decision.tsx";
import { type Places, readPlaces } from "./places.ts";

interface Read {
  readonly order: AskedOrder;
  readonly lines: readonly AskedLine[];
  readonly places: ReadonlyMap<string, Places>;
}

/** One order: what it asks line by line, how full those days are, and the decision. */
export function OrderScreen({ id }: { id: string }) {
  const words = useDeskWords();
  const format = useFormat();
  const heading = useHeading(words.queue.title);
  const { read, order, trouble } = useOrder(id);
  if (trouble) return <div className="page"><Trouble error={undefined} onRetry={read} /></div>;
  return (
    <div className="page order-page">
      <p><Link href="/demandes">{words.order.back}</Link></p>
      <h1 ref={heading} tabIndex={-1}>{order ? words.queue.number(order.order.number) : words.queue.title}</h1>
      {order === undefined && <Loading />}
      {order === null && <p className="lead">{words.order.gone}</p>}
      {order && (
        <>
          <p className="lead">
            {words.queue.placed(format.date(order.order.placedAt), format.time(order.order.placedAt), order.order.placedBy)}
          </p>
          <p className="order-total">{words.order.total} <strong>{format.money(order.order.total.amountCents)}</strong></p>
          <Decision order={order.order} lines={order.lines} places={order.places} onDecided={read} />
        </>
      )}
    </div>
  );
}

/** The order with all of its lines, however many pages they take. */
function useOrder(id: string): { read: () => void; order: Read | null | undefined; trouble: boolean } {
  const client = useClient();
  const [order, setOrder] = useState<Read | null>();
  const [trouble, setTrouble] = useState(false);
  const read = useCallback(async (here: () => boolean) => {
    const lines: AskedLine[] = [];
    let after: string | null = null;
    let found: AskedOrder | null = null;
    do {
      const answer: Awaited<ReturnType<typeof ask>> = await ask(after);
      if (!here()) return;
      if (!answer.data || (answer.error && !answer.data.order)) {
        // What lies outside the caller's reach is told as an error; without an answer there is something to try again.
        const unknown = answer.error?.graphQLErrors.some(({ extensions }) => extensions["code"] === "NOT_FOUND");
        setTrouble(!unknown);
        if (unknown) setOrder(null);
        return;
      }
      found = answer.data.order;
      lines.push(...(found?.lines?.nodes ?? []));
      const page = found?.lines?.pageInfo;
      after = page?.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    setTrouble(false);
    const places = await readPlaces(client, lines.map(({ date }) => date));
    if (here()) setOrder(found && { order: found, lines, places });

    function ask(cursor: string | null) {
      return client.query(DeskOrder, { id, after: cursor }, { requestPolicy: "network-only" }).toPromise();
    }
  }, [client, id]);
  useEffect(() => {
    let mounted = true;
    void read(() => mounted);
    return () => {
      mounted = false;
    };
  }, [read]);
  const again = useCallback(() => void read(() => true), [read]);
  useLive(again);
  return { read: again, order, trouble };
}
