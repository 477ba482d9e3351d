import { lookOfLine } from "../../booking/orders.ts";
import { useFormat } from "../../i18n/context.tsx";
import { capital } from "../../i18n/format.ts";
import { Symbol } from "../../parts/symbol.tsx";
import type { AskedLine } from "../types.ts";
import { useDeskWords } from "../words.ts";
import type { DayLines, Marks } from "./decide.ts";
import { placeKey, type Places } from "./places.ts";

interface Props {
  day: DayLines;
  places: ReadonlyMap<string, Places>;
  marks: Marks;
  onMark: (bookingId: string, accept: boolean) => void;
}

/** What an order asks for one child on one day. */
export function DayOfOrder({ day, places, marks, onMark }: Props) {
  const format = useFormat();
  return (
    <li className="order-day">
      <h2>{capital(format.day(day.date))} <span>{day.child}</span></h2>
      <ul>
        {day.lines.map((line) => (
          <Line
            key={`${line.bookingId} ${line.asks}`} line={line} child={day.child} places={places.get(placeKey(line.activity.id, line.date))}
            mark={marks.get(line.bookingId)} onMark={onMark}
          />
        ))}
      </ul>
    </li>
  );
}

function Line({ line, child, places, mark, onMark }: {
  line: AskedLine; child: string; places: Places | undefined; mark: boolean | undefined; onMark: Props["onMark"];
}) {
  const words = useDeskWords().order;
  const format = useFormat();
  const look = lookOfLine(line);
  return (
    <li className="order-line">
      <span className="box" data-look={look}><Symbol look={look} /></span>
      <span className="outcome-text">
        <span className="outcome-name">{line.activity.name}</span>
        <span>{words.asks[line.asks]}{line.reply !== "WAITING" && <> : <em data-reply={line.reply}>{words.reply[line.reply]}</em></>}</span>
        {line.reason && <span>{words.reasonTold(line.reason)}</span>}
        {places && <span data-tight={places.taken > places.capacity}>{words.places(places.capacity - places.taken, places.capacity)}</span>}
      </span>
      <span className="outcome-price">{format.money(line.price.amountCents)}</span>
      {line.reply === "WAITING" && (
        <span className="marks" role="radiogroup" aria-label={words.choice(line.activity.name, format.shortDay(line.date), child)}>
          {([[true, words.accept], [false, words.refuse]] as const).map(([accept, text]) => (
            <label key={text} data-mark={accept}>
              <input
                type="radio" name={`mark ${line.bookingId} ${line.asks}`} checked={mark === accept}
                onChange={() => onMark(line.bookingId, accept)}
              />
              {text}
            </label>
          ))}
        </span>
      )}
    </li>
  );
}
