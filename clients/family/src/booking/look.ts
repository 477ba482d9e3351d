import type { SlotFacts, SlotState } from "./links.ts";
import type { Effect } from "./selection.ts";

/** How a slot is shown: its state, what the parent is about to do with it, and whether too late or too early. */
export type Look = SlotState | "BOOKED_FIXED" | "BOOKING" | "CANCELLING" | "NOT_OPEN_YET";

export function lookOf(slot: SlotFacts, effect: Effect): Look {
  if (effect.book.has(slot.activityId)) return "BOOKING";
  if (effect.cancel.has(slot.activityId)) return "CANCELLING";
  if (slot.state === "BOOKED" && !slot.changeable) return "BOOKED_FIXED";
  return looked(slot.state, slot.reason ?? null);
}

/** The API has one state for too late and too early; to a parent, one is over and the other is still to come. */
export function looked(state: SlotState, reason: SlotFacts["reason"]): Look {
  return state === "OUT_OF_TIME" && reason === "NOT_OPEN_YET" ? "NOT_OPEN_YET" : state;
}

const COMING: ReadonlySet<Look> = new Set(["BOOKED", "BOOKED_FIXED", "BOOKING", "PENDING", "CHANGE_ASKED", "CANCELLATION_ASKED"]);

/** Whether the child will be there if all goes as ticked. */
export function willCome(look: Look): boolean {
  return COMING.has(look);
}
