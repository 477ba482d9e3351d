import type { Weekday } from "../api/types.ts";
import type { Day } from "../booking/days.ts";
import { MOST_ROTA } from "../booking/planning.ts";
import { useFormat } from "../i18n/context.tsx";
import { WeekdayTicks } from "./weekday-ticks.tsx";
import { usePlanWords } from "./words.ts";

type Weeks = readonly ReadonlySet<Weekday>[];

/** Weeks that follow one another and then begin again, each with days of its own. */
export function Rota({ weeks, monday, weekdays, onChange }: {
  weeks: Weeks; monday: Day; weekdays: readonly Weekday[]; onChange: (weeks: Weeks) => void;
}) {
  const words = usePlanWords().rota;
  const format = useFormat();
  return (
    <div className="rota">
      {weeks.map((days, index) => (
        <div key={index} className="rota-week">
          <WeekdayTicks
            legend={<>{words.week(index + 1)}{index === 0 && monday !== "" && <small> ({words.first(format.dayMonth(monday))})</small>}</>}
            weekdays={weekdays} ticked={days}
            onChange={(ticked) => onChange(weeks.map((other, at) => (at === index ? ticked : other)))}
          />
          {weeks.length > 1 && (
            <button
              type="button" className="link" aria-label={words.remove(index + 1)}
              onClick={() => onChange(weeks.filter((_, at) => at !== index))}
            >
              {words.removeText}
            </button>
          )}
        </div>
      ))}
      <p className="hint" role="status">{words.hint(weeks.length)}</p>
      {weeks.length < MOST_ROTA && (
        <button type="button" className="link" onClick={() => onChange([...weeks, new Set()])}>{words.add}</button>
      )}
    </div>
  );
}
