import type { Child, Weekday } from "../api/types.ts";
import { type Day, type Month, mondayOf } from "../booking/days.ts";
import type { Repetition } from "../booking/planning.ts";
import { monthSpan, openPart, type Span, weekSpan, yearSpan } from "../booking/spans.ts";
import { useFormat } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { Choice, type Option, Ticks } from "./chips.tsx";
import { RhythmFields } from "./rhythm-fields.tsx";
import { SpanFields } from "./span-fields.tsx";
import { usePlanWords } from "./words.ts";

export type Which = "WEEK" | "MONTH" | "YEAR" | "OTHER";

/** What the calendar on the screen says of the days to choose from. */
export interface View {
  readonly month: Month;
  /** The week from which the sheet was opened. */
  readonly week: Day | null;
  /** The first day on which something can still be changed. */
  readonly firstOpen: Day;
  readonly weekdays: readonly Weekday[];
  readonly activities: readonly { readonly id: string; readonly name: string }[];
}

/** The days that a period in words means, without those that are over. */
export function spanOf(which: Exclude<Which, "OTHER">, { month, week, firstOpen }: View): Span {
  switch (which) {
    case "WEEK":
      return openPart(weekSpan(week ?? firstOpen), firstOpen);
    case "MONTH":
      return openPart(monthSpan(month), firstOpen);
    case "YEAR":
      return openPart(yearSpan(firstOpen), firstOpen);
  }
}

interface Props {
  view: View;
  family: readonly Child[];
  which: Which;
  form: Repetition;
  onChange: (change: Partial<Repetition>, which?: Which) => void;
}

/** Days to book or to give back that repeat by the week. */
export function RepeatForm({ view, family, which, form, onChange }: Props) {
  const words = usePlanWords();
  const format = useFormat();
  const monday = form.span.from === "" ? "" : mondayOf(form.span.from);
  const spans: Option<Which>[] = [
    { value: "WEEK", text: words.span.WEEK(format.dayMonth(mondayOf(view.week ?? view.firstOpen))) },
    { value: "MONTH", text: capital(format.month(view.month)) },
    { value: "YEAR", text: words.span.YEAR },
    { value: "OTHER", text: words.span.OTHER },
  ];
  return (
    <>
      {family.length > 1 && (
        <Ticks
          legend={words.children} options={family.map(({ id, firstName }) => ({ value: id, text: firstName }))}
          ticked={form.childIds} onChange={(childIds) => onChange({ childIds })}
        />
      )}
      <Ticks
        legend={words.activities} options={view.activities.map(({ id, name }) => ({ value: id, text: name }))}
        ticked={form.activityIds} onChange={(activityIds) => onChange({ activityIds })} all={words.allActivities}
      />
      <Choice
        legend={words.span.label} options={spans} value={which}
        onChange={(value) => onChange(value === "OTHER" ? {} : { span: spanOf(value, view) }, value)}
      />
      <SpanFields
        span={form.span} from={words.span.from} to={words.span.to} onChange={(span) => onChange({ span }, "OTHER")}
      />
      <RhythmFields pattern={form} monday={monday} weekdays={view.weekdays} onChange={onChange} single={which === "WEEK"} />
    </>
  );
}
