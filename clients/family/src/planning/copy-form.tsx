import { useId } from "react";
import type { Child } from "../api/types.ts";
import { addDays, type Day, mondayOf } from "../booking/days.ts";
import type { WeekCopy } from "../booking/planning.ts";
import { type Span, weekSpan, yearSpan } from "../booking/spans.ts";
import { Choice, type Option } from "./chips.tsx";
import { SpanFields } from "./span-fields.tsx";
import { usePlanWords } from "./words.ts";

export type CopyWhich = "SAME" | "NEXT" | "YEAR" | "OTHER";

/** The weeks that are filled, in words; for a brother or sister the week itself counts too. */
export function copySpanOf(which: Exclude<CopyWhich, "OTHER">, week: Day, sibling: boolean, today: Day): Span {
  const next = addDays(mondayOf(week), sibling && which === "YEAR" ? 0 : 7);
  switch (which) {
    case "SAME":
      return weekSpan(week);
    case "NEXT":
      return weekSpan(next);
    case "YEAR": {
      const from = next < mondayOf(today) ? mondayOf(today) : next;
      return { from, to: yearSpan(from).to };
    }
  }
}

interface Props {
  family: readonly Child[];
  /** The weeks on the screen, with how much is booked in each. */
  weeks: readonly { readonly monday: Day; readonly title: string; readonly booked: number }[];
  which: CopyWhich;
  form: WeekCopy;
  today: Day;
  onChange: (change: Partial<WeekCopy>, which?: CopyWhich) => void;
}

/** A week as it is, once more: for later weeks, or for a brother or sister. */
export function CopyForm({ family, weeks, which, form, today, onChange }: Props) {
  const words = usePlanWords().copy;
  const select = useId();
  const sibling = form.toChildId !== form.fromChildId;
  const change = (next: { week?: Day; toChildId?: string; which?: CopyWhich }) => {
    const week = next.week ?? form.week;
    const toChildId = next.toChildId ?? form.toChildId;
    const other = toChildId !== form.fromChildId;
    // The same week only makes sense for someone else, and is what one means then.
    const wanted = next.which ?? (other === sibling || which === "OTHER" ? which : other ? "SAME" : "NEXT");
    onChange({ week, toChildId, ...(wanted === "OTHER" ? {} : { span: copySpanOf(wanted, week, other, today) }) }, wanted);
  };
  const spans: Option<CopyWhich>[] = (["SAME", "NEXT", "YEAR", "OTHER"] as const)
    .filter((value) => value !== "SAME" || sibling)
    .map((value) => ({ value, text: words[value] }));
  return (
    <>
      <div className="ask">
        <label htmlFor={select}>{words.week}</label>
        <select id={select} value={form.week} onChange={({ target }) => change({ week: target.value })}>
          {weeks.map(({ monday, title, booked }) => (
            <option key={monday} value={monday}>{words.option(title, booked)}</option>
          ))}
        </select>
      </div>
      {family.length > 1 && (
        <Choice
          legend={words.target} options={family.map(({ id, firstName }) => ({ value: id, text: firstName }))}
          value={form.toChildId} onChange={(toChildId) => change({ toChildId })}
        />
      )}
      <Choice legend={words.span} options={spans} value={which} onChange={(value) => change({ which: value })} />
      <SpanFields span={form.span} from={words.from} to={words.to} onChange={(span) => onChange({ span }, "OTHER")} />
      <Choice
        legend={words.mode} value={form.mode} onChange={(mode) => onChange({ mode })}
        options={(["ADD", "REPLACE"] as const).map((value) => ({ value, text: words[value] }))}
      />
    </>
  );
}
