import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Day } from "../booking/days.ts";
import { type Page, PAGE_VIEWS, pageAt } from "../booking/pages.ts";
import { useWords } from "../i18n/context.tsx";
import { Days } from "./icons.tsx";
import { pathOf } from "./month-head.tsx";

/** How much of the calendar is shown, and the way to plan many days at once. */
export function MonthTools({ childId, page, day, cost, onPlan }: {
  childId: string; page: Page;
  /** The day to stay near when another view is chosen. */
  day: Day;
  /** What is booked on the page costs so much. */
  cost: ReactNode;
  /** Absent until there is something to choose from. */
  onPlan: (() => void) | null;
}) {
  const words = useWords();
  return (
    <div className="month-tools">
      <nav className="views" aria-label={words.views.label}>
        {PAGE_VIEWS.map((view) => (
          <Link key={view} href={pathOf(childId, pageAt(view, day))} aria-current={view === page.view ? "page" : undefined}>
            {words.views[view]}
          </Link>
        ))}
      </nav>
      <button
        type="button" className="button quiet plan-open" aria-haspopup="dialog" aria-disabled={onPlan === null}
        aria-label={words.month.planLong} onClick={() => onPlan?.()}
      >
        <Days /> {words.month.plan}
      </button>
      {cost}
    </div>
  );
}
