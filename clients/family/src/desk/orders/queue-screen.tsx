import { useCallback, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { DeskActivities, DeskQueue } from "../../gen/documents.ts";
import { useFormat } from "../../i18n/context.tsx";
import { useHeading } from "../../parts/heading.ts";
import { Right } from "../../parts/icons.tsx";
import { Loading, Trouble } from "../../parts/trouble.tsx";
import { useLive } from "../live.ts";
import { dayOf, pathOfOrder } from "../paths.ts";
import type { DeskFilter, QueuedOrder } from "../types.ts";
import { useDeskWords } from "../words.ts";

const PAGE = 20;
const ASKS: Record<string, NonNullable<DeskFilter["asks"]>> = {
  places: ["BOOKING", "CHANGE_TO"], annulations: ["CANCELLATION"],
};

/** The orders that wait, oldest first. */
export function QueueScreen({ which }: { which: string | undefined }) {
  const words = useDeskWords().queue;
  const heading = useHeading(words.title);
  const [activityId, setActivity] = useState("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [{ data }] = useQuery({ query: DeskActivities });
  const narrow = (set: (value: string) => void) => ({ currentTarget }: { currentTarget: { value: string } }) => {
    set(currentTarget.value);
    setCursors([null]);
  };
  const filter: DeskFilter = {
    asks: which === undefined ? [] : ASKS[which] ?? [], activityId: activityId === "" ? null : activityId,
    from: dayOf(from) ?? null, to: dayOf(to) ?? null,
  };
  const tabs = [["/demandes", words.all], ["/demandes/places", words.places], ["/demandes/annulations", words.cancellations]] as const;
  return (
    <div className="page">
      <h1 ref={heading} tabIndex={-1}>{words.title}</h1>
      <nav className="views requests-nav" aria-label={words.filters}>
        {tabs.map(([path, name]) => (
          <Link key={path} href={path} aria-current={path === `/demandes${which === undefined ? "" : `/${which}`}` ? "page" : undefined}>{name}</Link>
        ))}
      </nav>
      <div className="queue-filter">
        <label className="desk-field">
          <span>{words.activity}</span>
          <select value={activityId} onChange={narrow(setActivity)}>
            <option value="">{words.everyActivity}</option>
            {data?.viewer.town.activities.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <label className="desk-field"><span>{words.from}</span><input type="date" value={from} onChange={narrow(setFrom)} /></label>
        <label className="desk-field"><span>{words.to}</span><input type="date" value={to} onChange={narrow(setTo)} /></label>
      </div>
      {cursors.map((after, index) => (
        <Page
          key={after ?? ""} after={after} filter={filter}
          onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
        />
      ))}
    </div>
  );
}

function Page({ after, filter, onMore }: { after: string | null; filter: DeskFilter; onMore: ((cursor: string) => void) | null }) {
  const all = useDeskWords();
  const words = all.queue;
  const [{ data, error }, read] = useQuery({ query: DeskQueue, variables: { first: PAGE, after, filter } });
  const reread = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useLive(reread);
  const orders = data?.viewer.town.ordersToDecide;
  if (error && !orders) return <Trouble error={error} onRetry={reread} />;
  if (!orders) return <Loading />;
  const { endCursor, hasNextPage } = orders.pageInfo;
  return (
    <>
      {after === null && <p className="lead" role="status">{orders.totalCount === 0 ? words.none : words.count(orders.totalCount)}</p>}
      <ul className="queue">{orders.nodes.map((order) => <li key={order.id}><Queued order={order} /></li>)}</ul>
      {onMore && hasNextPage && endCursor !== null && (
        <button type="button" className="button quiet wide" onClick={() => onMore(endCursor)}>{all.more}</button>
      )}
    </>
  );
}

function Queued({ order }: { order: QueuedOrder }) {
  const all = useDeskWords();
  const words = all.queue;
  const format = useFormat();
  const lines = order.lines?.nodes ?? [];
  const asked = [...new Set(lines.map(({ asks }) => all.order.asks[asks]))].join(" · ");
  return (
    <Link href={pathOfOrder(order.id)} className="queued">
      <span className="queued-text">
        <strong>{words.number(order.number)}</strong>
        <span>{words.placed(format.date(order.placedAt), format.time(order.placedAt), order.placedBy)}</span>
        <span className="queued-asks">{asked} — {words.lines(order.waitingCount)}</span>
        {lines.map(({ bookingId, asks, childFirstName, childLastName, activity, date }) => (
          <span key={`${bookingId} ${asks}`} className="queued-line">
            {words.line(`${childFirstName} ${childLastName}`, activity.name, format.shortDay(date))}
          </span>
        ))}
        {order.waitingCount > lines.length && <span className="queued-line" aria-hidden="true">…</span>}
      </span>
      <span className="queued-total">{format.money(order.total.amountCents)}</span>
      <Right />
    </Link>
  );
}
