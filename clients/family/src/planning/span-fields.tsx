import { useId } from "react";
import type { Span } from "../booking/spans.ts";

/** The two days of a span; a field that is emptied is told as "". */
export function SpanFields({ span, from, to, onChange }: {
  span: Span; from: string; to: string; onChange: (span: Span) => void;
}) {
  const id = useId();
  return (
    <div className="dates">
      <label htmlFor={`${id}from`}>{from}</label>
      <input id={`${id}from`} type="date" value={span.from} onChange={({ target }) => onChange({ ...span, from: target.value })} />
      <label htmlFor={`${id}to`}>{to}</label>
      <input id={`${id}to`} type="date" value={span.to} onChange={({ target }) => onChange({ ...span, to: target.value })} />
    </div>
  );
}
