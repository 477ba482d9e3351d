import { useCallback } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { DeskHome } from "../gen/documents.ts";
import { useHeading } from "../parts/heading.ts";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { useLive } from "./live.ts";
import { Refused } from "./roll/refused.tsx";
import { useDeskWords } from "./words.ts";

/** How much waits, and the way to each part of the work. */
export function HomeScreen() {
  const words = useDeskWords();
  const heading = useHeading(words.home.title);
  const [{ data, error }, read] = useQuery({ query: DeskHome });
  const reread = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useLive(reread);
  const counters = data?.viewer.town.deskCounters;
  const nothing = counters?.ordersToDecide === 0 && counters.cancellationsToDecide === 0;
  return (
    <div className="page">
      <h1 ref={heading} tabIndex={-1}>{words.home.title}</h1>
      <Refused />
      <section aria-labelledby="waiting">
        <h2 id="waiting">{words.home.waiting}</h2>
        {!counters && (error || data ? <Trouble error={error} onRetry={reread} /> : <Loading />)}
        {counters && (
          <ul className="tiles">
            <Counter href="/demandes/places" count={counters.ordersToDecide} text={words.home.places(counters.ordersToDecide)} />
            <Counter
              href="/demandes/annulations" count={counters.cancellationsToDecide}
              text={words.home.cancellations(counters.cancellationsToDecide)}
            />
          </ul>
        )}
        {nothing && <p className="lead">{words.home.nothing}</p>}
      </section>
      <section aria-labelledby="go">
        <h2 id="go">{words.home.go}</h2>
        <ul className="tiles">
          <Way href="/appel" name={words.nav.roll} text={words.home.roll} />
          <Way href="/jour" name={words.nav.day} text={words.home.day} />
          <Way href="/familles" name={words.nav.families} text={words.home.families} />
        </ul>
      </section>
    </div>
  );
}

function Counter({ href, count, text }: { href: string; count: number; text: string }) {
  return (
    <li>
      <Link href={href} className="tile" data-idle={count === 0}>
        <span className="tile-number" aria-hidden="true">{count}</span>
        <span className="hidden">{text}</span>
        <span aria-hidden="true">{text.replace(/^\S+\s/u, "")}</span>
      </Link>
    </li>
  );
}

function Way({ href, name, text }: { href: string; name: string; text: string }) {
  return <li><Link href={href} className="tile"><strong>{name}</strong><span>{text}</span></Link></li>;
}
