import { type FormEvent, useId, useState } from "react";
import type { Calendar, Child } from "../api/types.ts";
import type { Attempt } from "../booking/attempt.ts";
import type { Day, Month } from "../booking/days.ts";
import { askCopyOf, askOf, copyProblemOf, type Problem, problemOf, type Repetition, type WeekCopy } from "../booking/planning.ts";
import { weekSpan } from "../booking/spans.ts";
import { WORKDAYS } from "../booking/weekdays.ts";
import { weeksOf } from "../booking/weeks.ts";
import { Warn } from "../parts/icons.tsx";
import Recap from "../parts/recap.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { useWeekTitle } from "../parts/week-title.ts";
import { Choice } from "./chips.tsx";
import { CopyForm, copySpanOf, type CopyWhich } from "./copy-form.tsx";
import { RepeatForm, spanOf, type Which } from "./repeat-form.tsx";
import { bookedIn, viewOf } from "./view.ts";
import { usePlanWords } from "./words.ts";
import "./planning.css";

type Task = "BOOK" | "CANCEL" | "COPY";

interface Props {
  family: readonly Child[];
  child: Child;
  calendar: Calendar;
  month: Month;
  /** The Monday of the week that it is about; without it, the whole month. */
  week: Day | null;
  today: Day;
  onClose: () => void;
}

/** Asks for many days in a few words; what comes of it is for the recap to show. */
export default function PlanSheet({ family, child, calendar, month, week, today, onClose }: Props) {
  const words = usePlanWords();
  const title = useWeekTitle();
  const form = useId();
  const [view] = useState(() => viewOf(calendar, month, week, today));
  const [weeks] = useState(() => weeksOf(calendar, today).filter(({ closed }) => !closed));
  // What is over can only be an example for what comes.
  const [task, setTask] = useState<Task>(week && weekSpan(week).to < today ? "COPY" : "BOOK");
  const [which, setWhich] = useState<Which>(week ? "WEEK" : "MONTH");
  const [repetition, setRepetition] = useState<Repetition>(() => ({
    action: "BOOK", childIds: new Set([child.id]), activityIds: new Set(), span: spanOf(week ? "WEEK" : "MONTH", view),
    rhythm: "everyWeek", days: new Set(view.weekdays), rota: [new Set(WORKDAYS), new Set()],
  }));
  const [copyWhich, setCopyWhich] = useState<CopyWhich>("NEXT");
  const [copy, setCopy] = useState<WeekCopy>(() => {
    const source = week ?? (weeks.find((each) => !each.past && bookedIn(each) > 0) ?? weeks.find(({ past }) => !past))?.monday ?? today;
    return {
      fromChildId: child.id, toChildId: child.id, week: source, span: copySpanOf("NEXT", source, false, today), mode: "ADD",
    };
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState<Attempt | null>(null);

  const choose = (next: Task) => {
    setTask(next);
    setProblem(null);
    if (next === "COPY") return;
    // What is cleared is most often everything; what is booked is not.
    const activityIds = new Set(next === "CANCEL" ? view.activities.map(({ id }) => id) : []);
    setRepetition({ ...repetition, action: next, activityIds });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = task === "COPY" ? copyProblemOf(copy) : problemOf(repetition);
    setProblem(found);
    if (!found) setAttempt({ asked: task === "COPY" ? askCopyOf(copy) : askOf(repetition) });
  };

  if (attempt) {
    return <Recap attempt={attempt} family={family} onDone={() => {}} onClose={onClose} onEdit={() => setAttempt(null)} />;
  }
  return (
    <Sheet
      title={`${words.title} · ${child.firstName}`} className="recap" onClose={onClose}
      footer={
        <>
          {problem && <div className="error" role="alert"><Warn /><p>{words.problem[problem]}</p></div>}
          <p className="hint">{words.checkHint}</p>
          <button type="submit" form={form} className="button wide">{words.check}</button>
        </>
      }
    >
      <form id={form} className="plan" noValidate onSubmit={submit}>
        <Choice
          legend={<span className="hidden">{words.task.label}</span>} value={task} onChange={choose} joined
          options={(["BOOK", "CANCEL", "COPY"] as const).map((value) => ({ value, text: words.task[value] }))}
        />
        {task === "COPY" ? (
          <CopyForm
            family={family} which={copyWhich} form={copy} today={today}
            weeks={weeks.map((each) => ({ monday: each.monday, title: title(each), booked: bookedIn(each) }))}
            onChange={(change, next = copyWhich) => {
              setCopy({ ...copy, ...change });
              setCopyWhich(next);
            }}
          />
        ) : (
          <RepeatForm
            view={view} family={family} which={which} form={repetition}
            onChange={(change, next = which) => {
              // A single week has no rhythm.
              setRepetition({ ...repetition, ...change, ...(next === "WEEK" && { rhythm: "everyWeek" as const }) });
              setWhich(next);
            }}
          />
        )}
      </form>
    </Sheet>
  );
}
