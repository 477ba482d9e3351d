import { type ReactNode, useCallback, useEffect } from "react";
import { useQuery } from "urql";
import type { ActivityDetail, Child, PlanChange, SlotView } from "../api/types.ts";
import type { Day } from "../booking/days.ts";
import { type Look, lookOf, looked, willCome } from "../booking/look.ts";
import { obstaclesOf, restOf, sharedOf, type Obstacle } from "../booking/obstacles.ts";
import { effectOf, ticksOf, type Selection } from "../booking/selection.ts";
import { type Given, givenFor } from "../booking/swap.ts";
import { hasTerms, partsFrom, type Standing, standingOf } from "../booking/terms.ts";
import { deedOf } from "../booking/waits.ts";
import type { Cell } from "../booking/weeks.ts";
import { SlotDetail } from "../gen/documents.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { laterPart } from "./later.tsx";
import { useReread } from "./news.tsx";
import { Reasons } from "./reasons.tsx";
import { Sheet } from "./sheet.tsx";
import { TermPrice } from "./term-price.tsx";
import { useTermsDue } from "./terms-due.ts";
import { Symbol } from "./symbol.tsx";
import { Loading, Trouble } from "./trouble.tsx";

const Deeds = laterPart(() => import("../slot/deeds.tsx"));

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
  /** Asked to answer to what waits, or to take it back. */
  onAsk: (change: PlanChange) => void;
  /** Asked to tell that the child will not come; absent for days that are over. */
  onAbsent?: (() => void) | null;
  /** Something about the day is otherwise since. */
  onChange: () => void;
  onClose: () => void;
}

/** All about one day of a child: each activity's state, the reason in words, price, places and deadline. */
export function DaySheet({ child, day, activityId, cells, selection, onToggle, onGo, onSwap, onAsk, onAbsent, onChange, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const [{ data, error }, again] = useQuery({
    query: SlotDetail, variables: { childId: child.id, date: day }, requestPolicy: "network-only",
  });
  const reread = useCallback(() => again({ requestPolicy: "network-only" }), [again]);
  useReread(reread);
  useEffect(() => {
    // What was pressed may be gone with the state that it belonged to.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>("dialog[open] h2")?.focus();
  }, [data]);
  const effect = effectOf(ticksOf(selection, child.id, day, cells));
  const calendar = data?.child?.calendar;
  const label = calendar?.days[0]?.label;
  const activities = [...(calendar?.activities ?? [])].sort(
    (a, b) => Number(b.activity.id === activityId) - Number(a.activity.id === activityId),
  );
  const [due] = useTermsDue(child.id, { from: day, to: day }, calendar ? hasTerms(calendar) : false);
  const shared = sharedOf(activities.flatMap(({ slot }) => slot ?? []));

  return (
    <Sheet title={capital(format.day(day))} onClose={onClose}>
      <p className="sheet-sub">{child.firstName}{label && ` · ${label}`}</p>
      {error && <Trouble error={error} onRetry={() => again()} />}
      {!error && !calendar && <Loading />}
      {shared && <Reasons obstacles={[shared]} />}
      <ul className="details">
        {activities.map((entry) => {
          const cell = cells.get(entry.activity.id);
          return entry.slot && (
            <li key={entry.id}>
              <Detail
                entry={entry} slot={entry.slot} told={shared} look={cell ? lookOf(cell, effect) : looked(entry.slot.state, entry.slot.reason?.code)}
                given={givenFor(entry, activities)} onToggle={cell?.changeable ? () => onToggle(entry.activity.id) : null}
                standing={due === undefined ? undefined : standingOf(entry, day, COMES.has(entry.slot.state), due ?? [])}
                onGo={onGo} onSwap={onSwap}
              >
                {deedOf(entry.slot) && (
                  <Deeds
                    child={child} activity={entry.activity} slot={entry.slot} onAsk={onAsk}
                    onChange={() => {
                      reread();
                      onChange();
                    }}
                  />
                )}
              </Detail>
            </li>
          );
        })}
      </ul>
      {onAbsent && activities.some(({ slot }) => slot && COMES.has(slot.state)) && (
        <button type="button" className="button quiet wide absent" onClick={onAbsent}>{words.more.absence}</button>
      )}
    </Sheet>
  );
}

/** States in which the child is awaited. */
const COMES: ReadonlySet<SlotView["state"]> = new Set(["BOOKED", "CHANGE_ASKED", "CANCELLATION_ASKED"]);

function Detail({ entry, slot, told, look, given, standing, onToggle, onGo, onSwap, children }: {
  entry: ActivityDetail; slot: SlotView; told: Obstacle | undefined; look: Look; given: readonly Given[];
  /** Of a price by the term; null where it is paid by the day, and undefined until it is known. */
  standing: Standing | null | undefined;
  onToggle: (() => void) | null; onGo: (day: Day) => void; onSwap: Props["onSwap"];
  /** What else can be done about it. */
  children: ReactNode;
}) {
  const words = useWords();
  const format = useFormat();
  const closed = slot.reason?.code === "TOO_LATE";
  const obstacles = obstaclesOf(slot);
  // A place that was booked before its activity was paid by the term keeps the price that was agreed on.
  const agreed = standing !== undefined && slot.price.amountCents > 0;
  const stuck = slot.reason !== null && slot.state !== "BOOKED" && slot.state !== "IN_CART";
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
      <Reasons obstacles={restOf(obstacles, told)} />
      {children}
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
          {/* What is over is said where it stands in the way. */}
          {slot.closesAt && obstacles.every(({ closedAt }) => closedAt !== slot.closesAt) && (
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
          {standing && <TermPrice standing={standing} day={slot.date} />}
          {(standing === null || agreed) && <div><dt>{words.slot.price}</dt><dd>{format.money(slot.price.amountCents)}</dd></div>}
          {slot.placesLeft !== null && <div><dt>{words.slot.places}</dt><dd>{slot.placesLeft}</dd></div>}
        </dl>
      )}
      {standing && !agreed && slot.state !== "CLOSED" && (
        <p className="hint">{standing.name !== "OFFERED" ? words.term.taken : partsFrom(standing.term, slot.date).late ? words.term.late : words.term.offered}</p>
      )}
      {entry.takes.length > 0 && slot.state !== "CLOSED" && (
        <p className="hint">{words.slot.linked(entry.takes.map(({ name }) => name).join(", "))}</p>
      )}
      {stuck && <Next slot={slot} onGo={onGo} />}
    </article>
  );
}

/** The next day that can be booked; where there is none, the one that will be, and when. */
function Next({ slot: { nextBookableOn, nextOpening }, onGo }: { slot: SlotView; onGo: (day: Day) => void }) {
  const words = useWords();
  const format = useFormat();
  const day = nextBookableOn ?? nextOpening?.date;
  if (!day) return null;
  return (
    <p className="next">
      {nextBookableOn ? words.slot.next : words.slot.nextOpening}{" "}
      <button type="button" className="link" onClick={() => onGo(day)}>{format.day(day)}</button>
      {!nextBookableOn && nextOpening && words.slot.from(format.instant(nextOpening.opensAt))}
    </p>
  );
}
