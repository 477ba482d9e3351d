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
