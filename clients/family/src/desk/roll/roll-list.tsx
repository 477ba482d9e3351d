import { useState } from "react";
import type { Day } from "../../booking/days.ts";
import type { RollActivity } from "../types.ts";
import { useDeskWords } from "../words.ts";
import { Bulk } from "./bulk.tsx";
import { countsOf, named, rowsOf } from "./overlay.ts";
import { RollRow } from "./roll-row.tsx";
import type { Deed, Tapped } from "./tap-store.ts";
import { useTaps } from "./taps.tsx";
import { WalkIn } from "./walk-in.tsx";

interface Props {
  activity: RollActivity;
  /** The other lists of the day, where a child may be looked for. */
  others: readonly RollActivity[];
  date: Day;
  today: Day;
}

/** The children of one activity on one day. */
export function RollList({ activity, others, date, today }: Props) {
  const words = useDeskWords().roll;
  const { taps, tap } = useTaps();
  const [search, setSearch] = useState("");
  const [school, setSchool] = useState("");
  const [full, setFull] = useState(false);
  const rows = rowsOf(activity.roll?.children ?? [], taps.filter(({ event }) => event.activityId === activity.id && event.date === date));
  const schools = new Map(rows.map((row) => [row.school.id, row.school.name]));
  const shown = rows.filter((row) => named(row, search) && (school === "" || row.school.id === school));
  const counts = countsOf(rows);
  const sameDay = date === today;
  const write = (deeds: readonly { deed: Deed; who: Tapped }[]) => setFull(!tap(deeds));

  return (
    <>
      <p className="roll-counts" role="group" aria-label={words.countsLabel}>
        <strong>{words.expected(counts.expected)}</strong> <span>{words.counts(counts.present, counts.left, counts.absent)}</span>
      </p>
      {!sameDay && <p className="hint">{words.otherDay}</p>}
      {full && <p className="error" role="alert">{words.notKept}</p>}
      <div className="roll-tools">
        <label className="desk-field">
          <span>{words.search}</span>
          <input type="search" value={search} onChange={({ currentTarget }) => setSearch(currentTarget.value)} />
        </label>
        {schools.size > 1 && (
          <label className="desk-field">
            <span>{words.school}</span>
            <select value={school} onChange={({ currentTarget }) => setSchool(currentTarget.value)}>
              <option value="">{words.everySchool}</option>
              {[...schools].map(([id, name]) => <option key={id} value={id}>{name}</option>)}
            </select>
          </label>
        )}
        {sameDay && <Bulk rows={shown} activityId={activity.id} date={date} onWrite={write} />}
        <button type="button" className="button quiet roll-print" onClick={() => print()}>{words.print}</button>
      </div>
      {shown.length === 0 && <p className="roll-empty">{rows.length === 0 ? words.empty : words.notFound}</p>}
      <ul className="roll-rows">
        {shown.map((row) => (
          <RollRow key={row.childId} row={row} activityId={activity.id} date={date} sameDay={sameDay} onWrite={write} />
        ))}
      </ul>
      {sameDay && <WalkIn activity={activity} others={others} date={date} known={rows} onWrite={write} />}
    </>
  );
}
