import type { Day } from "../booking/days.ts";

export function pathOfRoll(day: Day, activityId?: string): string {
  return `/appel/${day}${activityId === undefined ? "" : `/${encodeURIComponent(activityId)}`}`;
}

export function pathOfOrder(id: string): string {
  return `/demande/${encodeURIComponent(id)}`;
}

export function pathOfFamily(code: string): string {
  return `/familles/${encodeURIComponent(code)}`;
}

/** A civil day out of an address; none where it is not one. */
export function dayOf(text: string | undefined): Day | undefined {
  return text !== undefined && /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}
