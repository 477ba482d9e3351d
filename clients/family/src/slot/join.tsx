import { useState } from "react";
import { useSend } from "../api/send.ts";
import type { Outcome } from "../api/types.ts";
import { newKey } from "../booking/attempt.ts";
import type { Day } from "../booking/days.ts";
import { WaitingListJoin } from "../gen/documents.ts";
import { useFormat } from "../i18n/context.tsx";
import { Clock, Warn } from "../parts/icons.tsx";
import { useSlotWords } from "./words.ts";
import "./slot.css";

/** Offers the waiting list beside a day that is refused, and says at which position the child stands then. */
export function Join({ childId, activity, day }: { childId: string; activity: Outcome["activity"]; day: Day }) {
  const words = useSlotWords();
  const format = useFormat();
  const send = useSend();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const join = async () => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    const sent = await send(WaitingListJoin, { input: { childId, activityId: activity.id, dates: [day], idempotencyKey: newKey() } });
    setBusy(false);
    if ("trouble" in sent) return setTrouble(sent.trouble);
    const { errors, outcomes: [outcome] } = sent.data.waitingListJoin;
    const refusal = errors[0]?.message ?? outcome?.reason?.message;
    if (refusal !== undefined) return setTrouble(refusal);
    // Where late requests wait, a place that is free is offered at once.
    const until = outcome?.offeredUntil;
    setTold(until ? words.offered(format.until(until, new Date()), null)
      : outcome?.position ? words.position(outcome.position) : words.waits);
  };

  return (
    <span className="join">
      <span role="status">{told !== null && <span className="told"><Clock />{told}</span>}</span>
      {trouble !== null && <span className="error" role="alert"><Warn />{trouble}</span>}
      {told === null && (
        <button
          type="button" className="link" aria-disabled={busy} onClick={() => void join()}
          aria-label={`${words.join} : ${activity.name}, ${format.day(day)}`}
        >
          {words.join}
        </button>
      )}
    </span>
  );
}
