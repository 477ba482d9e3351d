import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { ActivityDetail, Child, PlanChange, SlotView } from "../api/types.ts";
import { useSend } from "../api/send.ts";
import { deedOf, takenBack } from "../booking/waits.ts";
import { CartRemove } from "../gen/documents.ts";
import { Clock, Warn } from "../parts/icons.tsx";
import { useUntil } from "./until.ts";
import { type Step, useWaitingList } from "./waiting.ts";
import { useSlotWords } from "./words.ts";
import "./slot.css";

interface Props {
  child: Pick<Child, "id">;
  activity: Pick<ActivityDetail["activity"], "id">;
  slot: SlotView;
  onAsk: (change: PlanChange) => void;
  onChange: () => void;
}

/** What a family can do about a slot that it cannot simply tick, and what it has to know for that. */
export default function Deeds({ child, activity, slot, onAsk, onChange }: Props) {
  const words = useSlotWords();
  const until = useUntil();
  const send = useSend();
  const list = useWaitingList();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** What was done last, where the state that follows does not tell it. */
  const [done, setDone] = useState<string | null>(null);

  const act = async (what: Promise<string | null>, told: string | null) => {
    setBusy(true);
    setTrouble(null);
    const found = await what;
    setBusy(false);
    setTrouble(found);
    setDone(found === null ? told : null);
    onChange();
  };
  const step = (way: Step, told: string | null) => () => {
    if (!busy) void act(list(way, child.id, activity.id, slot.date), told);
  };
  const remove = async () => {
    const sent = await send(CartRemove, { input: { lines: [{ childId: child.id, activityId: activity.id, dates: [slot.date] }] } });
    return "trouble" in sent ? sent.trouble : (sent.data.cartRemove.errors[0]?.message ?? null);
  };

  switch (deedOf(slot)) {
    case "JOIN":
      return (
        <Part trouble={trouble} told={done} hint={words.joinHint}>
          <button type="button" className="button quiet wide" aria-disabled={busy} onClick={step("JOIN", null)}>{words.join}</button>
        </Part>
      );
    case "LEAVE": {
      const position = slot.waiting?.position;
      return (
        <Part trouble={trouble} told={position ? words.position(position) : words.waits}>
          <button type="button" className="button quiet wide" aria-disabled={busy} onClick={step("LEAVE", words.left)}>{words.leave}</button>
        </Part>
      );
    }
    case "ANSWER": {
      const time = slot.waiting?.offeredUntil ? until(slot.waiting.offeredUntil) : null;
      return (
        <Part trouble={trouble} told={time && words.offered(time.until, time.left)} offered>
          <div className="deeds-pair">
            <button type="button" className="button quiet" aria-disabled={busy} onClick={step("DECLINE", words.declined)}>{words.decline}</button>
            <button
              type="button" className="button"
              onClick={() => onAsk({ childId: child.id, activityId: activity.id, book: [slot.date], cancel: [] })}
            >
              {words.accept}
            </button>
          </div>
        </Part>
      );
    }
    case "EMPTY":
      return (
        <Part trouble={trouble} told={null} hint={words.inCart}>
          <div className="deeds-pair">
            <button type="button" className="button quiet" aria-disabled={busy} onClick={() => !busy && void act(remove(), null)}>
              {words.remove}
            </button>
            <Link href="/panier" className="button">{words.toCart}</Link>
          </div>
        </Part>
      );
    case "TAKE_BACK":
      return (
        <Part trouble={null} told={null} hint={words.backHint}>
          <button type="button" className="button quiet wide" onClick={() => onAsk(takenBack(child.id, activity.id, slot))}>
            {words.back(slot.state)}
          </button>
        </Part>
      );
    case null:
      return null;
  }
}

function Part({ trouble, told, offered = false, hint, children }: {
  trouble: string | null; told: string | null; offered?: boolean; hint?: string; children: ReactNode;
}) {
  return (
    <div className="deeds">
      {/* Always there, so that what comes into it is read out. */}
      <div role="status">{told !== null && <p className="told" data-offered={offered}><Clock />{told}</p>}</div>
      {hint && <p className="hint">{hint}</p>}
      {trouble !== null && <div className="error" role="alert"><Warn /><p>{trouble}</p></div>}
      {children}
    </div>
  );
}
