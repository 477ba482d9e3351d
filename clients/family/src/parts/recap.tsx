import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import type { Child, PlanPayload } from "../api/types.ts";
import { type Attempt, countsOf, newKey } from "../booking/attempt.ts";
import { BookingPlan } from "../gen/documents.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { Check, Warn } from "./icons.tsx";
import { useNews } from "./news.tsx";
import { Outcomes } from "./outcomes.tsx";
import { Sheet } from "./sheet.tsx";
import { Loading } from "./trouble.tsx";

type Phase =
  | { readonly name: "checking" }
  | { readonly name: "checked"; readonly plan: PlanPayload }
  | { readonly name: "sending"; readonly plan: PlanPayload }
  | { readonly name: "done"; readonly plan: PlanPayload };

interface Props {
  attempt: Attempt;
  family: readonly Child[];
  onDone: () => void;
  onClose: () => void;
}

/** Asks the server what would happen, shows it, and on the parent's word makes it happen. */
export function Recap({ attempt, family, onDone, onClose }: Props) {
  const words = useWords();
  const format = useFormat();
  const client = useClient();
  const { ordering } = useNews();
  const [phase, setPhase] = useState<Phase>({ name: "checking" });
  const [trouble, setTrouble] = useState<string | null>(null);
  const result = useRef<HTMLDivElement>(null);

  const ask = useCallback(
    async (dryRun: boolean): Promise<PlanPayload | null> => {
      setTrouble(null);
      // Never kept for later: offline, the request is refused here and now.
      if (!navigator.onLine) {
        setTrouble(words.offlineRefusal);
        return null;
      }
      const idempotencyKey = dryRun ? newKey() : attempt.key;
      const input = { changes: [...attempt.changes], dryRun, idempotencyKey };
      const { data, error } = await client.mutation(BookingPlan, { input }).toPromise();
      const plan = data?.bookingPlan;
      if (plan && plan.errors.length === 0) return plan;
      setTrouble(plan?.errors[0]?.message ?? (error?.networkError ? (dryRun ? words.unreachable : words.recap.lost) : words.fault));
      return null;
    },
    [attempt, client, words],
  );

  const check = useCallback(async () => {
    setPhase({ name: "checking" });
    const plan = await ask(true);
    if (plan) setPhase({ name: "checked", plan });
  }, [ask]);

  useEffect(() => void check(), [check]);

  const confirm = async (before: PlanPayload) => {
    setPhase({ name: "sending", plan: before });
    const plan = await ordering(ask(false).then((answer) => answer ?? undefined));
    if (!plan) return setPhase({ name: "checked", plan: before });
    setPhase({ name: "done", plan });
    onDone();
    requestAnimationFrame(() => result.current?.focus());
  };

  const counts = phase.name === "checking" ? null : countsOf(phase.plan.outcomes);
  const repriced = phase.name !== "checking" && phase.plan.outcomes.some(({ result }) => result === "REPRICED");
  const possible = counts !== null && counts.booked + counts.cancelled > 0;
  const title = phase.name !== "done" ? words.recap.title
    : possible ? words.recap.doneTitle : words.recap.nothingTitle;

  return (
    <Sheet
      title={title} className="recap" onClose={onClose}
      footer={
        phase.name === "done" ? (
          <button type="button" className="button wide" onClick={onClose}>{words.recap.back}</button>
        ) : phase.name !== "checking" && (
          <>
            <p className="recap-total">
              <span>{repriced ? words.recap.totalRepriced : words.recap.total}</span>
              <strong>{format.money(phase.plan.total?.amountCents ?? 0)}</strong>
            </p>
            <div className="recap-actions">
              <button type="button" className="button quiet" onClick={onClose}>{words.recap.edit}</button>
              <button
                type="button" className="button" aria-disabled={!possible || phase.name === "sending"}
                onClick={() => possible && phase.name === "checked" && void confirm(phase.plan)}
              >
                {phase.name === "sending" ? words.recap.sending : words.recap.confirm}
              </button>
            </div>
          </>
        )
      }
    >
      {trouble !== null && (
        <div className="error" role="alert">
          <Warn />
          <p>{trouble}</p>
          {phase.name === "checking" && (
            <button type="button" className="button quiet" onClick={() => void check()}>{words.retry}</button>
          )}
        </div>
      )}
      {phase.name === "checking" && trouble === null && <Loading />}
      {phase.name !== "checking" && counts && (
        <>
          {phase.name === "done" ? (
            <div className="done" tabIndex={-1} ref={result}>
              {possible && <span className="done-mark"><Check /></span>}
              <p>
                {phase.plan.order ? words.recap.done(phase.plan.order.number) : words.recap.doneNothing}
              </p>
              <p className="done-counts">{words.recap.counts(counts.booked, counts.cancelled, counts.refused)}</p>
            </div>
          ) : (
            <p className="sheet-sub">{possible ? words.recap.dry : words.recap.nothing}</p>
          )}
          <Outcomes outcomes={phase.plan.outcomes} family={family} done={phase.name === "done"} />
        </>
      )}
    </Sheet>
  );
}
