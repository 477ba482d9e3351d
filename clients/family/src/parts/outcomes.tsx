import type { Child, Outcome } from "../api/types.ts";
import { outcomesByDay } from "../booking/attempt.ts";
import { JoinAll } from "../slot/join-all.tsx";
import { JoinsProvider } from "../slot/joins.tsx";
import { LongOutcomes } from "./long-outcomes.tsx";
import { OutcomeDays } from "./outcome-days.tsx";

/** More lines than this are summed up first. */
const MANY = 30;

interface Props {
  outcomes: readonly Outcome[];
  family: readonly Child[];
  done: boolean;
}

/** What becomes (or became) of each day asked for. */
export function Outcomes(props: Props) {
  return (
    <JoinsProvider>
      <JoinAll outcomes={props.outcomes} family={props.family} />
      <ByChild {...props} />
    </JoinsProvider>
  );
}

function ByChild({ outcomes, family, done }: Props) {
  if (outcomes.length > MANY) return <LongOutcomes outcomes={outcomes} family={family} done={done} />;
  return [...outcomesByDay(outcomes)].map(([childId, days]) => (
    <section key={childId} className="outcomes">
      <h3>{family.find(({ id }) => id === childId)?.firstName}</h3>
      <OutcomeDays days={days} done={done} />
    </section>
  ));
}
