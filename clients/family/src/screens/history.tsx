import { useCallback, useState } from "react";
import { useQuery } from "urql";
import type { HistoryEvent } from "../api/types.ts";
import { deedsOf, type HistoryDeed, lookOfEvent } from "../booking/events.ts";
import type { Look } from "../booking/look.ts";
import { BookingHistory } from "../gen/documents.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { useHeading } from "../parts/heading.ts";
import { useReread } from "../parts/news.tsx";
import { RequestsNav } from "../parts/requests-nav.tsx";
import { Symbol } from "../parts/symbol.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";

const PAGE = 30;

export default function HistoryScreen() {
  const words = useWords();
  const heading = useHeading(words.history.title);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <div className="page">
      <h1 ref={heading} tabIndex={-1}>{words.history.title}</h1>
      <RequestsNav current="history" />
      <p className="lead">{words.history.intro}</p>
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
  const words = useWords();
  const [{ data, error }, read] = useQuery({ query: BookingHistory, variables: { first: PAGE, after } });
  useReread(useCallback(() => read({ requestPolicy: "network-only" }), [read]));

  const history = data?.viewer.family?.history;
  if (error && !history) return <Trouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (!history) return <Loading />;
  if (after === null && history.nodes.length === 0) return <p>{words.history.none}</p>;

  const { endCursor, hasNextPage } = history.pageInfo;
  return (
    <>
      {deedsOf(history.nodes).map((events) => <Deed key={events[0].id} events={events} />)}
      {onMore && hasNextPage && endCursor !== null && (
        <button type="button" className="button quiet wide" onClick={() => onMore(endCursor)}>{words.history.more}</button>
      )}
    </>
  );
}

function Deed({ events }: { events: HistoryDeed }) {
  const words = useWords();
  const format = useFormat();
  const [{ at, by, orderNumber }] = events;
  return (
    <section className="history-order">
      <h2>{capital(format.date(at))}</h2>
      <p>{words.history.order(orderNumber, by, format.time(at))}</p>
      <ul>{events.map((event) => <Event key={event.id} event={event} />)}</ul>
    </section>
  );
}

/** Changes that leave no place behind, which no price stands beside. */
const GONE: ReadonlySet<Look> = new Set(["CANCELLING", "BLOCKED"]);

function Event({ event }: { event: HistoryEvent }) {
  const words = useWords();
  const format = useFormat();
  const look = lookOfEvent(event.change);
  return (
    <li>
      <span className="box" data-look={look}><Symbol look={look} /></span>
      <span className="outcome-text">
        <span className="outcome-name">{event.activity.name}</span>
        <span>{words.history.change[event.change]} {words.history.for(event.childFirstName, format.shortDay(event.date))}</span>
        {event.reason && <span className="outcome-reason">{event.reason}</span>}
      </span>
      {!GONE.has(look) && <span className="outcome-price">{format.money(event.price.amountCents)}</span>}
    </li>
  );
}
