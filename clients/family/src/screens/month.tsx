import { useCallback, useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import { Link, useLocation } from "wouter";
import type { Calendar, Child, Family } from "../api/types.ts";
import { type Attempt, newAttempt } from "../booking/attempt.ts";
import { addMonths, type Day, dayIn, type Month, monthOf, weeksAround } from "../booking/days.ts";
import { changesOf, refresh, ticksOf, toggle, toggleRow, withTicks } from "../booking/selection.ts";
import { factsOf, weeksOf } from "../booking/weeks.ts";
import { ChildMonth } from "../gen/documents.ts";
import { useFormat, useWords, useZone } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { Bar } from "../parts/bar.tsx";
import { useChoice } from "../parts/choice.tsx";
import { DaySheet } from "../parts/day-sheet.tsx";
import { useHeading } from "../parts/heading.ts";
import { Left, Right } from "../parts/icons.tsx";
import { Legend } from "../parts/legend.tsx";
import { useReread } from "../parts/news.tsx";
import { Recap } from "../parts/recap.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { WeekCard, type WeekHands } from "../parts/week-card.tsx";

interface Props {
  family: Family;
  child: Child;
  month: Month | null;
}

const path = (childId: string, month: Month) => `/enfant/${encodeURIComponent(childId)}/${month}`;

export function MonthScreen({ family, child, month: asked }: Props) {
  const words = useWords();
  const format = useFormat();
  const zone = useZone();
  const today = dayIn(zone, new Date());
  const month = asked ?? monthOf(today);
  const title = words.month.title(child.firstName);
  const heading = useHeading(title);
  const [{ data, error, fetching }, read] = useQuery({
    query: ChildMonth, variables: { childId: child.id, ...weeksAround(month) },
  });
  const { selection, clear, change } = useChoice();
  const [wanted, setWanted] = useState<Day | null>(null);
  const [attempt, setAttempt] = useState<Attempt | null>(null);

  useReread(useCallback(() => read({ requestPolicy: "network-only" }), [read]));

  const calendar = data?.child?.calendar;
  useEffect(() => {
    if (calendar) change((before) => refresh(before, child.id, factsOf(calendar)));
  }, [calendar, change, child.id]);

  return (
    <div className="page month">
      <h1 ref={heading} tabIndex={-1} className="hidden">{title}</h1>
      <div className="month-head">
        {family.children.length > 1 && (
          <nav className="tabs" aria-label={words.nav.children}>
            {family.children.map((other, index) => (
              <Link key={other.id} href={path(other.id, month)} aria-current={other.id === child.id ? "page" : undefined}>
                <span className={`face face-${index % 4}`} aria-hidden="true">{other.firstName.charAt(0)}</span>
                {other.firstName}
              </Link>
            ))}
          </nav>
        )}
        <div className="month-nav">
          <Link
            href={path(child.id, addMonths(month, -1))} className="round"
            aria-label={words.month.previous(format.month(addMonths(month, -1)))}
          >
            <Left />
          </Link>
          <h2 aria-live="polite">{capital(format.month(month))}</h2>
          <Link
            href={path(child.id, addMonths(month, 1))} className="round"
            aria-label={words.month.next(format.month(addMonths(month, 1)))}
          >
            <Right />
          </Link>
        </div>
      </div>
      {error && !calendar && <Trouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />}
      {!error && !calendar && (fetching || !data) && <Loading />}
      {data && !data.child && <p>{words.month.unknown}</p>}
      {calendar && <Weeks child={child} calendar={calendar} today={today} wanted={wanted} onWant={setWanted} />}
      <Bar onCheck={() => setAttempt(newAttempt(changesOf(selection)))} />
      {attempt && (
        <Recap
          attempt={attempt} family={family.children} onDone={clear}
          onClose={() => {
            setAttempt(null);
            read({ requestPolicy: "network-only" });
          }}
        />
      )}
    </div>
  );
}

interface WeeksProps {
  child: Child;
  calendar: Calendar;
  today: Day;
  /** The day to go to, as soon as it is on the screen. */
  wanted: Day | null;
  onWant: (day: Day | null) => void;
}

function Weeks({ child, calendar, today, wanted, onWant }: WeeksProps) {
  const words = useWords();
  const { selection, change } = useChoice();
  const [, go] = useLocation();
  const [asked, setAsked] = useState<{ day: Day; activityId: string | undefined } | null>(null);
  const weeks = useMemo(() => weeksOf(calendar, today), [calendar, today]);
  const past = weeks.filter((week) => week.past);
  const coming = weeks.filter((week) => !week.past);

  const hands: WeekHands = {
    onToggle: (day, activityId, facts) =>
      change((before) => withTicks(before, child.id, day, toggle(ticksOf(before, child.id, day, facts), activityId))),
    onToggleRow: (activityId, days) => change((before) => toggleRow(before, child.id, activityId, days)),
    onExplain: (day, activityId) => setAsked({ day, activityId }),
  };
  const card = (week: (typeof weeks)[number]) => (
    <WeekCard key={week.monday} childId={child.id} week={week} today={today} selection={selection} {...hands} />
  );
  const show = (day: Day) => {
    setAsked(null);
    onWant(day);
    if (!weeks.some(({ days }) => days.some((other) => other.day === day))) go(path(child.id, monthOf(day)));
  };
  useEffect(() => {
    if (wanted === null || !weeks.some(({ days }) => days.some(({ day }) => day === wanted))) return;
    onWant(null);
    // Once the sheet is gone, and has given the focus back.
    setTimeout(() => document.querySelector<HTMLElement>(`[data-slot$="|${wanted}"]`)?.focus());
  }, [wanted, weeks, onWant]);
  const cells = asked && weeks.flatMap(({ days }) => days).find(({ day }) => day === asked.day)?.cells;

  if (calendar.activities.length === 0) return <p className="lead">{words.month.empty}</p>;
  return (
    <>
      {past.length > 0 && (
        <details className="past" open={coming.length === 0}>
          <summary>{words.month.past(past.length)}</summary>
          {past.map(card)}
        </details>
      )}
      {coming.map(card)}
      <Legend />
      {asked && cells && (
        <DaySheet
          child={child} day={asked.day} activityId={asked.activityId} cells={cells} selection={selection}
          onToggle={(activityId) => hands.onToggle(asked.day, activityId, cells)}
          onGo={show}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
