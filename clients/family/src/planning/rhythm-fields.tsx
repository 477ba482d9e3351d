import type { Weekday } from "../api/types.ts";
import { type Day, weekNumber } from "../booking/days.ts";
import type { Pattern } from "../booking/planning.ts";
import { useFormat } from "../i18n/context.tsx";
import { Choice } from "./chips.tsx";
import { Rota } from "./rota.tsx";
import { WeekdayTicks } from "./weekday-ticks.tsx";
import { usePlanWords } from "./words.ts";

/** On which days of which weeks; of a `single` week there is no rhythm to choose. `monday` begins the first week. */
export function RhythmFields({ pattern, monday, weekdays, onChange, single = false }: {
  pattern: Pattern; monday: Day; weekdays: readonly Weekday[]; onChange: (change: Partial<Pattern>) => void; single?: boolean;
}) {
  const words = usePlanWords();
  const format = useFormat();
  const { rhythm, days, rota } = pattern;
  return (
    <>
      {!single && (
        <Choice
          legend={words.rhythm.label} value={rhythm} onChange={(value) => onChange({ rhythm: value })}
          options={(["everyWeek", "oddWeeks", "evenWeeks", "rota"] as const).map((value) => ({ value, text: words.rhythm[value] }))}
        />
      )}
      {(rhythm === "oddWeeks" || rhythm === "evenWeeks") && monday !== "" && (
        <p className="hint">{words.rhythm.number(format.dayMonth(monday), weekNumber(monday))}</p>
      )}
      {rhythm === "rota" ? (
        <Rota weeks={rota} monday={monday} weekdays={weekdays} onChange={(weeks) => onChange({ rota: weeks })} />
      ) : (
        <WeekdayTicks legend={words.days} weekdays={weekdays} ticked={days} onChange={(ticked) => onChange({ days: ticked })} />
      )}
    </>
  );
}
