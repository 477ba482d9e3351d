import { type FormEvent, useState } from "react";
import { useClient } from "urql";
import type { Day } from "../../booking/days.ts";
import { DeskChildren } from "../../gen/documents.ts";
import { useOnline } from "../../parts/online.ts";
import type { RollActivity } from "../types.ts";
import { useDeskWords } from "../words.ts";
import { named, type Row } from "./overlay.ts";
import type { Deed, Tapped } from "./tap-store.ts";

interface Found extends Tapped {
  readonly childId: string;
}

interface Props {
  activity: RollActivity;
  others: readonly RollActivity[];
  date: Day;
  /** Who is on the list already is not found again. */
  known: readonly Row[];
  onWrite: (deeds: readonly { deed: Deed; who: Tapped }[]) => void;
}

/** A child that came without a booking: by name on the day's other lists, or by the code of its family. */
export function WalkIn({ activity, others, date, known, onWrite }: Props) {
  const words = useDeskWords().roll;
  const client = useClient();
  const online = useOnline();
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const [asked, setAsked] = useState("");

  const search = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = asked.trim();
    if (text === "") return;
    const elsewhere = others.flatMap(({ roll }) => roll?.children ?? []).filter((child) => named(child, text));
    const family = online ? await client.query(DeskChildren, { code: text.toUpperCase() }).toPromise() : null;
    const all = new Map<string, Found>(elsewhere.map((child) => [child.childId, child]));
    for (const child of family?.data?.family?.children ?? []) all.set(child.id, { ...child, childId: child.id });
    setFound([...all.values()]);
  };
  const arrive = ({ childId, firstName, lastName, school }: Found) => {
    onWrite([{ deed: { childId, activityId: activity.id, date, kind: "CHECKED_IN" }, who: { firstName, lastName, school } }]);
    setFound(null);
    setAsked("");
  };
  const fresh = found?.filter(({ childId }) => !known.some((row) => row.childId === childId)) ?? null;
  return (
    <section className="walk-in" aria-labelledby="walk-in">
      <h2 id="walk-in">{words.walkIn}</h2>
      <p className="hint">{online ? words.walkInHint : words.walkInOffline}</p>
      <form onSubmit={(event) => void search(event)}>
        <label className="desk-field">
          <span>{words.walkInName}</span>
          <input type="search" value={asked} onChange={({ currentTarget }) => setAsked(currentTarget.value)} />
        </label>
        <button type="submit" className="button quiet">{words.walkInFind}</button>
      </form>
      <div role="status">
        {fresh?.length === 0 && <p>{words.walkInNone}</p>}
      </div>
      <ul className="walk-in-found">
        {fresh?.map((child) => {
          const name = `${child.firstName} ${child.lastName}`;
          return (
            <li key={child.childId}>
              <span><strong>{name}</strong> <span className="hint">{child.school.name}</span></span>
              <button type="button" className="button" aria-label={words.walkInArrived(name)} onClick={() => arrive(child)}>{words.arrived}</button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
