import type { SlotDictionary } from "./fr.ts";

const many = (count: number, one: string, more: string) => `${count} ${Math.abs(count) === 1 ? one : more}`;

const ordinal = (number: number) => {
  const last = number % 10;
  const teen = Math.floor((number % 100) / 10) === 1;
  return `${number}${teen ? "th" : last === 1 ? "st" : last === 2 ? "nd" : last === 3 ? "rd" : "th"}`;
};

export const en: SlotDictionary = {
  join: "Join the waiting list",
  joinAll: "Join the waiting list for all full days",
  joiningAll: "Asking…",
  joinedAll: (count, left) =>
    `Waiting list joined for ${many(count, "line", "lines")}: the answer stands below each.${left > 0 ? ` Not yet for ${many(left, "line", "lines")}.` : ""}`,
  notJoined: (what, why) => `${what}: ${why}`,
  joinHint: "You are told as soon as a place comes free. Nothing is booked before you agree.",
  position: (position) => `You are ${ordinal(position)} on the waiting list.`,
  waits: "You are on the waiting list.",
  leave: "Leave the waiting list",
  left: "You are no longer on the waiting list.",
  offered: (until, left) => `A place is kept for you ${until}${left ? ` (${left})` : ""}.`,
  accept: "Accept the place",
  decline: "Let it go",
  declined: "The place goes to the next family.",
  inCart: "This day is in your cart. Nothing is sent before you order the cart.",
  remove: "Take out of the cart",
  toCart: "Open the cart",
  back: (state) =>
    state === "CHANGE_ASKED" ? "Take back my request for a change"
      : state === "CANCELLATION_ASKED" ? "Keep the place after all"
        : "Take back my request",
  backHint: "The town has not decided yet.",
  minutes: (minutes) => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (hours === 0) return `${many(rest, "minute", "minutes")} left`;
    return rest === 0 ? `${hours} h left` : `${hours} h ${String(rest).padStart(2, "0")} left`;
  },
};
