import { useCallback, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import type { Wait } from "../api/types.ts";
import { pageAt } from "../booking/pages.ts";
import { WaitingPlaces } from "../gen/documents.ts";
import { useFormat } from "../i18n/context.tsx";
import { pathOf } from "../parts/month-head.tsx";
import { useReread } from "../parts/news.tsx";
import { Symbol } from "../parts/symbol.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useUntil } from "../slot/until.ts";
import { useOrdersWords } from "./words.ts";

const PAGE = 20;

/** What the children wait for, and the places that are kept for them; nothing where they wait for nothing. */
export function Waits() {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return cursors.map((after, index) => (
    <Page
      key={after ?? ""} after={after}
      onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
    />
  ));
}

function Page({ after, onMore }: { after: string | null; onMore: ((cursor: string) => void) | null }) {
  const words = useOrdersWords();
  const [{ data, error }, read] = useQuery({ query: WaitingPlaces, variables: { first: PAGE, after } });
  const reread = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useReread(reread);
  const waits = data?.viewer.family?.waiting;
  if (error && !waits) return <Trouble error={error} onRetry={reread} />;
  if (!waits || waits.nodes.length === 0) return null;
  const { endCursor, hasNextPage } = waits.pageInfo;
  return (
    <section className="waits">
      {after === null && <h2>{words.waits.title}</h2>}
      <ul className="order-lines">{waits.nodes.map((wait) => <WaitRow key={wait.id} wait={wait} />)}</ul>
      {onMore && hasNextPage && endCursor !== null && (
        <button type="button" className="link" onClick={() => onMore(endCursor)}>{words.more}</button>
      )}
    </section>
  );
}

function WaitRow({ wait: { childId, childFirstName, activity, along, date, position, offeredUntil } }: { wait: Wait }) {
  const { waits: words, line } = useOrdersWords();
  const format = useFormat();
  const until = useUntil();
  const offer = offeredUntil === null ? null : until(offeredUntil);
  const look = offer ? "OFFERED" : "WAITING";
  const names = [activity, ...along].map(({ name }) => name).join(" + ");
  return (
    <li>
      <span className="box" data-look={look}><Symbol look={look} /></span>
      <span className="outcome-text">
        <span className="outcome-name">{names}</span>
        <span>{line(childFirstName, format.shortDay(date))}</span>
        <span className="outcome-result">
          {offer ? words.offered(offer.until, offer.left) : position === null ? words.waiting : words.position(position)}
        </span>
      </span>
      <Link
        href={`${pathOf(childId, pageAt("WEEK", date))}/${date}`} className={offer ? "button" : "button quiet"}
        aria-label={format.named(offer ? words.answer : words.see, words.open(childFirstName, activity.name, format.day(date)))}
      >
        {offer ? words.answer : words.see}
      </Link>
    </li>
  );
}
