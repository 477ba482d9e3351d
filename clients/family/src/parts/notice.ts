import type { Alert } from "../api/alerts.ts";
import type { Format } from "../i18n/format.ts";
import type { Dictionary } from "../i18n/fr.ts";

/** What to tell, in words once the town's clock is known. */
export type Notice = (format: Format) => string;

/** What an alert is worth saying: null where the screen, read again, says it all. */
export function noticeOf(alert: Alert, { alerts: words }: Dictionary): Notice | null {
  const { kind, order, waiting, suspension } = alert;
  switch (kind) {
    case "CART_CHANGED":
      // The number stands at the head of the screen.
      return null;
    case "BOOKINGS_CHANGED":
      return () => order ? words.changed(order.placedBy, order.number, order.bookedCount, order.cancelledCount) : words.plain;
    case "ORDER_WAITS":
      return () => order ? words.waits(order.placedBy, order.number) : words.plain;
    case "ORDER_DECIDED":
      return () => order ? words.decided(order.number) : words.plain;
    case "PLACE_OFFERED":
      return waiting && offered(waiting, words);
    case "OFFER_LAPSED":
      return waiting && lapsed(waiting, words);
    case "WAIT_ENDED":
      return waiting && ended(waiting, words);
    case "SUSPENDED":
      return suspension && suspended(suspension, words);
    case "SUSPENSION_LIFTED":
      return () => words.lifted;
    case "DEBT_SPARED":
      return () => words.spared;
    case "FILE_DECIDED":
      return () => words.file;
  }
}

type Words = Dictionary["alerts"];
type Waiting = NonNullable<Alert["waiting"]>;
type Withheld = NonNullable<Alert["suspension"]>;

const place = ({ childFirstName, activity, date }: Waiting, format: Format) =>
  [childFirstName, activity.name, format.shortDay(date)] as const;

function offered(waiting: Waiting, words: Words): Notice | null {
  const { offeredUntil } = waiting;
  // Accepted or let go before it was told.
  if (offeredUntil === null) return null;
  return (format) => words.offered(...place(waiting, format), format.until(offeredUntil, new Date()));
}

function lapsed(waiting: Waiting, words: Words): Notice | null {
  switch (waiting.state) {
    case "WAITING":
      return (format) => `${words.lapsed(...place(waiting, format))} ${words.waitsOn}`;
    case "LAPSED":
      return (format) => `${words.lapsed(...place(waiting, format))} ${words.joinAgain}`;
    case "LEFT":
    case "EXPIRED":
    case "WITHDRAWN":
      return (format) => words.lapsed(...place(waiting, format));
    case "OFFERED":
    case "ACCEPTED":
      // There is a place again since, which is told by itself.
      return null;
  }
}

function ended(waiting: Waiting, words: Words): Notice {
  const why = waiting.state === "EXPIRED" ? words.expired : waiting.state === "WITHDRAWN" ? words.withdrawn : null;
  return (format) => [words.ended(...place(waiting, format)), ...(why ? [why] : [])].join(" ");
}

function suspended({ activities, from, until, reason }: Withheld, words: Words): Notice {
  const names = activities?.map(({ name }) => name) ?? null;
  return (format) => words.suspended(names, format.dayMonth(from), until === null ? null : format.dayMonth(until), reason);
}
