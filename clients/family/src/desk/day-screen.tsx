import { useState } from "react";
import { useQuery } from "urql";
import { Link, useLocation } from "wouter";
import { type Day, dayIn } from "../booking/days.ts";
import { DeskLine } from "../gen/documents.ts";
import { useFormat, useZone } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { useHeading } from "../parts/heading.ts";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { dayOf, pathOfRoll } from "./paths.ts";
import { countsOf, rowsOf } from "./roll/overlay.ts";
import { type Reading, useRolls } from "./roll/reading.ts";
import { useTaps } from "./roll/taps.tsx";
import { Unsent } from "./roll/unsent.tsx";
import { useDeskWords } from "./words.ts";

/** The numbers of a day, activity by activity, and who waits for a place. It prints as a sheet. */
export function DayScreen({ day, town }: { day: Day | undefined; town: string }) {
  const words = useDeskWords();
  const format = useFormat();
  const zone = useZone();
  const heading = useHeading(words.today.title);
  const [, go] = useLocation();
  const date = day ?? dayIn(zone, new Date());
  const [typed, setTyped] = useState(date);
  const reading = useRolls(date, town);
  return (
    <div className="page today">
      <h1 ref={heading} tabIndex={-1}>{words.today.title}</h1>
      <p className="lead">{town} — {capital(format.date(`${date}T12:00:00Z`))}</p>
      <div className="day-choice">
        <label className="desk-field">
          <span>{words.roll.day}</span>
          <input
            type="date" required value={typed}
            onChange={({ currentTarget: { value } }) => {
              setTyped(value);
              if (dayOf(value)) go(`/jour/${value}`);
            }}
          />
        </label>
        <button type="button" className="button quiet" onClick={() => print()}>{words.today.print}</button>
      </div>
      <Unsent stale={reading.stale} readAt={reading.day?.readAt ?? null} />
      <Numbers reading={reading} date={date} />
      <Lines date={date} />
    </div>
  );
}

function Numbers({ reading, date }: { reading: Reading; date: Day }) {
  const words = useDeskWords();
  const format = useFormat();
  const { taps } = useTaps();
  if (!reading.day) {
    return reading.stale ? <><p className="hint">{words.roll.unread}</p><Trouble error={undefined} onRetry={reading.read} /></> : <Loading />;
  }
  return (
    // It may be wider than a phone: then it scrolls, and the keyboard must be able to reach it.
    <div className="numbers" role="group" aria-label={words.today.caption(format.day(date))} tabIndex={0}>
      <table>
        <caption className="hidden">{words.today.caption(format.day(date))}</caption>
        <thead>
          <tr>
            <th scope="col">{words.today.activity}</th>
            {[words.today.places, words.today.expected, words.today.present, words.today.left, words.today.absent, words.today.unbooked]
              .map((name) => <th key={name} scope="col">{name}</th>)}
          </tr>
        </thead>
        <tbody>
          {reading.day.activities.map(({ id, name, startsAt, endsAt, occupancy, roll }) => {
            const mine = taps.filter(({ event }) => event.activityId === id && event.date === date);
            const counts = countsOf(rowsOf(roll?.children ?? [], mine));
            const places = occupancy?.[0];
            return (
              <tr key={id}>
                <th scope="row">
                  <Link href={pathOfRoll(date, id)} aria-label={words.today.open(name, startsAt)}>{name}</Link>
                  {startsAt !== null && endsAt !== null && <small>{words.today.hours(startsAt, endsAt)}</small>}
                </th>
                <td>{places ? words.today.of(places.taken, places.capacity) : "–"}</td>
                <td>{counts.expected}</td>
                <td>{counts.present}</td>
                <td>{counts.left}</td>
                <td>{counts.absent}</td>
                <td>{counts.unbooked}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Who waits for a place that day. Without an answer nothing is said of it: the numbers stand by themselves. */
function Lines({ date }: { date: Day }) {
  const words = useDeskWords().today;
  const format = useFormat();
  const [{ data }] = useQuery({ query: DeskLine, variables: { date, first: 20 } });
  const lines = data?.viewer.town.activities.filter(({ waitingList }) => (waitingList?.nodes.length ?? 0) > 0) ?? [];
  return lines.map(({ id, name, waitingList }) => (
    <section key={id} className="line" aria-labelledby={`line ${id}`}>
      <h2 id={`line ${id}`}>{words.line(name)}</h2>
      <ol>
        {waitingList?.nodes.map((place) => (
          <li key={place.id}>
            {place.childFirstName} {place.childLastName}
            <span className="hint">
              {place.offeredUntil !== null ? words.offered(format.until(place.offeredUntil, new Date())) : place.position !== null && words.position(place.position)}
            </span>
          </li>
        ))}
      </ol>
      {waitingList?.pageInfo.hasNextPage && <p className="hint">{words.longer}</p>}
    </section>
  ));
}
