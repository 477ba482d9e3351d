import { useState } from "react";
import { useFormat } from "../i18n/context.tsx";
import { Clock, Warn } from "../parts/icons.tsx";
import { type Place, useJoins } from "./joins.tsx";
import { useSlotWords } from "./words.ts";
import "./slot.css";

/** Offers the waiting list beside a day that is refused, and says at which position the child stands then. */
export function Join({ place }: { place: Place }) {
  const words = useSlotWords();
  const format = useFormat();
  const { said, join } = useJoins();
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState<string | null>(null);

  const ask = async () => {
    if (busy) return;
    setBusy(true);
    setLost(null);
    const trouble = await join([place]);
    setBusy(false);
    setLost(trouble);
  };

  const answer = said(place);
  const told = answer?.waits ? answer.text : null;
  const trouble = busy || told !== null ? null : lost ?? answer?.text ?? null;
  return (
    <span className="join">
      <span role="status">{told !== null && <span className="told"><Clock />{told}</span>}</span>
      {trouble !== null && <span className="error" role="alert"><Warn />{trouble}</span>}
      {told === null && (
        <button
          type="button" className="link" aria-disabled={busy} onClick={() => void ask()}
          aria-label={format.named(words.join, `${place.activity.name}, ${format.day(place.date)}`)}
        >
          {words.join}
        </button>
      )}
    </span>
  );
}
