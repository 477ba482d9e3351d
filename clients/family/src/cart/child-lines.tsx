import type { CartLine, Outcome } from "../api/types.ts";
import { type CartActivity, type CartAlong, type CartChild, keyOf } from "../booking/cart.ts";
import type { Look } from "../booking/look.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { Cross, Link } from "../parts/icons.tsx";
import { Symbol } from "../parts/symbol.tsx";
import { useUntil } from "../slot/until.ts";
import { useCartWords } from "./words.ts";

/** What is taken out of the cart. */
export interface Taken {
  readonly childId: string;
  readonly activityId: string;
  readonly dates: string[];
}

interface Hands {
  /** What is new, or another way, since it was agreed to. */
  since: ReadonlySet<string> | undefined;
  onTake: (taken: Taken) => void;
}

/** More days than this are folded under their sum. */
const MANY = 10;

/** All that stands in the cart for one child. */
export function ChildLines({ part: { child, activities, along, cents }, since, onTake }: Hands & { part: CartChild }) {
  const words = useCartWords();
  const format = useFormat();
  return (
    <section className="cart-child">
      <h2>{child?.firstName ?? words.former}</h2>
      <div className="cart-card">
        {activities.map((each) => (
          <ActivityLines key={each.activity.id} part={each} child={child} since={since} onTake={onTake} />
        ))}
        {along.map((each) => <Along key={each.activity.id} part={each} />)}
        {child && (
          <p className="cart-sum"><span>{words.subtotal(child.firstName)}</span> <strong>{format.money(cents)}</strong></p>
        )}
      </div>
    </section>
  );
}

function ActivityLines({ part: { activity, lines, cents }, child, since, onTake }: Hands & { part: CartActivity; child: CartLine["child"] }) {
  const words = useCartWords();
  const format = useFormat();
  const refused = lines.filter((line) => lookOf(line) === "BLOCKED").length;
  const unit = unitOf(lines);
  const list = (
    <ul>
      {lines.map((line) => (
        <Line
          key={line.id} line={line} isNew={since?.has(keyOf(child?.id, activity.id, line.date)) ?? false}
          onTake={child ? () => onTake({ childId: child.id, activityId: activity.id, dates: [line.date] }) : null}
        />
      ))}
    </ul>
  );
  const sums = [
    words.days(lines.length), ...(unit !== null && lines.length > 1 ? [words.unit(format.money(unit))] : []),
    ...(refused > 0 ? [words.refused(refused)] : []),
  ];
  const head = (
    <>
      <span className="outcome-text">
        <span className="outcome-name">{activity.name}</span>
        <span className="outcome-result">{sums.join(" · ")}</span>
      </span>
      {lines.some(({ price }) => price !== null) && <span className="outcome-price">{format.money(cents)}</span>}
    </>
  );
  return (
    <div className="cart-activity">
      {lines.length > MANY ? (
        <details open={since !== undefined && since.size > 0}>
          <summary className="cart-head">{head}</summary>
          {list}
        </details>
      ) : (
        <>
          <h3 className="cart-head">{head}</h3>
          {list}
        </>
      )}
      {child && lines.length > 1 && (
        <button
          type="button" className="link" aria-label={words.removeAllLabel(activity.name, lines.length, child.firstName)}
          onClick={() => onTake({ childId: child.id, activityId: activity.id, dates: lines.map(({ date }) => date) })}
        >
          {words.removeAll(lines.length)}
        </button>
      )}
    </div>
  );
}

function Line({ line, isNew, onTake }: { line: CartLine; isNew: boolean; onTake: (() => void) | null }) {
  const words = useCartWords();
  const plan = useWords();
  const format = useFormat();
  const until = useUntil();
  const look = lookOf(line);
  const held = line.heldUntil === null ? null : until(line.heldUntil);
  return (
    <li data-look={look} data-new={isNew}>
      <span className="box" data-look={look}><Symbol look={look} /></span>
      <span className="outcome-text">
        <span className="outcome-name">{format.shortDay(line.date)}</span>
        <span className="outcome-result">{useResult(line)}</span>
        {isNew && <span className="outcome-changed">{words.changedLine}</span>}
        {held && <span className="outcome-result">{words.held(held.until)}</span>}
        {line.outcome?.reason && <span className="outcome-reason">{line.outcome.reason.message}</span>}
        <span className="hidden">{words.by(line.addedBy)}</span>
      </span>
      {line.price && <span className="outcome-price">{format.money(line.price.amountCents)}</span>}
      {onTake && (
        <button
          type="button" className="round" onClick={onTake}
          aria-label={words.remove(line.activity.name, format.day(line.date), line.child?.firstName ?? plan.family.title)}
        >
          <Cross />
        </button>
      )}
    </li>
  );
}

/** What comes along with the lines, or changes price beside them. */
function Along({ part: { activity, outcomes, cents } }: { part: CartAlong }) {
  const words = useCartWords();
  const format = useFormat();
  const repriced = outcomes.every(({ result }) => result === "REPRICED");
  return (
    <p className="cart-along">
      <Link className="icon mini" />
      <span>{repriced ? words.repriced(activity.name, outcomes.length) : words.along(activity.name, outcomes.length)}</span>
      <span className="outcome-price">{format.money(cents)}</span>
    </p>
  );
}

const LOOKS: Partial<Record<Outcome["result"], Look>> = {
  BOOKED: "BOOKING", PENDING: "PENDING", CANCELLED: "CANCELLING", CANCELLATION_ASKED: "CANCELLATION_ASKED",
  CHANGE_ASKED: "CHANGE_ASKED", KEPT: "BOOKED", UNCHANGED: "CLOSED",
};

function lookOf({ outcome }: CartLine): Look {
  return (outcome && LOOKS[outcome.result]) ?? "BLOCKED";
}

function useResult({ action, outcome }: CartLine): string {
  const words = useCartWords();
  switch (outcome?.result) {
    case "PENDING":
      return words.asked;
    case "CANCELLATION_ASKED":
    case "CHANGE_ASKED":
      return words.cancelAsked;
    case "UNCHANGED":
      return words.unchanged;
    case "REFUSED":
    case undefined:
      return words.gone;
    default:
      return words[action];
  }
}

/** The price of a day, where all have the same. */
function unitOf(lines: readonly CartLine[]): number | null {
  const prices = lines.flatMap(({ price }) => (price ? [price.amountCents] : []));
  const [first] = prices;
  return first !== undefined && prices.every((cents) => cents === first) ? first : null;
}
