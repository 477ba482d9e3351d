import { type ReactNode, useCallback, useState } from "react";
import { useQuery } from "urql";
import type { FamilyOrder, OrderEvent, OrderLine } from "../api/types.ts";
import { lookOfEvent } from "../booking/events.ts";
import type { Look } from "../booking/look.ts";
import { byDay, lookOfLine } from "../booking/orders.ts";
import { OrderDetail } from "../gen/documents.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { useReread } from "../parts/news.tsx";
import { Symbol } from "../parts/symbol.tsx";
import { TermLines } from "../parts/term-lines.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { useOrdersWords } from "./words.ts";

/** Where a page of lines and a page of events begin. */
interface Cursors {
  readonly after: string | null;
  readonly eventsAfter: string | null;
}

/** What an order asked of the town with its answers, or what it changed at once. */
export function OrderDetails({ id, status }: Pick<FamilyOrder, "id" | "status">) {
  const [pages, setPages] = useState<readonly Cursors[]>([{ after: null, eventsAfter: null }]);
  return pages.map((cursors, index) => (
    <DetailPage
      key={index} id={id} asked={status !== "CONFIRMED"} cursors={cursors}
      onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
    />
  ));
}

function DetailPage({ id, asked, cursors, onMore }: {
  id: string; asked: boolean; cursors: Cursors; onMore: ((next: Cursors) => void) | null;
}) {
  const words = useOrdersWords();
  const [{ data, error }, read] = useQuery({ query: OrderDetail, variables: { id, ...cursors } });
  const reread = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useReread(reread);
  const order = data?.order;
  if (error && !order) return <Trouble error={error} onRetry={reread} />;
  if (!order) return <Loading />;
  const page = asked ? order.lines : order.events;
  const children = data.viewer.family?.children;
  const { endCursor, hasNextPage } = page?.pageInfo ?? { endCursor: null, hasNextPage: false };
  // Days in their order, where all of them are there.
  const whole = cursors.after === null && cursors.eventsAfter === null && !hasNextPage;
  const ordered = <Item extends { readonly date: string }>(items: readonly Item[] | undefined) => (whole ? byDay(items ?? []) : (items ?? []));
  return (
    <>
      {page?.nodes.length === 0 && <p className="hint">{words.nothing}</p>}
      <ul className="order-lines" aria-label={asked ? words.asked : words.changes}>
        {asked
          ? ordered(order.lines?.nodes).map((line) => <Asked key={`${line.bookingId} ${line.asks}`} line={line} />)
          : ordered(order.events?.nodes).map((event) => <Changed key={event.id} event={event} />)}
      </ul>
      {cursors.after === null && cursors.eventsAfter === null && (
        <TermLines terms={order.terms} nameOf={(child) => children?.find(({ id }) => id === child)?.firstName} />
      )}
      {onMore && hasNextPage && endCursor !== null && (
        <button
          type="button" className="link"
          onClick={() => onMore(asked ? { ...cursors, after: endCursor } : { ...cursors, eventsAfter: endCursor })}
        >
          {words.rest}
        </button>
      )}
    </>
  );
}

function Asked({ line }: { line: OrderLine }) {
  const words = useOrdersWords();
  return (
    <Row look={lookOfLine(line)} of={line} text={useFormat().named(words.asks[line.asks], "")}>
      <em data-reply={line.reply}>{words.reply[line.reply]}</em>
      {line.reason && <span className="outcome-reason">{words.reason(line.reason)}</span>}
    </Row>
  );
}

function Changed({ event }: { event: OrderEvent }) {
  const words = useWords();
  return <Row look={lookOfEvent(event.change)} of={event} text={words.history.change[event.change]} />;
}

function Row({ look, of: { activity, childFirstName, date, price }, text, children }: {
  look: Look; of: Pick<OrderEvent, "activity" | "childFirstName" | "date" | "price">; text: string; children?: ReactNode;
}) {
  const words = useOrdersWords();
  const format = useFormat();
  return (
    <li>
      <span className="box" data-look={look}><Symbol look={look} /></span>
      <span className="outcome-text">
        <span className="outcome-name">{activity.name}</span>
        <span>{words.line(childFirstName, format.shortDay(date))}</span>
        <span className="outcome-result">{text}{children}</span>
      </span>
      <span className="outcome-price">{format.money(price.amountCents)}</span>
    </li>
  );
}
