import type { KeyboardEvent } from "react";

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

/** Arrow keys walk from slot to slot, beside the Tab key which goes through all of them. */
export function walkSlots(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const here = (event.target as HTMLElement).closest<HTMLElement>("[data-slot]")?.dataset["slot"];
  if (!step || !here) return;
  const slots = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-slot]")];
  const [activity, day] = here.split("|");
  const activities = [...new Set(slots.map((slot) => slot.dataset["slot"]?.split("|")[0]))];
  const days = [...new Set(slots.map((slot) => slot.dataset["slot"]?.split("|")[1]))].sort();
  const toActivity = activities[activities.indexOf(activity) + step[0]];
  const toDay = days[days.indexOf(day) + step[1]];
  const target = slots.find((slot) => slot.dataset["slot"] === `${toActivity}|${toDay}`);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
