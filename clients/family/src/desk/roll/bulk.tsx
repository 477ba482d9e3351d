import { useState } from "react";
import type { Day } from "../../booking/days.ts";
import { useDeskWords } from "../words.ts";
import { choicesOf, deedsOf } from "./deeds.ts";
import type { Row } from "./overlay.ts";
import type { Deed, Tapped } from "./tap-store.ts";

interface Props {
  /** The children that are shown: a search or a school narrows what is meant by all. */
  rows: readonly Row[];
  activityId: string;
  date: Day;
  onWrite: (deeds: readonly { deed: Deed; who: Tapped }[]) => void;
}

/** One tap for all who are expected, or all who are there, once the person is sure. */
export function Bulk({ rows, activityId, date, onWrite }: Props) {
  const words = useDeskWords().roll;
  const [asked, setAsked] = useState<"arrived" | "left" | null>(null);
  const expected = rows.filter(({ state, place }) => state === "EXPECTED" && place === "BOOKED");
  const present = rows.filter(({ state }) => state === "PRESENT");
  const meant = asked === "left" ? present : expected;
  const write = () => {
    onWrite(meant.flatMap((row) => {
      const choice = choicesOf(row, true).find(({ name }) => name === asked);
      return choice ? deedsOf(row, choice, activityId, date) : [];
    }));
    setAsked(null);
  };
  if (asked !== null && meant.length > 0) {
    const sure = asked === "left" ? words.sureLeft(meant.length) : words.sureArrived(meant.length);
    return (
      <div className="bulk" role="group" aria-label={sure}>
        <p>{sure}</p>
        <button type="button" className="button" autoFocus onClick={write}>{words.yes}</button>
        <button type="button" className="button quiet" onClick={() => setAsked(null)}>{words.no}</button>
      </div>
    );
  }
  return (
    <div className="bulk">
      {expected.length > 0 && (
        <button type="button" className="button" onClick={() => setAsked("arrived")}>{words.allArrived(expected.length)}</button>
      )}
      {present.length > 0 && (
        <button type="button" className="button quiet" onClick={() => setAsked("left")}>{words.allLeft(present.length)}</button>
      )}
    </div>
  );
}
