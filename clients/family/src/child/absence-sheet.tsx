import { type FormEvent, useId, useRef, useState } from "react";
import { useSend } from "../api/send.ts";
import type { AbsenceOutcome, Child, ReportedReason } from "../api/types.ts";
import { type AbsenceProblem, absenceProblemOf, daysWithin } from "../booking/absence.ts";
import { newKey } from "../booking/attempt.ts";
import type { Day } from "../booking/days.ts";
import type { Span } from "../booking/spans.ts";
import { AbsenceReport } from "../gen/documents.ts";
import { useFormat } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { Warn } from "../parts/icons.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { Choice, Ticks } from "../planning/chips.tsx";
import { SpanFields } from "../planning/span-fields.tsx";
import { useChildWords } from "./words.ts";
import "../planning/planning.css";
import "./child.css";

const REASONS: readonly ReportedReason[] = ["ILLNESS", "HOSPITAL", "FAMILY", "OTHER"];
const LONGEST_NOTE = 500;
const TOLD: ReadonlySet<AbsenceOutcome["result"]> = new Set(["REPORTED", "REPORTED_BEFORE"]);

interface Props {
  child: Pick<Child, "id" | "firstName">;
  day: Day;
  activities: readonly { readonly id: string; readonly name: string }[];
  /** It may have been written down. */
  onChange: () => void;
  onClose: () => void;
}

/** Tells the town that a child will not come. */
export default function AbsenceSheet({ child, day, activities, onChange, onClose }: Props) {
  const { absence: words } = useChildWords();
  const form = useId();
  const note = useId();
  const send = useSend();
  const [span, setSpan] = useState<Span>({ from: day, to: day });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState<ReportedReason>("ILLNESS");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AbsenceProblem | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [outcomes, setOutcomes] = useState<readonly AbsenceOutcome[] | null>(null);
  /** One key for one report as it is filled in, however often it is sent. */
  const sending = useRef({ report: "", key: "" });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = absenceProblemOf(span);
    setProblem(found);
    setTrouble(null);
    if (busy || found) return;
    const input = { childId: child.id, dates: daysWithin(span), activityIds: [...chosen], reason, note: text.trim() === "" ? null : text.trim() };
    const report = JSON.stringify(input);
    if (sending.current.report !== report) sending.current = { report, key: newKey() };
    setBusy(true);
    const sent = await send(AbsenceReport, { input: { ...input, idempotencyKey: sending.current.key } });
    setBusy(false);
    if ("trouble" in sent) return setTrouble(sent.trouble);
    const { errors, outcomes: became } = sent.data.absenceReport;
    if (errors[0]) return setTrouble(errors[0].message);
    setOutcomes(became);
    onChange();
  };

  if (outcomes) return <Reported outcomes={outcomes} onClose={onClose} />;
  const refused = problem === null ? trouble : words.problem[problem];
  return (
    <Sheet
      title={words.title(child.firstName)} className="recap" onClose={onClose}
      footer={
        <>
          {refused !== null && <div className="error" role="alert"><Warn /><p>{refused}</p></div>}
          <button type="submit" form={form} className="button wide" aria-disabled={busy}>{busy ? words.sending : words.send}</button>
        </>
      }
    >
      <p className="sheet-sub">{words.intro}</p>
      <form id={form} className="plan absence" noValidate onSubmit={(event) => void submit(event)}>
        <SpanFields span={span} from={words.from} to={words.to} onChange={setSpan} />
        <Ticks
          legend={words.activities} options={activities.map(({ id, name }) => ({ value: id, text: name }))}
          ticked={chosen} onChange={setChosen}
        />
        {chosen.size === 0 && <p className="hint">{words.all}</p>}
        <Choice
          legend={words.why} value={reason} onChange={setReason}
          options={REASONS.map((value) => ({ value, text: words.reason[value] }))}
        />
        <div className="ask">
          <label htmlFor={note}>{words.note}</label>
          <textarea id={note} rows={3} maxLength={LONGEST_NOTE} value={text} onChange={({ target }) => setText(target.value)} aria-describedby={`${note}hint`} />
          <p id={`${note}hint`} className="hint">{words.noteHint}</p>
        </div>
        <p className="hint">{words.certificate}</p>
      </form>
    </Sheet>
  );
}

function Reported({ outcomes, onClose }: { outcomes: readonly AbsenceOutcome[]; onClose: () => void }) {
  const { absence: words } = useChildWords();
  const format = useFormat();
  const told = outcomes.filter(({ result }) => TOLD.has(result));
  // Of a longer absence, the days on which nothing is booked are not worth a line.
  const worth = told.length > 0 ? outcomes.filter(({ result }) => result !== "NOT_BOOKED") : outcomes;
  return (
    <Sheet
      title={told.length > 0 ? words.doneTitle : words.nothingTitle} onClose={onClose}
      footer={<button type="button" className="button wide" onClick={onClose}>{words.back}</button>}
    >
      <p className="sheet-sub" role="status">{told.length > 0 ? words.done(told.length) : words.nothing}</p>
      <ul className="absences">
        {worth.map(({ date, activity, result, reportedAt, message }) => (
          <li key={`${date}|${activity?.id}`} data-result={TOLD.has(result) ? undefined : "REFUSED"}>
            <strong>{capital(format.shortDay(date))} · {activity?.name ?? words.allDay}</strong>
            <span className="outcome-result">
              {words.result[result]}{result === "REPORTED_BEFORE" && reportedAt !== null && ` ${words.reportedAt(format.instant(reportedAt))}`}
            </span>
            {message !== null && <span>{message}</span>}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
