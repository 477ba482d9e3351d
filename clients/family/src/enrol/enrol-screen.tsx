import { type FormEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { useQuery } from "urql";
import { useLocation } from "wouter";
import type { Enrolment as Facts, Family, Town } from "../api/types.ts";
import { dayIn } from "../booking/days.ts";
import { askEnrol, coming, type EnrolProblem, type Enrolling, governed, reachable, type Step, stepProblem, STEPS, wholeYear } from "../booking/enrol.ts";
import { Enrolment } from "../gen/documents.ts";
import { useFormat, useZone } from "../i18n/context.tsx";
import { useHeading } from "../parts/heading.ts";
import { Warn } from "../parts/icons.tsx";
import Recap from "../parts/recap.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { Ticks } from "../planning/chips.tsx";
import { Offers } from "./offers.tsx";
import { PlanningStep } from "./planning-step.tsx";
import { Progress } from "./progress.tsx";
import { SchoolStep } from "./school-step.tsx";
import { useEnrolWords } from "./words.ts";
import "../planning/planning.css";
import "./enrol.css";

interface Props {
  family: Family;
  town: Town;
  /** As the address writes it, from 1. */
  step: string | undefined;
}

/** Children, school, activities, days, summary: one order at the end. */
export default function EnrolScreen(props: Props) {
  const [{ data, error }, read] = useQuery({ query: Enrolment });
  if (data) return <Wizard {...props} facts={data.viewer} />;
  return (
    <div className="page">
      {error ? <Trouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} /> : <Loading />}
    </div>
  );
}

const NONE: ReadonlySet<string> = new Set();

function Wizard({ family, town, step: asked, facts }: Props & { facts: Facts }) {
  const words = useEnrolWords();
  const today = dayIn(useZone(), new Date());
  const [, go] = useLocation();
  const rules = governed(facts.town.ruleBooks);
  const year = wholeYear(today, rules);
  const children = facts.family?.children ?? [];
  const [form, setForm] = useState<Enrolling>(() => ({
    childIds: new Set(children.length === 1 ? children.map(({ id }) => id) : []), activityIds: new Map(), span: year,
    same: true, pattern: { rhythm: "everyWeek", days: new Set(), rota: [new Set(), new Set()] }, own: new Map(),
  }));
  const [problem, setProblem] = useState<EnrolProblem | null>(null);
  const done = useRef(false);

  const wanted = STEPS[Number(asked ?? "1") - 1] ?? "CHILDREN";
  // Whoever comes in by an address in the middle begins where something is missing.
  const step = done.current ? wanted : reachable(wanted, form, rules);
  const attempt = useMemo(() => ({ asked: askEnrol(form) }), [form]);
  const change = (next: Partial<Enrolling>) => {
    setProblem(null);
    setForm({ ...form, ...next });
  };
  const turn = (to: Step) => go(`/inscription/${STEPS.indexOf(to) + 1}`);
  const at = STEPS.indexOf(step);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = stepProblem(step, form, rules);
    setProblem(found);
    const next = STEPS[at + 1];
    if (!found && next) turn(next);
  };
  const back = () => {
    setProblem(null);
    const before = STEPS[at - 1];
    if (before) turn(before);
    else go("/");
  };
  const chosen = children.filter(({ id }) => form.childIds.has(id));

  const body = (): ReactNode => {
    switch (step) {
      case "CHILDREN":
        return (
          <Ticks
            legend={words.children.legend} ticked={form.childIds} onChange={(childIds) => change({ childIds })}
            options={children.map(({ id, firstName }) => ({ value: id, text: firstName }))}
          />
        );
      case "SCHOOL":
        return <SchoolStep pupils={chosen} contacts={town.ruleBook.contacts} />;
      case "ACTIVITIES":
        return chosen.map((child) => (
          <Offers
            key={child.id} child={child} today={today} all={facts.town.activities.filter(({ code }) => code !== null)}
            ticked={form.activityIds.get(child.id) ?? NONE}
            onChange={(ticked) => change({ activityIds: new Map([...form.activityIds, [child.id, ticked]]) })}
          />
        ));
      case "PLANNING":
        return <PlanningStep form={form} pupils={chosen} year={year} rules={rules} onChange={change} />;
      case "RECAP":
        return (
          <Recap
            attempt={attempt} family={family.children} lead={<Progress step="RECAP" />}
            onDone={() => {
              done.current = true;
            }}
            onClose={() => (done.current ? go("/") : turn("PLANNING"))}
            onEdit={() => turn("PLANNING")}
          />
        );
    }
  };
  const leads: Record<Step, string> = {
    CHILDREN: words.children.lead, SCHOOL: words.school.lead, ACTIVITIES: words.activities.lead, PLANNING: words.planning.lead(coming(form).length),
    RECAP: words.recapLead,
  };
  return (
    <div className="page enrol">
      <Title key={step} step={step} lead={leads[step]} />
      <form className="plan" noValidate onSubmit={submit}>
        {body()}
        {problem && <div className="error" role="alert"><Warn /><p>{words.problem[problem]}</p></div>}
        {step !== "RECAP" && (
          <div className="recap-actions">
            <button type="button" className="button quiet" onClick={back}>{words.back}</button>
            <button type="submit" className="button">{step === "PLANNING" ? words.toRecap : words.next}</button>
          </div>
        )}
      </form>
    </div>
  );
}

function Title({ step, lead }: { step: Step; lead: string }) {
  const words = useEnrolWords();
  const name = useFormat().named(words.title, words.steps[step]);
  const heading = useHeading(name);
  return (
    <>
      <p className="enrol-count">{words.step(STEPS.indexOf(step) + 1, STEPS.length)}</p>
      <h1 ref={heading} tabIndex={-1}>{name}</h1>
      <Progress step={step} />
      <p className="lead">{lead}</p>
    </>
  );
}
