import type { Client } from "urql";
import { type Day, daysBetween } from "../../booking/days.ts";
import { DeskPlaces } from "../../gen/documents.ts";

export interface Places {
  readonly taken: number;
  readonly capacity: number;
}

/** So many days are told in one request. */
const SPAN = 62;

export const placeKey = (activityId: string, date: Day) => `${activityId} ${date}`;

/** The spans of days to ask for: each of at most 62 days, and none in which no day is meant. */
export function spansOf(dates: readonly Day[]): { from: Day; to: Day }[] {
  const spans: { from: Day; to: Day }[] = [];
  for (const date of [...new Set(dates)].sort()) {
    const last = spans.at(-1);
    if (last && daysBetween(last.from, date) <= SPAN) last.to = date;
    else spans.push({ from: date, to: date });
  }
  return spans;
}

/** How full activities are on the days named. What cannot be read is left out. */
export async function readPlaces(client: Client, dates: readonly Day[]): Promise<Map<string, Places>> {
  const found = new Map<string, Places>();
  for (const span of spansOf(dates)) {
    const { data } = await client.query(DeskPlaces, span, { requestPolicy: "network-only" }).toPromise();
    for (const { id, occupancy } of data?.viewer.town.activities ?? []) {
      for (const { date, taken, capacity } of occupancy ?? []) found.set(placeKey(id, date), { taken, capacity });
    }
  }
  return found;
}
