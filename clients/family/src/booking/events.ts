import type { HistoryEvent } from "../api/types.ts";
import type { Look } from "./look.ts";

const LOOKS: Record<HistoryEvent["change"], Look> = {
  BOOKED: "BOOKED", CANCELLED: "CANCELLING", REPRICED: "BOOKED", KEPT: "BOOKED",
  BOOKING_ASKED: "PENDING", BOOKING_ACCEPTED: "BOOKED", BOOKING_REFUSED: "BLOCKED",
  CANCELLATION_ASKED: "CANCELLATION_ASKED", CANCELLATION_ACCEPTED: "CANCELLING", CANCELLATION_REFUSED: "BOOKED",
  CHANGE_ASKED: "CHANGE_ASKED", CHANGE_ACCEPTED: "CANCELLING", CHANGE_REFUSED: "BOOKED",
};

/** How a change to a booking is shown: what became of the place. */
export function lookOfEvent(change: HistoryEvent["change"]): Look {
  return LOOKS[change];
}

/** What one person did about an order at one instant: never empty. */
export type HistoryDeed = readonly [HistoryEvent, ...HistoryEvent[]];

/**
 * The events by who did them and when, in the order they come. An order that the town decides is asked for by one person and
 * answered by another, days later.
 */
export function deedsOf(events: readonly HistoryEvent[]): HistoryDeed[] {
  const deeds = new Map<string, [HistoryEvent, ...HistoryEvent[]]>();
  for (const event of events) {
    const key = JSON.stringify([event.orderNumber, event.at, event.by]);
    const deed = deeds.get(key);
    if (deed) deed.push(event);
    else deeds.set(key, [event]);
  }
  return [...deeds.values()];
}
