import type { Child, Outcome } from "../api/types.ts";
import { outcomesByDay } from "../booking/attempt.ts";
import type { Look } from "../booking/look.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { Symbol } from "./symbol.tsx";

const LOOKS: Record<Outcome["result"], Look> = {
  BOOKED: "BOOKED", CANCELLED: "CANCELLING", REPRICED: "BOOKED", UNCHANGED: "CLOSED", REFUSED: "BLOCKED",
};

/** What becomes (or became) of each day asked for. */
export function Outcomes({ outcomes, family, done }: { outcomes: readonly Outcome[]; family: readonly Child[]; done: boolean }) {
  const words = useWords();
  const format = useFormat();
  const result = done ? words.result.done : words.result.dry;
  return [...outcomesByDay(outcomes)].map(([childId, days]) => (
    <section key={childId} className="outcomes">
      <h3>{family.find(({ id }) => id === childId)?.firstName}</h3>
      {days.map(({ day, outcomes: list }) => (
        <div key={day} className="outcome-day">
          <h4>{capital(format.day(day))}</h4>
          <ul>
            {list.map((outcome) => (
              <li key={outcome.activity.id} data-result={outcome.result}>
                <span className="box" data-look={LOOKS[outcome.result]}><Symbol look={LOOKS[outcome.result]} /></span>
                <span className="outcome-text">
                  <span className="outcome-name">
                    {outcome.activity.name}
                    {outcome.takenWith && <small> {words.recap.with(outcome.takenWith.name)}</small>}
                  </span>
                  <span className="outcome-result">{result[outcome.result]}</span>
                  {outcome.priceBefore && (
                    <span className="outcome-reason">{words.result.insteadOf(format.money(outcome.priceBefore.amountCents))}</span>
                  )}
                  {outcome.reason && <span className="outcome-reason">{outcome.reason.message}</span>}
                </span>
                {outcome.price && (outcome.result === "BOOKED" || outcome.result === "REPRICED") && (
                  <span className="outcome-price">{format.money(outcome.price.amountCents)}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  ));
}
