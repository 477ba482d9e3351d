import type { FamilyOrder, OrderLine } from "../api/types.ts";
import type { Day } from "./days.ts";
import type { Look } from "./look.ts";

/** In the order of their days; what is of one day stays as it came. */
export function byDay<Item extends { readonly date: Day }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Where an order stands with the town, as its family is told. */
export type Standing = "CONFIRMED" | "WAITING" | "WAITING_IN_PART" | "ACCEPTED" | "ACCEPTED_IN_PART" | "REFUSED" | "WITHDRAWN";

export function standingOf(
  { status, waitingCount, acceptedCount, refusedCount, askedCount }:
    Pick<FamilyOrder, "status" | "waitingCount" | "acceptedCount" | "refusedCount" | "askedCount">,
): Standing {
  switch (status) {
    case "CONFIRMED":
      return "CONFIRMED";
    case "WITHDRAWN":
      return "WITHDRAWN";
    case "PENDING":
      return waitingCount === askedCount ? "WAITING" : "WAITING_IN_PART";
    case "DECIDED":
      if (refusedCount === 0) return "ACCEPTED";
      return acceptedCount === 0 ? "REFUSED" : "ACCEPTED_IN_PART";
  }
}

const ASKED: Record<OrderLine["asks"], Look> = {
  BOOKING: "PENDING", CHANGE_TO: "PENDING", CANCELLATION: "CANCELLATION_ASKED", CHANGE_FROM: "CHANGE_ASKED",
};
const GIVEN: Record<OrderLine["asks"], Look> = {
  BOOKING: "BOOKED", CHANGE_TO: "BOOKED", CANCELLATION: "CANCELLING", CHANGE_FROM: "CANCELLING",
};
const KEPT: Record<OrderLine["asks"], Look> = {
  BOOKING: "BLOCKED", CHANGE_TO: "BLOCKED", CANCELLATION: "BOOKED", CHANGE_FROM: "BOOKED",
};

/** How a line of an order is shown: what is asked, and what it came to. */
export function lookOfLine({ asks, reply }: Pick<OrderLine, "asks" | "reply">): Look {
  switch (reply) {
    case "WAITING":
      return ASKED[asks];
    case "ACCEPTED":
      return GIVEN[asks];
    case "REFUSED":
    case "WITHDRAWN":
      return KEPT[asks];
  }
}
