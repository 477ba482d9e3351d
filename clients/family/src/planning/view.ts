import type { Calendar } from "../api/types.ts";
import type { Day, Month } from "../booking/days.ts";
import { WEEKDAYS, weekdayOf, WORKDAYS } from "../booking/weekdays.ts";
import { type Week, weeksOf } from "../booking/weeks.ts";
import type { View } from "./repeat-form.tsx";

/** What there is to choose from, as the calendar on the screen shows it. */
export function viewOf(calendar: Calendar, month: Month, week: Day | null, today: Day): View {
  const days = weeksOf(calendar, today).flatMap((each) => each.days);
  const open = days.find(({ day, cells }) => day >= today && [...cells.values()].some(({ changeable }) => changeable));
  const runs = new Set(days.filter(({ closed }) => !closed).map(({ day }) => weekdayOf(day)));
  return {
    month,
    week,
    firstOpen: open?.day ?? today,
    weekdays: WEEKDAYS.filter((name) => WORKDAYS.includes(name) || runs.has(name)),
    activities: calendar.activities.map(({ activity: { id, name } }) => ({ id, name })),
  };
}

/** How much is booked in a week. */
export function bookedIn(week: Week): number {
  return week.days.flatMap(({ cells }) => [...cells.values()]).filter(({ state }) => state === "BOOKED").length;
}
