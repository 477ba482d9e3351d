import { Link } from "wouter";
import type { Child, Family } from "../api/types.ts";
import { monthOf } from "../booking/days.ts";
import { daysOf, type Page, turned, writePage } from "../booking/pages.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { capital } from "../i18n/format.ts";
import { Left, Right } from "./icons.tsx";

export const pathOf = (childId: string, page: Page) => `/enfant/${encodeURIComponent(childId)}/${writePage(page)}`;

/** Whose days are shown, and which: always in sight. */
export function MonthHead({ family, child, page }: { family: Family; child: Child; page: Page }) {
  const words = useWords();
  const title = usePageTitle();
  const turn = (pages: number) => {
    const other = turned(page, pages);
    const name = page.view === "MONTH" ? "month" : "period";
    return { href: pathOf(child.id, other), label: words.turn[name][pages < 0 ? "previous" : "next"](title(other)) };
  };
  const [previous, next] = [turn(-1), turn(1)];
  return (
    <div className="month-head">
      {family.children.length > 1 && (
        <nav className="tabs" aria-label={words.nav.children}>
          {family.children.map((other, index) => (
            <Link key={other.id} href={pathOf(other.id, page)} aria-current={other.id === child.id ? "page" : undefined}>
              <span className={`face face-${index % 4}`} aria-hidden="true">{other.firstName.charAt(0)}</span>
              {other.firstName}
            </Link>
          ))}
        </nav>
      )}
      <div className="month-nav">
        <Link href={previous.href} className="round" aria-label={previous.label}><Left /></Link>
        <h2 aria-live="polite">{capital(title(page))}</h2>
        <Link href={next.href} className="round" aria-label={next.label}><Right /></Link>
      </div>
    </div>
  );
}

/** "novembre 2026", or "Du 16 au 22 novembre". */
function usePageTitle(): (page: Page) => string {
  const words = useWords();
  const format = useFormat();
  return (page) => {
    const { from, to } = daysOf(page);
    if (page.view === "MONTH") return format.month(monthOf(from));
    return words.month.week(monthOf(from) === monthOf(to) ? format.dayNumber(from) : format.dayMonth(from), format.dayMonth(to));
  };
}
