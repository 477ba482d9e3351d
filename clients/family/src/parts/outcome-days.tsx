import type { Outcome } from "../api/types.ts";
import type { DayOutcomes } from "../booking/attempt.ts";
import type { Look } from "../booking/look.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { usePlanWords } from "../planning/words.ts";
import { Join } from "../slot/join.tsx";
import { Symbol } from "./symbol.tsx";

const LOOKS: Record<Outcome["result"], Look> = {
  BOOKED: "BOOKED", PENDING: "PENDING", CANCELLED: "CANCELLING", CANCELLATION_ASKED: "CANCELLATION_ASKED",
  CHANGE_ASKED: "CHANGE_ASKED", KEPT: "BOOKED", REPRICED: "BOOKED", UNCHANGED: "CLOSED", REFUSED: "BLOCKED",
};

/** Results that a price stands beside. */
const PRICED: ReadonlySet<Outcome["result"]> = new Set(["BOOKED", "PENDING", "REPRICED"]);

/** Day by day, what becomes of each activity. */
export function OutcomeDays({ days, done }: { days: readonly DayOutcomes[]; done: boolean }) {
  const format = useFormat();
  return days.map(({ day, outcomes }) => (
    <div key={day} className="outcome-day">
      <h4>{capital(format.day(day))}</h4>
      <ul>
        {outcomes.map((outcome) => <Line key={outcome.activity.id} outcome={outcome} done={done} />)}
      </ul>
    </div>
  ));
}

function Line({ outcome, done }: { outcome: Outcome; done: boolean }) {
  const words = useWords();
  const plan = usePlanWords();
  const format = useFormat();
  const early = outcome.reason?.code === "NOT_OPEN_YET";
  const look = early ? "NOT_OPEN_YET" : LOOKS[outcome.result];
  const result = early ? words.result.notOpenYet : (done ? words.result.done : words.result.dry)[outcome.result];
  return (
    <li data-result={outcome.result} data-changed={outcome.changed}>
      <span className="box" data-look={look}><Symbol look={look} /></span>
      <span className="outcome-text">
        <span className="outcome-name">
          {outcome.activity.name}
          {outcome.takenWith && <small> {words.recap.with(outcome.takenWith.name)}</small>}
        </span>
        <span className="outcome-result">{result}</span>
        {outcome.changed && <span className="outcome-changed">{plan.recap.changedLine}</span>}
        {outcome.priceBefore && (
          <span className="outcome-reason">{words.result.insteadOf(format.money(outcome.priceBefore.amountCents))}</span>
        )}
        {outcome.reason && <span className="outcome-reason">{outcome.reason.message}</span>}
        {outcome.canWait && <Join place={outcome} />}
      </span>
      {outcome.price && PRICED.has(outcome.result) && (
        <span className="outcome-price">{format.money(outcome.price.amountCents)}</span>
      )}
    </li>
  );
}
