import type { ReactNode } from "react";
import type { Weekday } from "../api/types.ts";
import { dayOf } from "../booking/weekdays.ts";
import { useFormat } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { Ticks } from "./chips.tsx";

/** Any Monday will do to name the days of a week. */
const MONDAY = "2026-11-16";

export function WeekdayTicks({ legend, weekdays, ticked, onChange }: {
  legend: ReactNode; weekdays: readonly Weekday[]; ticked: ReadonlySet<Weekday>; onChange: (ticked: ReadonlySet<Weekday>) => void;
}) {
  const format = useFormat();
  const options = weekdays.map((value) => {
    const name = capital(format.weekdayName(dayOf(MONDAY, value)));
    return { value, name, text: name.slice(0, 3) };
  });
  return <Ticks legend={legend} options={options} ticked={ticked} onChange={onChange} tight />;
}
