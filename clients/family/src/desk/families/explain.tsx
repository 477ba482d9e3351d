import { type FormEvent, useState } from "react";
import type { CombinedError } from "urql";
import { useClient, useQuery } from "urql";
import type { ResultOf } from "gql.tada";
import { dayIn } from "../../booking/days.ts";
import { DeskActivities, DeskExplanation } from "../../gen/documents.ts";
import { useFormat, useZone } from "../../i18n/context.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { dayOf } from "../paths.ts";
import type { FamilyAtDesk } from "../types.ts";
import { useDeskWords } from "../words.ts";

type Explanation = NonNullable<ResultOf<typeof DeskExplanation>["child"]>["explanation"];

/** Why a child can, or cannot, have a place: each step of the decision in words. */
export function Explain({ family }: { family: FamilyAtDesk }) {
  const words = useDeskWords().families.explain;
  const client = useClient();
  const today = dayIn(useZone(), new Date());
  const [{ data }] = useQuery({ query: DeskActivities });
  const [told, setTold] = useState<{ explanation: Explanation } | { error: CombinedError | undefined } | null>(null);
  const [asked, setAsked] = useState<{ childId: string; activityId: string; date: string } | null>(null);

  const read = async (question: { childId: string; activityId: string; date: string }) => {
    setAsked(question);
    const answer = await client.query(DeskExplanation, question, { requestPolicy: "network-only" }).toPromise();
    setTold(answer.data?.child ? { explanation: answer.data.child.explanation } : { error: answer.error });
  };
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [childId, activityId] = [String(form.get("child")), String(form.get("activity"))];
    const date = dayOf(String(form.get("day")));
    if (date) void read({ childId, activityId, date });
  };
  return (
    <section className="panel-card" aria-labelledby="explain">
      <h3 id="explain">{words.title}</h3>
      <form className="explain-form" onSubmit={ask}>
        <label className="desk-field">
          <span>{words.child}</span>
          <select name="child">{family.children.map(({ id, firstName }) => <option key={id} value={id}>{firstName}</option>)}</select>
        </label>
        <label className="desk-field">
          <span>{words.activity}</span>
          <select name="activity">
            {data?.viewer.town.activities.map(({ id, name, startsAt }) => (
              <option key={id} value={id}>{name}{startsAt !== null && ` (${startsAt})`}</option>
            ))}
          </select>
        </label>
        <label className="desk-field"><span>{words.day}</span><input type="date" name="day" required defaultValue={today} /></label>
        <button type="submit" className="button quiet">{words.ask}</button>
      </form>
      <div role="status">
        {told && "explanation" in told && (told.explanation ? <Steps explanation={told.explanation} /> : <p>{words.lacking}</p>)}
      </div>
      {told && "error" in told && asked && <Trouble error={told.error} onRetry={() => void read(asked)} />}
    </section>
  );
}

function Steps({ explanation }: { explanation: NonNullable<Explanation> }) {
  const words = useDeskWords().families.explain;
  const format = useFormat();
  const { verdict } = explanation;
  return (
    <>
      <h4>{words.steps}</h4>
      <ol className="steps">{explanation.steps.map(({ kind, message }, index) => <li key={`${kind} ${index}`}>{message}</li>)}</ol>
      <div className="verdict" data-kind={verdict.kind}>
        <h4>{words.verdict}</h4>
        <p>{verdict.message}</p>
        {verdict.price && <p>{words.price(format.money(verdict.price.amountCents))}</p>}
        {verdict.adds && <p>{words.adds(format.money(verdict.adds.amountCents))}</p>}
      </div>
      <p className="hint">{words.asOf(format.instant(explanation.asOf), explanation.ruleBookVersion)}</p>
    </>
  );
}
