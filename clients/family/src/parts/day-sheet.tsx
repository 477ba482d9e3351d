import { useQuery } from "urql";
import type { ActivityDetail, Child } from "../api/types.ts";
import type { Day } from "../booking/days.ts";
import { type Look, lookOf, willCome } from "../booking/look.ts";
import { effectOf, ticksOf, type Selection } from "../booking/selection.ts";
import { type Given, givenFor } from "../booking/swap.ts";
import type { Cell } from "../booking/weeks.ts";
import { SlotDetail } from "../gen/documents.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { Sheet } from "./sheet.tsx";
import { Symbol } from "./symbol.tsx";
import { Loading, Trouble } from "./trouble.tsx";

interface Props {
  child: Child;
  day: Day;
  /** The activity asked about comes first. */
  activityId: string | undefined;
  cells: ReadonlyMap<string, Cell>;
  selection: Selection;
  onToggle: (activityId: string) => void;
  /** Asked to show another day. */
  onGo: (day: Day) => void;
  /** Asked to take one activity in place of others that are booked. */
  onSwap: (given: readonly string[], taken: string) => void;
  onClose: () => void;
}

/** All about one day of a child: each activity's state, the reason in words, price, places and deadline. */
export function DaySheet({ child, day, activityId, cells, selection, onToggle, onGo, onSwap, onClose }: Props) {
  const format = useFormat();
  const [{ data, error }, again] = useQuery({
    query: SlotDetail, variables: { childId: child.id, date: day }, requestPolicy: "network-only",
  });
  const effect = effectOf(ticksOf(selection, child.id, day, cells));
  const calendar = data?.child?.calendar;
  const label = calendar?.days[0]?.label;
  const activities = [...(calendar?.activities ?? [])].sort(
    (a, b) => Number(b.activity.id === activityId) - Number(a.activity.id === activityId),
  );
  const reasons = new Set(activities.map(({ slot }) => slot?.reason?.message));
  const shared = reasons.size === 1 ? [...reasons][0] : undefined;

  return (
    <Sheet title={capital(format.day(day))} onClose={onClose}>
      <p className="sheet-sub">{child.firstName}{label && ` · ${label}`}</p>
      {error && <Trouble error={error} onRetry={() => again()} />}
      {!error && !calendar && <Loading />}
      {shared && <p className="reason">{shared}</p>}
      <ul className="details">
        {activities.map((entry) => {
          const cell = cells.get(entry.activity.id);
          return entry.slot && (
            <li key={entry.id}>
              <Detail
                entry={entry} slot={entry.slot} told={shared !== undefined} look={cell ? lookOf(cell, effect) : entry.slot.state}
                given={givenFor(entry, activities)} onToggle={cell?.changeable ? () => onToggle(entry.activity.id) : null}
                onGo={onGo} onSwap={onSwap}
              />
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}

function Detail({ entry, slot, told, look, given, onToggle, onGo, onSwap }: {
  entry: ActivityDetail; slot: NonNullable<ActivityDetail["slot"]>; told: boolean; look: Look; given: readonly Given[];
  onToggle: (() => void) | null; onGo: (day: Day) => void; onSwap: Props["onSwap"];
}) {
  const words = useWords();
  const format = useFormat();
  const closed = slot.reason?.code === "TOO_LATE";
  return (
    <article className="detail">
      <div className="detail-head">
        <span className="box" data-look={look}><Symbol look={look} /></span>
        <div>
          <h3>{entry.activity.name}</h3>
          <p>{entry.activity.startsAt} – {entry.activity.endsAt} · {words.state[look]}</p>
        </div>
        {onToggle && (
          <label className="switch">
            <input type="checkbox" checked={willCome(look)} onChange={onToggle} aria-label={`${words.slot.book} ${entry.activity.name}`} />
            <span aria-hidden="true">{words.slot.book}</span>
          </label>
        )}
      </div>
      {slot.reason && !told && <p className="reason">{slot.reason.message}</p>}
      {given.length > 0 && (
        <button
          type="button" className="button quiet wide swap"
          onClick={() => onSwap(given.map(({ id }) => id), entry.activity.id)}
        >
          {words.slot.swap(entry.activity.name, given.map(({ name }) => name))}
        </button>
      )}
      {slot.state !== "CLOSED" && (
        <dl>
          {slot.closesAt && (
            <div>
              <dt>{closed ? words.slot.closed : words.slot.deadline}</dt>
              <dd>{format.instant(slot.closesAt)}</dd>
            </div>
          )}
          {slot.ordinaryPriceUntil && !closed && (
            <div>
              <dt>{words.slot.ordinary}</dt>
              <dd>{format.instant(slot.ordinaryPriceUntil)}</dd>
            </div>
          )}
          <div><dt>{words.slot.price}</dt><dd>{format.money(slot.price.amountCents)}</dd></div>
          {slot.placesLeft !== null && <div><dt>{words.slot.places}</dt><dd>{slot.placesLeft}</dd></div>}
        </dl>
      )}
      {entry.takes.length > 0 && slot.state !== "CLOSED" && (
        <p className="hint">{words.slot.linked(entry.takes.map(({ name }) => name).join(", "))}</p>
      )}
      {slot.reason && slot.nextBookableOn && slot.state !== "BOOKED" && (
        <p className="next">
          {words.slot.next}{" "}
          <button type="button" className="link" onClick={() => onGo(slot.nextBookableOn ?? slot.date)}>
            {format.day(slot.nextBookableOn)}
          </button>
        </p>
      )}
    </article>
  );
}
