import { Link } from "wouter";
import { useWords } from "../i18n/context.tsx";

const PAGES = [["/commandes", "orders"], ["/historique", "history"]] as const;

/** What the family asked for, order by order or change by change. */
export function RequestsNav({ current }: { current: "orders" | "history" }) {
  const words = useWords();
  return (
    <nav className="views requests-nav" aria-label={words.nav.requests}>
      {PAGES.map(([path, name]) => (
        <Link key={name} href={path} aria-current={name === current ? "page" : undefined}>{words.nav[name]}</Link>
      ))}
    </nav>
  );
}
