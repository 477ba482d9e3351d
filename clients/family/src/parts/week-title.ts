import { addDays, monthOf } from "../booking/days.ts";
import type { Week } from "../booking/weeks.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

/** Names a week by its first and last day: "Du 16 au 20 novembre". */
export function useWeekTitle(): (week: Week) => string {
  const words = useWords();
  const format = useFormat();
  return (week) => {
    const last = week.days.at(-1)?.day ?? addDays(week.monday, 4);
    const sameMonth = monthOf(week.monday) === monthOf(last);
    return words.month.week(sameMonth ? format.dayNumber(week.monday) : format.dayMonth(week.monday), format.dayMonth(last));
  };
}
