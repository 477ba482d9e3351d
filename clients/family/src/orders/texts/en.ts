import type { OrdersDictionary } from "./fr.ts";

export const en: OrdersDictionary = {
  title: "My requests",
  intro: "Your family’s orders, latest first.",
  none: "No order yet.",
  more: "Show more",
  number: (number) => `Order no. ${number}`,
  placed: (day, time, who) => `${day} at ${time}, by ${who}`,
  standing: {
    CONFIRMED: "Confirmed", WAITING: "Waiting for the town", WAITING_IN_PART: "Partly waiting for the town",
    ACCEPTED: "Accepted", ACCEPTED_IN_PART: "Accepted in part", REFUSED: "Refused", WITHDRAWN: "Taken back",
  },
  share: (accepted, refused, waiting) =>
    [
      ...(accepted > 0 ? [`${accepted} accepted`] : []),
      ...(refused > 0 ? [`${refused} refused`] : []),
      ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ].join(" · "),
  details: "Show details",
  asks: {
    BOOKING: "Place asked for", CANCELLATION: "Cancellation asked for", CHANGE_TO: "Asked for in place of another activity",
    CHANGE_FROM: "To be exchanged for another activity",
  },
  reply: { WAITING: "waiting", ACCEPTED: "accepted", REFUSED: "refused", WITHDRAWN: "taken back by you" },
  line: (child, day) => `for ${child}, ${day}`,
  reason: (text) => `Reason: ${text}`,
  asked: "Asked of the town",
  changes: "What the order changed",
  nothing: "This order changed nothing.",
  rest: "Show more lines",
  waits: {
    title: "Waiting list",
    offered: (until, left) => `Place kept for you ${until}${left ? ` (${left})` : ""}`,
    position: (position) => `Number ${position} in line`,
    waiting: "Waiting",
    open: (child, activity, day) => `Open ${day} in ${child}’s calendar: ${activity}`,
    answer: "Answer",
    see: "Open",
  },
};
