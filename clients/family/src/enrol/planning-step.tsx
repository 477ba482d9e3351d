import { useId } from "react";
import type { EnrolChild } from "../api/types.ts";
import { type Day, mondayOf } from "../booking/days.ts";
import { apart, coming, type Enrolling, patternOf } from "../booking/enrol.ts";
import type { Pattern } from "../booking/planning.ts";
import type { Span } from "../booking/spans.ts";
import { WEEKDAYS } from "../booking/weekdays.ts";
import { useFormat } from "../i18n/context.tsx";
import { Choice } from "../planning/chips.tsx";
import { RhythmFields } from "../planning/rhythm-fields.tsx";
import { SpanFields } from "../planning/span-fields.tsx";
import { useEnrolWords } from "./words.ts";

/** On which days the children come: all on the same ones, or each on its own. */
export function PlanningStep({ form, pupils, year, rules, onChange }: {
  form: Enrolling; pupils: readonly EnrolChild[]; year: Span; rules: { readonly from: Day; readonly to: Day | null } | null;
  onChange: (change: Partial<Enrolling>) => void;
}) {
  const { planning: words } = useEnrolWords();
  const format = useFormat();
  const { span } = form;
  const date = (day: Day) => format.date(`${day}T12:00:00Z`);
  const monday = span.from === "" ? "" : mondayOf(span.from);
  const ids = coming(form);
  return (
    <>
      {ids.length > 1 && (
        <Choice
          legend={words.whose} value={form.same ? "SAME" : "OWN"} onChange={(value) => onChange({ same: value === "SAME" })}
          options={[{ value: "SAME", text: words.same }, { value: "OWN", text: words.own }]}
        />
      )}
      {apart(form) ? pupils.filter(({ id }) => ids.includes(id)).map(({ id, firstName }) => (
        <OwnDays
          key={id} name={firstName} pattern={patternOf(form, id)} monday={monday}
          onChange={(pattern) => onChange({ own: new Map([...form.own, [id, pattern]]) })}
        />
      )) : (
        <RhythmFields
          pattern={form.pattern} monday={monday} weekdays={WEEKDAYS}
          onChange={(change) => onChange({ pattern: { ...form.pattern, ...change } })}
        />
      )}
      <div className="ask">
        <h2>{words.span}</h2>
        <SpanFields span={span} from={words.from} to={words.to} onChange={(next) => onChange({ span: next })} />
        <button type="button" className="link" onClick={() => onChange({ span: year })}>{words.year}</button>
        {rules && <p className="hint">{words.rules(date(rules.from), rules.to === null ? null : date(rules.to))}</p>}
      </div>
    </>
  );
}

/** The days of one child, named as a group: the same boxes stand there for each of the others. */
function OwnDays({ name, pattern, monday, onChange }: { name: string; pattern: Pattern; monday: Day; onChange: (pattern: Pattern) => void }) {
  const id = useId();
  return (
    <div className="plan enrol-own" role="group" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <RhythmFields pattern={pattern} monday={monday} weekdays={WEEKDAYS} onChange={(change) => onChange({ ...pattern, ...change })} />
    </div>
  );
}
