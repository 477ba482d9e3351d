import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from "react";
import { Provider, useQuery } from "urql";
import { Redirect, Route, Router, Switch } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { openClient } from "./api/client.ts";
import { session } from "./api/session.ts";
import { TOWN } from "./api/town.ts";
import { readDay, readPage } from "./booking/pages.ts";
import { keepsDays } from "./desk/keeps.ts";
import { Home } from "./gen/documents.ts";
import { useSpeech, useWords, ZoneProvider } from "./i18n/context.tsx";
import { ChoiceProvider } from "./parts/choice.tsx";
import { HoldsContext } from "./parts/holds.ts";
import { Logo } from "./parts/icons.tsx";
import { laterPage } from "./parts/later.tsx";
import { NewsProvider } from "./parts/news.tsx";
import { Shell } from "./parts/shell.tsx";
import { Loading, Trouble } from "./parts/trouble.tsx";
import { Children } from "./screens/children.tsx";
import { MonthScreen } from "./screens/month.tsx";
import { SignIn } from "./screens/sign-in.tsx";

const CartScreen = laterPage(() => import("./cart/cart-screen.tsx"));
const OrdersScreen = laterPage(() => import("./orders/orders-screen.tsx"));
const EnrolScreen = laterPage(() => import("./enrol/enrol-screen.tsx"));
const HistoryScreen = laterPage(() => import("./screens/history.tsx"));
const Desk = laterPage(() => import("./desk/desk.tsx"));
const DeskOffline = laterPage(() => import("./desk/offline.tsx"));

export function App() {
  const state = useSyncExternalStore(session.subscribe, session.state);
  useEffect(() => void session.start(), []);
  switch (state.name) {
    case "starting":
      return <Alone><Loading /></Alone>;
    case "unreachable":
      // A tablet of the staff goes on with the lists that it kept.
      return keepsDays(localStorage, TOWN) ? <DeskOffline /> : <Alone><Unreachable /></Alone>;
    case "out":
      return <SignIn ended={state.ended} />;
    case "in":
      return <SignedIn key={state.id} />;
  }
}

/** What is shown while there is nothing else to show. */
function Alone({ children }: { children: ReactNode }) {
  const words = useWords();
  return <main className="alone"><h1><Logo />{words.app}</h1>{children}</main>;
}

function Unreachable() {
  const words = useWords();
  return (
    <div className="trouble" role="alert">
      <p>{words.unreachable}</p>
      <button type="button" className="button" onClick={() => void session.start()}>{words.retry}</button>
    </div>
  );
}

function SignedIn() {
  const { language } = useSpeech();
  // A client for each language: what the server put in words is asked for again when the language changes.
  const client = useMemo(() => openClient(session, language), [language]);
  return (
    <Provider value={client}>
      <ChoiceProvider>
        <NewsProvider>
          <Screens />
        </NewsProvider>
      </ChoiceProvider>
    </Provider>
  );
}

function Screens() {
  const words = useWords();
  const [{ data, error }, read] = useQuery({ query: Home });
  if (!data) {
    return (
      <Alone>
        {error ? (
          <>
            <Trouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />
            <button type="button" className="link" onClick={() => void session.close()}>{words.nav.signOut}</button>
          </>
        ) : <Loading />}
      </Alone>
    );
  }
  const { viewer } = data;
  if (viewer.kind === "AGENT") return <Desk viewer={viewer} />;
  const family = viewer.family;
  const only = family?.children.length === 1 ? family.children[0] : undefined;
  return (
    <ZoneProvider zone={viewer.town.timeZone}>
      <HoldsContext value={viewer.town.ruleBook.cartHoldsMinutes}>
        <Router hook={useHashLocation}>
          <Shell viewer={viewer}>
            <Switch>
              <Route path="/panier">{family ? <CartScreen family={family} /> : <Redirect to="/" replace />}</Route>
              <Route path="/commandes">{family ? <OrdersScreen /> : <Redirect to="/" replace />}</Route>
              <Route<{ step?: string }> path="/inscription/:step?">
                {({ step }) => (family ? <EnrolScreen family={family} town={viewer.town} step={step} /> : <Redirect to="/" replace />)}
              </Route>
              <Route path="/historique"><HistoryScreen /></Route>
              <Route<{ id: string; page?: string; day?: string }> path="/enfant/:id/:page?/:day?">
                {({ id, page, day }) => {
                  const child = family?.children.find((candidate) => candidate.id === decodeURIComponent(id));
                  if (!family || !child) return <Redirect to="/" replace />;
                  return <MonthScreen family={family} child={child} page={readPage(page)} open={readDay(day)} />;
                }}
              </Route>
              <Route>
                {only ? <Redirect to={`/enfant/${encodeURIComponent(only.id)}`} replace /> : <Children viewer={viewer} />}
              </Route>
            </Switch>
          </Shell>
        </Router>
      </HoldsContext>
    </ZoneProvider>
  );
}
