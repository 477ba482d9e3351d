import { type ReactNode, useRef } from "react";
import { Link, useLocation } from "wouter";
import { session } from "../api/session.ts";
import { useWords } from "../i18n/context.tsx";
import { Children, Clock, Cross, Days, Leave, Logo, Requests } from "../parts/icons.tsx";
import { LanguageSwitch } from "../parts/language.tsx";
import { useOnline } from "../parts/online.ts";
import { useTaps } from "./roll/taps.tsx";
import { useTold } from "./told.tsx";
import { useDeskWords } from "./words.ts";

/** What stands around every screen of the desk. */
export function DeskShell({ town, name, children }: { town: string; name: string; children: ReactNode }) {
  const words = useDeskWords();
  const family = useWords();
  const online = useOnline();
  const { text, tell } = useTold();
  const { taps } = useTaps();
  const [place] = useLocation();
  const main = useRef<HTMLElement>(null);
  const waiting = taps.filter(({ fate }) => fate === "pending").length;
  const pages = [
    { href: "/", name: words.nav.home, Sign: Logo, within: (at: string) => at === "/" },
    { href: "/demandes", name: words.nav.orders, Sign: Requests, within: (at: string) => at.startsWith("/demande") },
    { href: "/appel", name: words.nav.roll, Sign: Clock, within: (at: string) => at.startsWith("/appel") },
    { href: "/jour", name: words.nav.day, Sign: Days, within: (at: string) => at.startsWith("/jour") },
    { href: "/familles", name: words.nav.families, Sign: Children, within: (at: string) => at.startsWith("/familles") },
  ];
  return (
    <div className="shell desk">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>{family.skip}</button>
      <header className="top">
        <div className="brand">
          <Logo />
          <p><strong>{town}</strong><span>{name}</span></p>
        </div>
        <button type="button" className="round" aria-label={words.nav.signOut} onClick={() => void session.close()}><Leave /></button>
      </header>
      <nav className="desk-nav" aria-label={words.nav.label}>
        {pages.map(({ href, name: label, Sign, within }) => (
          <Link key={href} href={href} aria-current={within(place) ? "page" : undefined}>
            {href !== "/" && <Sign />}
            <span>{label}</span>
            {href === "/appel" && waiting > 0 && <span className="badge">{waiting}<span className="hidden"> {words.roll.pending}</span></span>}
          </Link>
        ))}
      </nav>
      {!online && <p className="banner" role="status">{words.offline}</p>}
      <div className="told" role="status" aria-live="polite">
        {text.length > 0 && (
          <div className="told-in">
            <div>{text.map((line) => <p key={line}>{line}</p>)}</div>
            <button type="button" className="round" aria-label={words.close} onClick={() => tell([])}><Cross /></button>
          </div>
        )}
      </div>
      <main ref={main} tabIndex={-1}>{children}</main>
      <footer className="foot"><p>{name} · <LanguageSwitch /></p></footer>
    </div>
  );
}
