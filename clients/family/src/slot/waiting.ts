import { useSend, type Sent } from "../api/send.ts";
import { newKey } from "../booking/attempt.ts";
import type { Day } from "../booking/days.ts";
import { OfferDecline, WaitingListJoin, WaitingListLeave } from "../gen/documents.ts";

export type Step = "JOIN" | "LEAVE" | "DECLINE";

interface Payload {
  readonly errors: readonly { readonly message: string }[];
  readonly outcomes: readonly { readonly reason: { readonly message: string } | null }[];
}

/** Takes a step in the waiting list of one day. Answers why it was not taken, in words; null when it was. */
export function useWaitingList(): (step: Step, childId: string, activityId: string, day: Day) => Promise<string | null> {
  const send = useSend();
  return async (step, childId, activityId, day) => {
    const variables = { input: { childId, activityId, dates: [day], idempotencyKey: newKey() } };
    switch (step) {
      case "JOIN":
        return refusalOf(await send(WaitingListJoin, variables), ({ waitingListJoin }) => waitingListJoin);
      case "LEAVE":
        return refusalOf(await send(WaitingListLeave, variables), ({ waitingListLeave }) => waitingListLeave);
      case "DECLINE":
        return refusalOf(await send(OfferDecline, variables), ({ offerDecline }) => offerDecline);
    }
  };
}

function refusalOf<Data>(sent: Sent<Data>, payload: (data: Data) => Payload): string | null {
  if ("trouble" in sent) return sent.trouble;
  const { errors, outcomes } = payload(sent.data);
  return errors[0]?.message ?? outcomes.find(({ reason }) => reason !== null)?.reason?.message ?? null;
}
