import { type Look, lookOf, willCome } from "../booking/look.ts";
import type { Effect } from "../booking/selection.ts";
import type { Cell } from "../booking/weeks.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { Symbol } from "./symbol.tsx";

/** Fewer places than this are worth a word in the box. */
const FEW = 6;

/** Looks that are no refusal: there is more to read, and something to do about it. */
const TELLING: ReadonlySet<Look> = new Set([
  "PENDING", "CHANGE_ASKED", "CANCELLATION_ASKED", "ABSENT", "IN_CART", "WAITING", "OFFERED",
]);

interface Props {
  cell: Cell;
  effect: Effect;
  onToggle: () => void;
  onExplain: () => void;
}

/** A tick box where the slot can be changed; elsewhere a button that tells why not. */
export function SlotCell({ cell, effect, onToggle, onExplain }: Props) {
  const words = useWords();
  const format = useFormat();
  const look = lookOf(cell, effect);
  const name = [
    format.named(`${cell.activityName}, ${format.day(cell.day)}`, words.state[look]),
    ...(cell.changeable ? [cell.term ? words.term.paid : format.money(cell.priceCents)] : []),
    ...(look === "AVAILABLE" && cell.placesLeft !== null ? [words.month.places(cell.placesLeft)] : []),
  ].join(", ");

  if (!cell.changeable) {
    return (
      <button
        type="button" className="cell" aria-haspopup="dialog" data-slot={`${cell.activityId}|${cell.day}`}
        aria-label={`${name}, ${TELLING.has(look) ? words.month.see : words.month.why}`} onClick={onExplain}
      >
        <span className="box" data-look={look}><Symbol look={look} /></span>
      </button>
    );
  }
  const few = look === "AVAILABLE" && cell.placesLeft !== null && cell.placesLeft < FEW;
  return (
    <label className="cell">
      <input
        type="checkbox" aria-label={name} checked={willCome(look)} onChange={onToggle}
        data-slot={`${cell.activityId}|${cell.day}`}
      />
      <span className="box" data-look={look}>
        <Symbol look={look} />
        {few && <small aria-hidden="true">{words.month.placesShort(cell.placesLeft ?? 0)}</small>}
      </span>
    </label>
  );
}
