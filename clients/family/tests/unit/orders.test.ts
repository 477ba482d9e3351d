import { expect, test } from "vitest";
import { lookOfLine, standingOf } from "../../src/booking/orders.ts";

const counts = { askedCount: 0, waitingCount: 0, acceptedCount: 0, refusedCount: 0 };

test.each([
  ["CONFIRMED", { ...counts, status: "CONFIRMED" }],
  ["WAITING", { ...counts, status: "PENDING", askedCount: 2, waitingCount: 2 }],
  ["WAITING_IN_PART", { ...counts, status: "PENDING", askedCount: 2, waitingCount: 1, acceptedCount: 1 }],
  ["ACCEPTED", { ...counts, status: "DECIDED", askedCount: 3, acceptedCount: 2 }],
  ["ACCEPTED_IN_PART", { ...counts, status: "DECIDED", askedCount: 2, acceptedCount: 1, refusedCount: 1 }],
  ["REFUSED", { ...counts, status: "DECIDED", askedCount: 2, refusedCount: 1 }],
  ["WITHDRAWN", { ...counts, status: "WITHDRAWN", askedCount: 2 }],
] as const)("an order is %s", (standing, order) => {
  expect(standingOf(order)).toBe(standing);
});

test.each([
  ["BOOKING", "WAITING", "PENDING"], ["BOOKING", "ACCEPTED", "BOOKED"], ["BOOKING", "REFUSED", "BLOCKED"],
  ["CHANGE_TO", "WITHDRAWN", "BLOCKED"], ["CANCELLATION", "WAITING", "CANCELLATION_ASKED"], ["CANCELLATION", "ACCEPTED", "CANCELLING"],
  ["CANCELLATION", "REFUSED", "BOOKED"], ["CHANGE_FROM", "WAITING", "CHANGE_ASKED"], ["CHANGE_FROM", "WITHDRAWN", "BOOKED"],
] as const)("a line that asks %s and is %s is shown as %s", (asks, reply, look) => {
  expect(lookOfLine({ asks, reply })).toBe(look);
});
