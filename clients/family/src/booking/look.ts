import type { SlotFacts, SlotState } from "./links.ts";
import type { Effect } from "./selection.ts";

/** How a slot is shown: its state, and what the parent is about to do with it. */
export type Look = SlotState | "BOOKED_FIXED" | "BOOKING" | "CANCELLING";

export function lookOf(slot: SlotFacts, effect: Effect): Look {
  if (effect.book.has(slot.activityId)) return "BOOKING";
  if (effect.cancel.has(slot.activityId)) return "CANCELLING";
  if (slot.state === "BOOKED" && !slot.changeable) return "BOOKED_FIXED";
  return slot.state;
}

const COMING: ReadonlySet<Look> = new Set(["BOOKED", "BOOKED_FIXED", "BOOKING", "PENDING", "CHANGE_ASKED", "CANCELLATION_ASKED"]);

/** Whether the child will be there if all goes as ticked. */
export function willCome(look: Look): boolean {
  return COMING.has(look);
}
