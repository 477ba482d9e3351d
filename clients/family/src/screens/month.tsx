import { useCallback, useEffect, useState } from "react";
import { useQuery } from "urql";
import type { Child, Family } from "../api/types.ts";
import type { Attempt } from "../booking/attempt.ts";
import { costOf } from "../booking/cost.ts";
import { type Day, dayIn } from "../booking/days.ts";
import { daysOf, monthOfPage, type Page, pageAt, weeksShown } from "../booking/pages.ts";
import { changesOf, refresh } from "../booking/selection.ts";
import { hasTerms } from "../booking/terms.ts";
import { factsOf } from "../booking/weeks.ts";
import { ChildMonth } from "../gen/documents.ts";
import { useWords, useZone } from "../i18n/context.tsx";
import { Bar } from "../parts/bar.tsx";
import { useChoice } from "../parts/choice.tsx";
import { useHeading } from "../parts/heading.ts";
import { later } from "../parts/later.tsx";
import { MonthHead } from "../parts/month-head.tsx";
import { MonthTools } from "../parts/month-tools.tsx";
import { useReread } from "../parts/news.tsx";
import { PeriodCost } from "../parts/period-cost.tsx";
import { StillOwed } from "../parts/still-owed.tsx";
import { useTermsDue } from "../parts/terms-due.ts";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { Weeks } from "../parts/weeks.tsx";
import { Withheld } from "../parts/withheld.tsx";

const Recap = later(() => import("../parts/recap.tsx"));
const PlanSheet = later(() => import("../planning/plan-sheet.tsx"));

interface Props {
  family: Family;
  child: Child;
  /** This month without it. */
  page: Page | null;
  /** The day whose details are open from the beginning. */
  open: Day | null;
}

/** What lies over the calendar: the ticks or a change to agree to, or many days to plan. */
type Over =
  | { readonly name: "recap"; readonly attempt: Attempt; readonly ticks: boolean }
  | { readonly name: "plan"; readonly week: Day | null };

export function MonthScreen({ family, child, page: asked, open }: Props) {
  const words = useWords();
  const zone = useZone();
  const today = dayIn(zone, new Date());
  const page = asked ?? pageAt("MONTH", today);
  const title = words.month.title(child.firstName);
  const heading = useHeading(title);
  const [{ data, error, fetching }, read] = useQuery({
    query: ChildMonth, variables: { childId: child.id, ...weeksShown(page) },
  });
  const { selection, clear, change } = useChoice();
  const [wanted, setWanted] = useState<Day | null>(null);
  const [over, setOver] = useState<Over | null>(null);

  const refetch = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useReread(refetch);

  const calendar = data?.child?.calendar;
  const days = daysOf(page);
  const [due, rereadDue] = useTermsDue(child.id, days, calendar ? hasTerms(calendar) : false);
  const reread = () => {
    refetch();
    rereadDue();
  };
  useEffect(() => {
    if (calendar) change((before) => refresh(before, child.id, factsOf(calendar)));
  }, [calendar, change, child.id]);

  const close = () => {
    setOver(null);
    reread();
  };
  return (
    <div className="page month">
      <h1 ref={heading} tabIndex={-1} className="hidden">{title}</h1>
      <MonthHead family={family} child={child} page={page} />
      <StillOwed family={family} />
      <Withheld child={child} />
      <MonthTools
        childId={child.id} page={page} day={days.from <= today && today <= days.to ? today : days.from}
        // Until it is known what is due by the term, any sum would leave it out.
        cost={calendar && due !== undefined && <PeriodCost view={page.view} daysCents={costOf(calendar, days)} terms={due ?? []} />}
        onPlan={calendar ? () => setOver({ name: "plan", week: null }) : null}
      />
      {error && !calendar && <Trouble error={error} onRetry={reread} />}
      {!error && !calendar && (fetching || !data) && <Loading />}
      {data && !data.child && <p>{words.month.unknown}</p>}
      {calendar && (
        <Weeks
          child={child} calendar={calendar} today={today} page={page} open={open} wanted={wanted} onWant={setWanted}
          onPlan={(week) => setOver({ name: "plan", week })}
          onAsk={(attempt) => setOver({ name: "recap", attempt, ticks: false })} onChange={reread}
        />
      )}
      <Bar onCheck={() => setOver({ name: "recap", attempt: { asked: { changes: changesOf(selection) } }, ticks: true })} />
      {over?.name === "recap" && (
        <Recap
          attempt={over.attempt} family={family.children} onClose={close}
          onDone={() => {
            if (over.ticks) clear();
          }}
        />
      )}
      {over?.name === "plan" && calendar && (
        <PlanSheet
          family={family.children} child={child} calendar={calendar} month={monthOfPage(page)} week={over.week} today={today}
          onClose={close}
        />
      )}
    </div>
  );
}
