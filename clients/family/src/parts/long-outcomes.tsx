import type { Child, Outcome } from "../api/types.ts";
import { countsOf, outcomesByDay } from "../booking/attempt.ts";
import { type MonthOutcomes, outcomesByMonth, sumsOf } from "../booking/sums.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { usePlanWords } from "../planning/words.ts";
import { OutcomeDays } from "./outcome-days.tsx";

/** So few refusals are read at once. */
const FEW = 12;

interface Props {
  outcomes: readonly Outcome[];
  family: readonly Child[];
  done: boolean;
}

/** What becomes of a whole year: sums by activity, then what is refused, then month by month. */
export function LongOutcomes({ outcomes, family, done }: Props) {
  return [...outcomesByMonth(outcomes)].map(([childId, months]) => (
    <section key={childId} className="outcomes">
      <h3>{family.find(({ id }) => id === childId)?.firstName}</h3>
      <Sums outcomes={months.flatMap((month) => month.outcomes)} done={done} />
      <Refused outcomes={months.flatMap((month) => month.outcomes)} done={done} />
      {months.map((month) => <MonthPart key={month.month} part={month} done={done} />)}
    </section>
  ));
}

function Sums({ outcomes, done }: { outcomes: readonly Outcome[]; done: boolean }) {
  const plan = usePlanWords();
  const format = useFormat();
  return (
    <ul className="sums">
      {sumsOf(outcomes).map(({ activity, outcomes: list, unitCents, totalCents }) => (
        <li key={activity.id}>
          <span className="outcome-text">
            <span className="outcome-name">{activity.name}</span>
            <Counts outcomes={list} done={done} />
            {unitCents !== null && <span className="outcome-result">{plan.recap.unit(format.money(unitCents))}</span>}
          </span>
          <span className="outcome-price">{format.money(totalCents)}</span>
        </li>
      ))}
    </ul>
  );
}

function Counts({ outcomes, done }: { outcomes: readonly Outcome[]; done: boolean }) {
  const words = useWords();
  const plan = usePlanWords();
  const { booked, cancelled, refused, asked } = countsOf(outcomes);
  const rest = outcomes.filter(({ result }) => result === "REPRICED" || result === "UNCHANGED").length;
  const parts = [
    done ? words.recap.counts(booked, cancelled, 0) : words.bar.summary(booked, cancelled),
    words.recap.counts(0, 0, 0, asked),
    ...(rest > 0 ? [plan.recap.staying(rest)] : []),
  ].filter(Boolean);
  return (
    <span className="outcome-result">
      {parts.join(" · ")}
      {refused > 0 && <>{parts.length > 0 && " · "}<em>{words.recap.counts(0, 0, refused)}</em></>}
    </span>
  );
}

function Refused({ outcomes, done }: { outcomes: readonly Outcome[]; done: boolean }) {
  const plan = usePlanWords();
  const refused = outcomes.filter(({ result }) => result === "REFUSED");
  if (refused.length === 0) return null;
  return (
    <details className="part" data-refused="true" open={refused.length <= FEW}>
      <summary>{plan.recap.refused(refused.length)}</summary>
      {[...outcomesByDay(refused).values()].map((days) => <OutcomeDays key={days[0]?.day} days={days} done={done} />)}
    </details>
  );
}

function MonthPart({ part, done }: { part: MonthOutcomes; done: boolean }) {
  const format = useFormat();
  return (
    <details className="part" open={part.outcomes.some(({ changed }) => changed)}>
      <summary><span>{capital(format.month(part.month))}</span> <Counts outcomes={part.outcomes} done={done} /></summary>
      <OutcomeDays days={part.days} done={done} />
    </details>
  );
}
