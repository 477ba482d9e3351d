import { useId } from "react";
import type { Day } from "../booking/days.ts";
import type { DayFacts } from "../booking/links.ts";
import { effectOf, rowState, type Selection, ticksOf } from "../booking/selection.ts";
import type { Row, Week } from "../booking/weeks.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { SlotCell } from "./cell.tsx";
import { Clock, Days, Lock } from "./icons.tsx";
import { RowHead } from "./row-head.tsx";
import { ShutColumn } from "./shut-column.tsx";
import { walkSlots } from "./walk-slots.ts";
import { useWeekTitle } from "./week-title.ts";

export interface WeekHands {
  onToggle: (day: Day, activityId: string, facts: DayFacts) => void;
  onToggleRow: (activityId: string, days: ReadonlyMap<Day, DayFacts>) => void;
  onExplain: (day: Day, activityId?: string) => void;
  onPlan: (monday: Day) => void;
}

interface Props extends WeekHands {
  childId: string;
  week: Week;
  today: Day;
  selection: Selection;
}

/** One week of a child: activities down, days across. */
export function WeekCard({ childId, week, today, selection, onToggle, onToggleRow, onExplain, onPlan }: Props) {
  const words = useWords();
  const format = useFormat();
  const heading = useId();
  const title = useWeekTitle()(week);
  const deadline = !week.changeable ? words.month.since : week.closesInParts ? words.month.firstDeadline : words.month.until;
  const days = new Map<Day, DayFacts>(week.days.map(({ day, cells }) => [day, cells]));
  const effects = new Map(
    week.days.map(({ day, cells }) => [day, effectOf(ticksOf(selection, childId, day, cells))]),
  );

  if (week.closed) {
    const reasons = week.days.map(({ label, kind }) => label ?? words.kind[kind]);
    const days = (reason: string) => reasons.filter((other) => other === reason).length;
    const [reason] = [...reasons].sort((a, b) => days(b) - days(a));
    return (
      <section className="week week-closed" aria-labelledby={heading}>
        <h3 id={heading}>{title}</h3>
        <p>{reason}</p>
      </section>
    );
  }

  return (
    <section className="week" aria-labelledby={heading} data-changeable={week.changeable}>
      <header>
        <h3 id={heading}>{title}</h3>
        {week.closesAt && (
          <p className="deadline" data-open={week.changeable}>
            {week.changeable ? <Clock /> : <Lock />}
            {deadline(format.instant(week.closesAt))}
          </p>
        )}
        <button
          type="button" className="round" aria-haspopup="dialog" aria-label={words.month.planWeek(title)}
          onClick={() => onPlan(week.monday)}
        >
          <Days />
        </button>
      </header>
      <table aria-labelledby={heading} data-days={week.days.length} onKeyDown={walkSlots}>
        <thead>
          <tr>
            <td>{week.changeable && <span aria-hidden="true">{words.month.rowText}</span>}</td>
            {week.days.map((day) => (
              <th key={day.day} scope="col" data-today={day.day === today}>
                <button
                  type="button" aria-haspopup="dialog" onClick={() => onExplain(day.day)}
                  aria-label={words.month.dayDetails(format.shortDay(day.day))}
                  aria-current={day.day === today ? "date" : undefined}
                >
                  <span>{format.weekday(day.day)}</span>{" "}
                  <b>{format.dayNumber(day.day)}</b>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {week.rows.map((row, index) => (
            <tr key={row.activity.id} data-linked={linked(row, week.rows[index + 1])}>
              <th scope="row">
                <RowHead
                  row={row} title={title}
                  ticked={rowState(selection, childId, row.activity.id, days)}
                  onTick={() => onToggleRow(row.activity.id, days)}
                />
              </th>
              {week.days.map((day) => {
                if (day.closed) return index === 0 && (
                  <td key={day.day} rowSpan={week.rows.length} className="shut">
                    <ShutColumn day={day} onExplain={() => onExplain(day.day)} />
                  </td>
                );
                const cell = day.cells.get(row.activity.id);
                const effect = effects.get(day.day);
                return (
                  <td key={day.day}>
                    {cell && effect && (
                      <SlotCell
                        cell={cell} effect={effect}
                        onToggle={() => onToggle(day.day, row.activity.id, day.cells)}
                        onExplain={() => onExplain(day.day, row.activity.id)}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function linked(row: Row, next: Row | undefined): boolean {
  if (!next) return false;
  const takes = (from: Row, to: Row) => from.takes.some(({ id }) => id === to.activity.id);
  return takes(row, next) || takes(next, row);
}
