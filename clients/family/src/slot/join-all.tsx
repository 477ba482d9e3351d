import { useState } from "react";
import type { Child, Outcome } from "../api/types.ts";
import { fullByActivity } from "../booking/waits.ts";
import { Clock, Warn } from "../parts/icons.tsx";
import { useJoins } from "./joins.tsx";
import { useSlotWords } from "./words.ts";
import "./slot.css";

/** The waiting lists of all days that are full, at one touch; each line then says its own answer. */
export function JoinAll({ outcomes, family }: { outcomes: readonly Outcome[]; family: readonly Child[] }) {
  const words = useSlotWords();
  const { said, join } = useJoins();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  /** What was not considered, and why. */
  const [lost, setLost] = useState<readonly string[]>([]);

  const all = fullByActivity(outcomes);
  const left = all.map((places) => places.filter((place) => !said(place)?.waits)).filter(({ length }) => length > 0);
  const [many, open] = [all.flat().length, left.flat().length];
  if (many < 2) return null;

  const ask = async () => {
    if (busy) return;
    setBusy(true);
    setTried(true);
    setLost([]);
    // One after the other: what one of them is told keeps none of the others from being asked.
    for (const places of left) {
      const trouble = await join(places);
      const [first] = places;
      if (trouble === null || !first) continue;
      const name = family.find(({ id }) => id === first.childId)?.firstName;
      const what = [name, first.activity.name].filter(Boolean).join(", ");
      setLost((before) => [...before, words.notJoined(what, trouble)]);
    }
    setBusy(false);
  };

  return (
    <div className="join-all">
      {(open > 1 || (tried && open > 0)) && (
        <button type="button" className="button quiet wide" aria-disabled={busy} onClick={() => void ask()}>
          {busy ? words.joiningAll : words.joinAll}
        </button>
      )}
      <div role="status">{tried && !busy && many > open && <p className="told"><Clock />{words.joinedAll(many - open, open)}</p>}</div>
      {lost.map((text) => <div key={text} className="error" role="alert"><Warn /><p>{text}</p></div>)}
    </div>
  );
}
