import type { rowState } from "../booking/selection.ts";
import type { Row } from "../booking/weeks.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { Check, Dash, Link } from "./icons.tsx";

/** Names an activity and its price; where days can be booked, ticks the whole week. */
export function RowHead({ row, title, ticked, onTick }: {
  row: Row; title: string; ticked: ReturnType<typeof rowState>; onTick: () => void;
}) {
  const words = useWords();
  const format = useFormat();
  const text = (
    <span className="row-text">
      <span className="row-name">{row.activity.name}</span>
      <span className="row-price">
        {row.term ? words.term.row(format.money(row.term.price.amountCents)) : row.priceCents && (row.priceCents[0] === row.priceCents[1]
          ? format.money(row.priceCents[0])
          : words.month.from(format.money(row.priceCents[0])))}
        {row.takes.length > 0 && (
          <>
            <Link className="icon mini" />
            <span className="hidden">{words.month.with(row.takes.map(({ name }) => name).join(", "))}</span>
          </>
        )}
      </span>
    </span>
  );
  if (ticked === null) return <span className="row-head">{text}</span>;
  return (
    <label className="row-head">
      <input
        type="checkbox" aria-label={words.month.row(row.activity.name, title)} checked={ticked === "all"}
        ref={(box) => {
          if (box) box.indeterminate = ticked === "some";
        }}
        onChange={onTick}
      />
      <span className="tickbox" data-ticked={ticked}>
        {ticked === "all" && <Check className="icon mini" />}
        {ticked === "some" && <Dash className="icon mini" />}
      </span>
      {text}
    </label>
  );
}
