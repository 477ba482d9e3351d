import { useState } from "react";
import { Link, useLocation } from "wouter";
import { addDays, type Day, dayIn } from "../../booking/days.ts";
import { useFormat, useZone } from "../../i18n/context.tsx";
import { capital } from "../../i18n/format.ts";
import { useHeading } from "../../parts/heading.ts";
import { Left, Right } from "../../parts/icons.tsx";
import { Loading, Trouble } from "../../parts/trouble.tsx";
import { pathOfRoll } from "../paths.ts";
import type { RollActivity } from "../types.ts";
import { useDeskWords } from "../words.ts";
import { countsOf, rowsOf } from "./overlay.ts";
import { type Reading, useRolls } from "./reading.ts";
import { Refused } from "./refused.tsx";
import { RollList } from "./roll-list.tsx";
import { useTaps } from "./taps.tsx";
import { Unsent } from "./unsent.tsx";

/** Who comes and goes: an activity and a day are chosen, then each child is tapped. */
export function RollScreen({ day, activityId, town }: { day: Day | undefined; activityId: string | undefined; town: string }) {
  const words = useDeskWords();
  const format = useFormat();
  const zone = useZone();
  const heading = useHeading(words.roll.title);
  const today = dayIn(zone, new Date());
  const date = day ?? today;
  const reading = useRolls(date, town);
  const activity = reading.day?.activities.find(({ id }) => id === activityId);
  return (
    <div className="page roll">
      <div className="roll-head">
        <h1 ref={heading} tabIndex={-1}>{activity ? activity.name : words.roll.title}</h1>
        <p className="roll-day-name">
          {capital(format.date(`${date}T12:00:00Z`))}
          {activity && activity.startsAt !== null && activity.endsAt !== null && `, ${words.today.hours(activity.startsAt, activity.endsAt)}`}
        </p>
        <DayChoice date={date} today={today} activityId={activityId} />
      </div>
      <Unsent stale={reading.stale} readAt={reading.day?.readAt ?? null} />
      <Body key={`${date} ${activityId ?? ""}`} reading={reading} activity={activity} date={date} today={today} />
    </div>
  );
}

function Body({ reading, activity, date, today }: { reading: Reading; activity: RollActivity | undefined; date: Day; today: Day }) {
  const words = useDeskWords();
  const { taps } = useTaps();
  if (!reading.day) {
    if (!reading.stale) return <Loading />;
    return <><p className="hint">{words.roll.unread}</p><Trouble error={undefined} onRetry={reading.read} /></>;
  }
  if (activity) {
    const others = reading.day.activities.filter(({ id }) => id !== activity.id);
    return <RollList activity={activity} others={others} date={date} today={today} />;
  }
  const { activities } = reading.day;
  return (
    <>
      <Refused />
      <h2 className="roll-choose">{activities.length === 0 ? words.roll.none : words.roll.choose}</h2>
      <ul className="roll-activities">
        {activities.map((one) => {
          const mine = taps.filter(({ event }) => event.activityId === one.id && event.date === date);
          const counts = countsOf(rowsOf(one.roll?.children ?? [], mine));
          return (
            <li key={one.id}>
              <Link href={pathOfRoll(date, one.id)} className="tile" data-idle={counts.expected === 0}>
                <strong>{one.name}</strong>
                {one.startsAt !== null && one.endsAt !== null && <span>{words.today.hours(one.startsAt, one.endsAt)}</span>}
                <span className="tile-count">{words.roll.expected(counts.expected)}</span>
                <span>{words.roll.counts(counts.present, counts.left, counts.absent)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function DayChoice({ date, today, activityId }: { date: Day; today: Day; activityId: string | undefined }) {
  const words = useDeskWords();
  const [, go] = useLocation();
  const [typed, setTyped] = useState(date);
  const open = (day: Day) => {
    setTyped(day);
    go(pathOfRoll(day, activityId));
  };
  return (
    <div className="day-choice">
      <button type="button" className="round" aria-label={words.roll.previous} onClick={() => open(addDays(date, -1))}><Left /></button>
      <label>
        <span className="hidden">{words.roll.day}</span>
        <input
          type="date" required value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            if (/^20\d\d-\d\d-\d\d$/.test(value)) open(value);
          }}
        />
      </label>
      <button type="button" className="round" aria-label={words.roll.following} onClick={() => open(addDays(date, 1))}><Right /></button>
      {date !== today && <button type="button" className="link" onClick={() => open(today)}>{words.roll.today}</button>}
      {activityId !== undefined && <Link href={pathOfRoll(date)} className="link">{words.roll.change}</Link>}
    </div>
  );
}
