import type { Day } from "../booking/days.ts";
import { mondayOf, weekNumber } from "../booking/days.ts";
import type { Enrolling } from "../booking/enrol.ts";
import type { Span } from "../booking/spans.ts";
import { WEEKDAYS } from "../booking/weekdays.ts";
import { useFormat } from "../i18n/context.tsx";
import { Choice } from "../planning/chips.tsx";
import { SpanFields } from "../planning/span-fields.tsx";
import { WeekdayTicks } from "../planning/weekday-ticks.tsx";
import { usePlanWords } from "../planning/words.ts";
import { useEnrolWords } from "./words.ts";

/** On which days the children come. */
export function PlanningStep({ form, year, rules, onChange }: {
  form: Enrolling; year: Span; rules: { readonly from: Day; readonly to: Day | null } | null;
  onChange: (change: Partial<Enrolling>) => void;
}) {
  const { planning: words } = useEnrolWords();
  const plan = usePlanWords();
  const format = useFormat();
  const { span, rhythm, days } = form;
  const date = (day: Day) => format.date(`${day}T12:00:00Z`);
  const monday = span.from === "" ? "" : mondayOf(span.from);
  return (
    <>
      <WeekdayTicks legend={plan.days} weekdays={WEEKDAYS} ticked={days} onChange={(ticked) => onChange({ days: ticked })} />
      <Choice
        legend={plan.rhythm.label} value={rhythm} onChange={(value) => onChange({ rhythm: value })}
        options={(["everyWeek", "oddWeeks", "evenWeeks"] as const).map((value) => ({ value, text: plan.rhythm[value] }))}
      />
      {rhythm !== "everyWeek" && monday !== "" && <p className="hint">{plan.rhythm.number(format.dayMonth(monday), weekNumber(monday))}</p>}
      <div className="ask">
        <h2>{words.span}</h2>
        <SpanFields span={span} from={words.from} to={words.to} onChange={(next) => onChange({ span: next })} />
        <button type="button" className="link" onClick={() => onChange({ span: year })}>{words.year}</button>
        {rules && <p className="hint">{words.rules(date(rules.from), rules.to === null ? null : date(rules.to))}</p>}
      </div>
    </>
  );
}
