import { useCallback, useState } from "react";
import { useQuery } from "urql";
import type { HistoryEvent } from "../api/types.ts";
import { type Day, dayIn } from "../booking/days.ts";
import { BookingHistory } from "../gen/documents.ts";
import { useFormat, useWords, useZone } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { useHeading } from "../parts/heading.ts";
import { useReread } from "../parts/news.tsx";
import { Symbol } from "../parts/symbol.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";

const PAGE = 30;

export function HistoryScreen() {
  const words = useWords();
  const heading = useHeading(words.history.title);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <div className="page">
      <h1 ref={heading} tabIndex={-1}>{words.history.title}</h1>
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
  const format = useFormat();
  const zone = useZone();
  const [{ data, error }, read] = useQuery({ query: BookingHistory, variables: { first: PAGE, after } });
  useReread(useCallback(() => read({ requestPolicy: "network-only" }), [read]));

  const history = data?.viewer.family?.history;
  if (error && !history) return <Trouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (!history) return <Loading />;
  if (after === null && history.nodes.length === 0) return <p>{words.history.none}</p>;

  const days = new Map<Day, HistoryEvent[]>();
  for (const event of history.nodes) {
    const day = dayIn(zone, new Date(event.at));
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  const { endCursor, hasNextPage } = history.pageInfo;
  return (
    <>
      {[...days].map(([day, events]) => (
        <section key={day} className="history-day">
          <h2>{capital(format.date(events[0]?.at ?? day))}</h2>
          <ul>{events.map((event) => <Event key={event.id} event={event} />)}</ul>
        </section>
      ))}
      {onMore && hasNextPage && endCursor !== null && (
        <button type="button" className="button quiet wide" onClick={() => onMore(endCursor)}>{words.history.more}</button>
      )}
    </>
  );
}

function Event({ event }: { event: HistoryEvent }) {
  const words = useWords();
  const format = useFormat();
  const look = event.change === "BOOKED" ? "BOOKED" : "CANCELLING";
  return (
    <li data-result={event.change}>
      <span className="box" data-look={look}><Symbol look={look} /></span>
      <span className="outcome-text">
        <span className="outcome-name">{event.activity.name}</span>
        <span>{words.history.change[event.change]} · {words.history.for(event.childFirstName, format.day(event.date))}</span>
        <small>{words.history.order(event.orderNumber)} · {words.history.by(event.by, format.time(event.at))}</small>
      </span>
      <span className="outcome-price">{format.money(event.price.amountCents)}</span>
    </li>
  );
}
