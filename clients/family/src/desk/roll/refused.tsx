import { Link } from "wouter";
import { useFormat } from "../../i18n/context.tsx";
import { pathOfRoll } from "../paths.ts";
import { useDeskWords } from "../words.ts";
import { nameOf } from "./deeds.ts";
import { useTaps } from "./taps.tsx";

/** Every tap that the server did not write down, whichever list it stands on. */
export function Refused() {
  const words = useDeskWords().roll;
  const format = useFormat();
  const { taps, store } = useTaps();
  const refused = taps.filter(({ fate }) => fate === "refused");
  if (refused.length === 0) return null;
  return (
    <section className="refused" aria-labelledby="refused">
      <h2 id="refused">{words.refusedElsewhere}</h2>
      <ul>
        {refused.map(({ event, who, message }) => (
          <li key={event.id} className="error">
            <p>
              {words.refusedOf(`${who.firstName} ${who.lastName}`, nameOf(event, words), message ?? "")}{" "}
              <Link href={pathOfRoll(event.date, event.activityId)}>{format.shortDay(event.date)}</Link>
            </p>
            <button type="button" className="button quiet" onClick={() => store.forget([event.id])}>{words.dismiss}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}
