import { type ReactNode, type Ref, useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import type { CartAdded, Child, Outcome, PlanInput, PlanPayload } from "../api/types.ts";
import { type Attempt, consent, countsOf, possible, rehearsal, type Shown, shown } from "../booking/attempt.ts";
import { addedAny } from "../booking/cart.ts";
import { Added, AddedFoot, AddToCart } from "../cart/add.tsx";
import { useCartWords } from "../cart/words.ts";
import { BookingPlan } from "../gen/documents.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { refusalText } from "../planning/refusal.ts";
import { usePlanWords } from "../planning/words.ts";
import { GoneDays } from "./gone-days.tsx";
import { Check, Warn } from "./icons.tsx";
import { useNews } from "./news.tsx";
import { Outcomes } from "./outcomes.tsx";
import { Receipt } from "./receipt.tsx";
import { Sheet } from "./sheet.tsx";
import { TermLines } from "./term-lines.tsx";
import { ToPay } from "./to-pay.tsx";
import { Loading } from "./trouble.tsx";
import "../cart/cart.css";
import "../planning/planning.css";

type Phase =
  | { readonly name: "checking" }
  /** Shown for the parent to agree; `before` is the total of what was agreed to and happened to change since. */
  | { readonly name: "checked" | "sending"; readonly shown: Shown; readonly before?: number }
  | { readonly name: "done"; readonly plan: PlanPayload }
  /** `any` of it stands in the cart. */
  | { readonly name: "added"; readonly added: CartAdded; readonly any: boolean };

interface Props {
  attempt: Attempt;
  family: readonly Child[];
  onDone: () => void;
  onClose: () => void;
  /** Back to what was asked; closes without it. */
  onEdit?: () => void;
  /** What stands above it while it is not sent. */
  lead?: ReactNode;
}

const changed = (plan: PlanPayload) => plan.errors.some(({ code }) => code === "PLAN_CHANGED");

/** Asks the server what would happen, shows it, and on the parent's word makes just that happen, or puts it into the cart. */
export default function Recap({ attempt, family, onDone, onClose, onEdit = onClose, lead }: Props) {
  const words = useWords();
  const plan = usePlanWords();
  const cart = useCartWords();
  const client = useClient();
  const { ordering } = useNews();
  const [phase, setPhase] = useState<Phase>({ name: "checking" });
  const [trouble, setTrouble] = useState<string | null>(null);
  /** The server would say the same again. */
  const [refused, setRefused] = useState(false);
  const result = useRef<HTMLDivElement>(null);

  const ask = useCallback(
    async (input: PlanInput): Promise<PlanPayload | null> => {
      setTrouble(null);
      setRefused(false);
      // Never kept for later: offline, the request is refused here and now.
      if (!navigator.onLine) {
        setTrouble(words.offlineRefusal);
        return null;
      }
      const { data, error } = await client.mutation(BookingPlan, { input }).toPromise();
      const answer = data?.bookingPlan;
      if (answer && (answer.errors.length === 0 || changed(answer))) return answer;
      const lost = input.dryRun ? words.unreachable : words.recap.lost;
      const refusal = answer?.errors[0];
      setRefused(refusal !== undefined);
      setTrouble(refusal ? refusalText(refusal, plan) : error?.networkError ? lost : words.fault);
      return null;
    },
    [client, words, plan],
  );

  const check = useCallback(async () => {
    setPhase({ name: "checking" });
    const answer = await ask(rehearsal(attempt));
    if (answer) setPhase({ name: "checked", shown: shown(answer) });
  }, [ask, attempt]);

  useEffect(() => void check(), [check]);

  const finish = (end: Phase) => {
    setPhase(end);
    onDone();
    requestAnimationFrame(() => result.current?.focus());
  };

  const confirm = async (agreed: Shown) => {
    setPhase({ name: "sending", shown: agreed });
    const answer = await ordering(ask(consent(attempt, agreed)).then((found) => found ?? undefined));
    if (!answer) return setPhase({ name: "checked", shown: agreed });
    if (changed(answer)) {
      return setPhase({ name: "checked", shown: shown(answer), before: agreed.plan.total?.amountCents ?? 0 });
    }
    finish({ name: "done", plan: answer });
  };

  const done = phase.name === "done";
  const outcomes = phase.name === "checking" || phase.name === "added" ? [] : done ? phase.plan.outcomes : phase.shown.plan.outcomes;
  const may = possible(attempt, outcomes);

  return (
    <Sheet
      title={phase.name === "added" ? (phase.any ? cart.addedTitle : cart.notAddedTitle) : !done ? words.recap.title : may ? words.recap.doneTitle : words.recap.nothingTitle}
      className="recap" onClose={onClose}
      footer={phase.name === "added" ? <AddedFoot onClose={onClose} /> : done ? (
        <button type="button" className="button wide" onClick={onClose}>{words.recap.back}</button>
      ) : phase.name === "checking" ? trouble !== null && (
        <button type="button" className="button quiet wide" onClick={onEdit}>{words.recap.edit}</button>
      ) : (
        <>
          <TermLines terms={phase.shown.plan.terms} nameOf={(id) => family.find((child) => child.id === id)?.firstName} />
          <Total plan={phase.shown.plan} before={phase.before ?? attempt.swap?.givenCents} />
          <ToPay of={phase.shown.plan} />
          <div className="recap-actions">
            <button type="button" className="button quiet" onClick={onEdit}>{words.recap.edit}</button>
            <button
              type="button" className="button" aria-disabled={!may || phase.name === "sending"}
              onClick={() => may && phase.name === "checked" && void confirm(phase.shown)}
            >
              {phase.name === "sending" ? words.recap.sending : words.recap.confirm}
            </button>
          </div>
          {!attempt.swap && !attempt.atOnce && (
            <AddToCart
              asked={attempt.asked} places={outcomes.some(({ result }) => result === "BOOKED" || result === "PENDING")} idle={!may || phase.name === "sending"} onTrouble={setTrouble}
              onAdded={(added) => finish({ name: "added", added, any: addedAny(outcomes, added.leftOut) })}
            />
          )}
        </>
      )}
    >
      {phase.name !== "done" && phase.name !== "added" && lead}
      {trouble !== null && (
        <div className="error" role="alert">
          <Warn />
          <p>{trouble}</p>
          {phase.name === "checking" && !refused && (
            <button type="button" className="button quiet" onClick={() => void check()}>{words.retry}</button>
          )}
        </div>
      )}
      {phase.name === "checking" && trouble === null && <Loading />}
      {done && <Done plan={phase.plan} focus={result} />}
      {phase.name === "added" && <Added added={phase.added} any={phase.any} family={family} focus={result} />}
      {(phase.name === "checked" || phase.name === "sending") && (
        <>
          {phase.before !== undefined && (
            <div className="banner" role="alert"><Warn /><p>{plan.recap.changed}</p></div>
          )}
          <GoneDays gone={phase.shown.plan.gone} family={family} lead={plan.recap.gone} />
          <p className="sheet-sub">
            {may ? words.recap.dry : outcomes.length === 0 ? plan.recap.nothingToDo
              : attempt.swap ? plan.recap.notWhole : words.recap.nothing}
          </p>
          {phase.shown.plan.skipped > 0 && <p className="hint">{plan.recap.skipped(phase.shown.plan.skipped)}</p>}
        </>
      )}
      <Outcomes outcomes={outcomes} family={family} done={done} />
    </Sheet>
  );
}

/** What something is paid for. */
const PAID: ReadonlySet<Outcome["result"]> = new Set(["BOOKED", "PENDING", "REPRICED"]);

function Total({ plan: { outcomes, total }, before }: { plan: PlanPayload; before: number | undefined }) {
  const words = useWords();
  const format = useFormat();
  const cents = total?.amountCents ?? 0;
  const repriced = outcomes.some(({ result }) => result === "REPRICED");
  // What is only given back has no total of what is booked.
  if (cents === 0 && before === undefined && !outcomes.some(({ result }) => PAID.has(result))) return null;
  return (
    <p className="recap-total">
      <span>{repriced ? words.recap.totalRepriced : words.recap.total}</span>
      <strong>{format.money(cents)}</strong>
      {before !== undefined && before !== cents && <small>{words.result.insteadOf(format.money(before))}</small>}
    </p>
  );
}

function Done({ plan: { order, outcomes }, focus }: { plan: PlanPayload; focus: Ref<HTMLDivElement> }) {
  const words = useWords();
  const counts = countsOf(outcomes);
  return (
    <div className="done" tabIndex={-1} ref={focus}>
      {counts.booked + counts.cancelled + counts.asked + counts.kept > 0 && <span className="done-mark"><Check /></span>}
      <p>{order ? words.recap.done(order.number, counts.asked > 0) : words.recap.doneNothing}</p>
      <p className="done-counts">{words.recap.counts(counts.booked, counts.cancelled, counts.refused, counts.asked, counts.kept)}</p>
      {order && <Receipt order={order} />}
    </div>
  );
}
