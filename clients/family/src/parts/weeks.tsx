import { useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import type { Calendar, Child } from "../api/types.ts";
import type { Attempt } from "../booking/attempt.ts";
import type { Day } from "../booking/days.ts";
import { type Page, pageAt } from "../booking/pages.ts";
import { ticksOf, toggle, toggleRow, withTicks } from "../booking/selection.ts";
import { swap } from "../booking/swap.ts";
import { weeksOf } from "../booking/weeks.ts";
import { useWords } from "../i18n/context.tsx";
import { AbsenceSheet, ChildMore } from "./child-more.tsx";
import { useChoice } from "./choice.tsx";
import { DaySheet } from "./day-sheet.tsx";
import { pathOf } from "./month-head.tsx";
import { WeekCard, type WeekHands } from "./week-card.tsx";

interface Props {
  child: Child;
  calendar: Calendar;
  today: Day;
  page: Page;
  /** The day whose details are open from the beginning. */
  open: Day | null;
  /** The day to go to, as soon as it is on the screen. */
  wanted: Day | null;
  onWant: (day: Day | null) => void;
  onPlan: (monday: Day) => void;
  onAsk: (attempt: Attempt) => void;
  /** Something in the calendar is otherwise since. */
  onChange: () => void;
}

/** The weeks on the screen, those that are over folded away, and what can be asked about their days. */
export function Weeks({ child, calendar, today, page, open, wanted, onWant, onPlan, onAsk, onChange }: Props) {
  const words = useWords();
  const { selection, change } = useChoice();
  const [, go] = useLocation();
  const [asked, setAsked] = useState<{ day: Day; activityId: string | undefined } | null>(() => (open === null ? null : { day: open, activityId: undefined }));
  const [absent, setAbsent] = useState<Day | null>(null);
  const weeks = useMemo(() => weeksOf(calendar, today, page.view === "WEEK"), [calendar, today, page.view]);
  const past = weeks.filter((week) => week.past);
  const coming = weeks.filter((week) => !week.past);

  const hands: WeekHands = {
    onToggle: (day, activityId, facts) =>
      change((before) => withTicks(before, child.id, day, toggle(ticksOf(before, child.id, day, facts), activityId))),
    onToggleRow: (activityId, days) => change((before) => toggleRow(before, child.id, activityId, days)),
    onExplain: (day, activityId) => setAsked({ day, activityId }),
    onPlan,
  };
  const card = (week: (typeof weeks)[number]) => (
    <WeekCard key={week.monday} childId={child.id} week={week} today={today} selection={selection} {...hands} />
  );
  const close = () => {
    setAsked(null);
    if (open !== null) go(pathOf(child.id, page), { replace: true });
  };
  const show = (day: Day) => {
    close();
    onWant(day);
    if (!weeks.some(({ days }) => days.some((other) => other.day === day))) go(pathOf(child.id, pageAt(page.view, day)));
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
      <ChildMore child={child} calendar={calendar} today={today} onChange={onChange} />
      {asked && cells && (
        <DaySheet
          child={child} day={asked.day} activityId={asked.activityId} cells={cells} selection={selection}
          onToggle={(activityId) => hands.onToggle(asked.day, activityId, cells)}
          onGo={show}
          onSwap={(given, taken) => {
            close();
            onAsk({
              asked: { changes: swap(child.id, asked.day, given, taken) }, swap: { givenCents: given.reduce((sum, id) => sum + (cells.get(id)?.priceCents ?? 0), 0) },
            });
          }}
          onAsk={(asking) => {
            close();
            onAsk({ asked: { changes: [asking] }, atOnce: true });
          }}
          onAbsent={asked.day < today ? null : () => {
            close();
            setAbsent(asked.day);
          }}
          onChange={onChange} onClose={close}
        />
      )}
      {absent !== null && (
        <AbsenceSheet
          child={child} day={absent} activities={calendar.activities.map(({ activity }) => activity)} onChange={onChange}
          onClose={() => setAbsent(null)}
        />
      )}
    </>
  );
}
