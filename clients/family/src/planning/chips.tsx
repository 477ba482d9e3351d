import { type ReactNode, useId } from "react";

export interface Option<Value> {
  readonly value: Value;
  readonly text: string;
  /** What is read out, where the text is cut short. */
  readonly name?: string;
}

interface Props<Value> {
  legend: ReactNode;
  options: readonly Option<Value>[];
}

/** One of several. */
export function Choice<Value extends string>({ legend, options, value, onChange, joined }: Props<Value> & {
  value: Value; onChange: (value: Value) => void; joined?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className="ask">
      <legend>{legend}</legend>
      <div className="chips" data-joined={joined}>
        {options.map((option) => (
          <label key={option.value} className="chip">
            <input
              type="radio" name={name} aria-label={option.name} checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Any of several; with `all`, one more box ticks and unticks them together. */
export function Ticks<Value extends string>({ legend, options, ticked, onChange, all, tight }: Props<Value> & {
  ticked: ReadonlySet<Value>; onChange: (ticked: ReadonlySet<Value>) => void; all?: string; tight?: boolean;
}) {
  const every = options.every(({ value }) => ticked.has(value));
  const toggled = (value: Value) => {
    const next = new Set(ticked);
    if (!next.delete(value)) next.add(value);
    return next;
  };
  return (
    <fieldset className="ask">
      <legend>{legend}</legend>
      <div className="chips" data-tight={tight}>
        {all !== undefined && options.length > 1 && (
          <label className="chip">
            <input
              type="checkbox" checked={every}
              onChange={() => onChange(new Set(every ? [] : options.map(({ value }) => value)))}
            />
            <span>{all}</span>
          </label>
        )}
        {options.map(({ value, text, name }) => (
          <label key={value} className="chip">
            <input type="checkbox" aria-label={name} checked={ticked.has(value)} onChange={() => onChange(toggled(value))} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
