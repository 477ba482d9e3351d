import type { WeekDay } from "../booking/weeks.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

/** A day on which nothing runs: one column with its reason along it. */
export function ShutColumn({ day, onExplain }: { day: WeekDay; onExplain: () => void }) {
  const words = useWords();
  const format = useFormat();
  const text = day.label ?? words.kind[day.kind];
  return (
    <button
      type="button" aria-haspopup="dialog" onClick={onExplain}
      aria-label={format.named(format.day(day.day), `${text}, ${words.month.why}`)}
    >
      <span aria-hidden="true">{text}</span>
    </button>
  );
}
