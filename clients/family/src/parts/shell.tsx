import { type ReactNode, useRef } from "react";
import { Link, useLocation } from "wouter";
import { session } from "../api/session.ts";
import type { Viewer } from "../api/types.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { CartLink } from "./cart-link.tsx";
import { Children, Cross, Leave, Logo, Requests } from "./icons.tsx";
import { LanguageSwitch } from "./language.tsx";
import { useNews } from "./news.tsx";
import { useOnline } from "./online.ts";

/** What stands around every screen once signed in. */
export function Shell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const words = useWords();
  const format = useFormat();
  const online = useOnline();
  const { notice, dismiss } = useNews();
  const [place] = useLocation();
  const main = useRef<HTMLElement>(null);
  const current = (path: string) => (place === path ? ("page" as const) : undefined);

  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>{words.skip}</button>
      <header className="top">
        <div className="brand">
          <Logo />
          <p>
            <strong>{viewer.town.name}</strong>
            <span>{viewer.family ? words.family.family(viewer.family.name) : viewer.name}</span>
          </p>
        </div>
        <nav aria-label={words.nav.label}>
          {viewer.family && (
            <>
              <Link href="/" className="round" aria-label={words.nav.children} aria-current={current("/")}><Children /></Link>
              <CartLink current={current("/panier")} />
              <Link
                href="/commandes" className="round" aria-label={words.nav.requests}
                aria-current={current("/commandes") ?? current("/historique")}
              >
                <Requests />
              </Link>
            </>
          )}
          <button type="button" className="round" aria-label={words.nav.signOut} onClick={() => void session.close()}>
            <Leave />
          </button>
        </nav>
      </header>
      {!online && <p className="banner" role="status">{words.offline}</p>}
      <div className="notice-place" role="status" aria-live="polite">
        {notice && (
          <div className="notice">
            <p>{notice(format)}</p>
            <button type="button" className="round" aria-label={words.close} onClick={dismiss}><Cross /></button>
          </div>
        )}
      </div>
      <main ref={main} tabIndex={-1}>{children}</main>
      <footer className="foot">
        <p>{viewer.name} · <LanguageSwitch /></p>
      </footer>
    </div>
  );
}
