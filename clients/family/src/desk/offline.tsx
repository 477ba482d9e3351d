import { useEffect, useMemo } from "react";
import { Provider } from "urql";
import { Route, Router, Switch } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { openClient } from "../api/client.ts";
import { session } from "../api/session.ts";
import { TOWN } from "../api/town.ts";
import { useSpeech, ZoneProvider } from "../i18n/context.tsx";
import { Logo } from "../parts/icons.tsx";
import { dayOf } from "./paths.ts";
import { latestKept } from "./roll/kept.ts";
import { RollScreen } from "./roll/roll-screen.tsx";
import { TapsProvider } from "./roll/taps.tsx";
import { useDeskWords } from "./words.ts";
import "./desk.css";
import "./roll.css";

/** A tablet that was opened without a network goes on with the lists that it kept; what is tapped waits. */
export default function DeskOffline() {
  const words = useDeskWords();
  const { language } = useSpeech();
  const client = useMemo(() => openClient(session, language), [language]);
  const kept = useMemo(() => latestKept(localStorage, TOWN), []);
  useEffect(() => {
    const again = () => void session.start();
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);
  const roll = (day?: string, activity?: string) => (
    <RollScreen
      day={dayOf(day)} activityId={activity === undefined ? undefined : decodeURIComponent(activity)} town={kept?.town ?? ""}
    />
  );
  return (
    <Provider value={client}>
      <ZoneProvider zone={kept?.zone ?? "Europe/Paris"}>
        <TapsProvider post={null}>
          <Router hook={useHashLocation}>
            <div className="shell desk">
              <header className="top">
                <div className="brand"><Logo /><p><strong>{kept?.town}</strong></p></div>
                <button type="button" className="button quiet" onClick={() => void session.start()}>{words.roll.connect}</button>
              </header>
              <p className="banner" role="status">{words.roll.kept}</p>
              <main>
                <Switch>
                  <Route<{ day?: string; activity?: string }> path="/appel/:day?/:activity?">
                    {({ day, activity }) => roll(day, activity)}
                  </Route>
                  <Route>{roll()}</Route>
                </Switch>
              </main>
            </div>
          </Router>
        </TapsProvider>
      </ZoneProvider>
    </Provider>
  );
}
