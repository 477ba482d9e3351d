import type { Day } from "../../booking/days.ts";
import { useFormat } from "../../i18n/context.tsx";
import { Warn } from "../../parts/icons.tsx";
import { useDeskWords } from "../words.ts";
import { choicesOf, deedsOf, nameOf } from "./deeds.ts";
import type { Row } from "./overlay.ts";
import type { Deed, Tapped } from "./tap-store.ts";
import { useTaps } from "./taps.tsx";

interface Props {
  row: Row;
  activityId: string;
  date: Day;
  sameDay: boolean;
  onWrite: (deeds: readonly { deed: Deed; who: Tapped }[]) => void;
}

/** A child, where it is, and what can be tapped of it. */
export function RollRow({ row, activityId, date, sameDay, onWrite }: Props) {
  const words = useDeskWords().roll;
  const format = useFormat();
  const { store } = useTaps();
  const name = `${row.firstName} ${row.lastName}`;
  const since = row.state === "LEFT" ? row.leftAt : row.state === "PRESENT" ? row.arrivedAt : null;
  const marks = [
    ...(row.place === "UNBOOKED" ? [words.unbooked] : []),
    ...(row.reported && row.state === "ABSENT" ? [words.reported] : []),
    ...(row.certified ? [words.certificateNoted] : []),
    ...(row.pending ? [words.pending] : []),
  ];
  return (
    <li className="roll-row" data-state={row.state} data-pending={row.pending}>
      <div className="roll-who">
        <h2>{row.lastName.toLocaleUpperCase("fr")} {row.firstName}</h2>
        <p className="roll-school">{row.school.name}</p>
        <p className="roll-where">
          <span className="roll-state">{since === null ? words.where[row.state] : words.since(words.where[row.state], format.time(since))}</span>
          {marks.map((mark) => <span key={mark} className="roll-mark">{mark}</span>)}
        </p>
      </div>
      <div className="roll-deeds">
        {choicesOf(row, sameDay).map((choice) => (
          <button
            key={choice.name} type="button" className={choice.look === "main" ? "button" : choice.look === "plain" ? "button quiet" : "link"}
            aria-label={words.of(words[choice.name], name)} onClick={() => onWrite(deedsOf(row, choice, activityId, date))}
          >
            {words[choice.name]}
          </button>
        ))}
      </div>
      <span className="roll-sign" aria-hidden="true">{words.signature}</span>
      {row.refused.map(({ event, message }) => (
        <div key={event.id} className="error" role="alert">
          <Warn />
          <p>{words.refused(nameOf(event, words), message ?? "")}</p>
          <button type="button" className="button quiet" onClick={() => store.forget([event.id])}>{words.dismiss}</button>
        </div>
      ))}
    </li>
  );
}
