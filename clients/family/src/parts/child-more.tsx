import { useState } from "react";
import { Link } from "wouter";
import type { Calendar, Child } from "../api/types.ts";
import type { Day } from "../booking/days.ts";
import { useWords } from "../i18n/context.tsx";
import { later } from "./later.tsx";

const LegendSheet = later(() => import("../child/legend-sheet.tsx"));
const FeedsSheet = later(() => import("../child/feeds-sheet.tsx"));
export const AbsenceSheet = later(() => import("../child/absence-sheet.tsx"));

type Over = "legend" | "feeds" | "absence";

/** What else there is about a child: what the boxes mean, its days in another calendar, an absence to tell. */
export function ChildMore({ child, calendar, today, onChange }: {
  child: Child; calendar: Calendar; today: Day; onChange: () => void;
}) {
  const words = useWords();
  const [over, setOver] = useState<Over | null>(null);
  const close = () => setOver(null);
  return (
    <>
      <div className="child-more">
        {(["legend", "absence", "feeds"] as const).map((name) => (
          <button key={name} type="button" className="link" aria-haspopup="dialog" onClick={() => setOver(name)}>{words.more[name]}</button>
        ))}
        <Link href="/inscription" className="link">{words.more.enrol}</Link>
      </div>
      {over === "legend" && <LegendSheet onClose={close} />}
      {over === "feeds" && <FeedsSheet child={child} onClose={close} />}
      {over === "absence" && (
        <AbsenceSheet
          child={child} day={today} activities={calendar.activities.map(({ activity }) => activity)} onChange={onChange} onClose={close}
        />
      )}
    </>
  );
}
