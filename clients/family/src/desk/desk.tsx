import { useCallback, useEffect } from "react";
import { useClient } from "urql";
import { Redirect, Route, Router, Switch } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { session } from "../api/session.ts";
import type { Viewer } from "../api/types.ts";
import { AttendanceRecord } from "../gen/documents.ts";
import { ZoneProvider } from "../i18n/context.tsx";
import { DayScreen } from "./day-screen.tsx";
import { FamilyScreen } from "./families/family-screen.tsx";
import { HomeScreen } from "./home-screen.tsx";
import { ToldProvider } from "./told.tsx";
import { OrderScreen } from "./orders/order-screen.tsx";
import { QueueScreen } from "./orders/queue-screen.tsx";
import { dayOf } from "./paths.ts";
import { forgetDays } from "./roll/kept.ts";
import { RollScreen } from "./roll/roll-screen.tsx";
import type { Post } from "./roll/sender.ts";
import { TapsProvider } from "./roll/taps.tsx";
import { DeskShell } from "./shell.tsx";
import "./desk.css";
import "./roll.css";

/** All that the town's staff see. */
export default function Desk({ viewer }: { viewer: Viewer }) {
  const client = useClient();
  const post = useCallback<Post>(async (device, events) => {
    const { data, error } = await client.mutation(AttendanceRecord, { input: { device, events } }).toPromise();
    const refused = data?.attendanceRecord.errors[0];
    if (!data || refused) throw new Error(refused?.message ?? error?.message ?? "no answer");
    return data.attendanceRecord.outcomes;
  }, [client]);

  // Unmounted because the session ended, not because the language changed: the names go with it.
  useEffect(() => () => {
    if (session.state().name === "out") forgetDays(localStorage);
  }, []);

  const { town } = viewer;
  return (
    <ZoneProvider zone={town.timeZone}>
      <TapsProvider post={post}>
        <ToldProvider>
          <Router hook={useHashLocation}>
            <DeskShell town={town.name} name={viewer.name}>
              <Switch>
                <Route path="/"><HomeScreen /></Route>
                <Route<{ which?: string }> path="/demandes/:which?">{({ which }) => <QueueScreen key={which} which={which} />}</Route>
                <Route<{ id: string }> path="/demande/:id">
                  {({ id }) => <OrderScreen key={id} id={decodeURIComponent(id)} />}
                </Route>
                <Route<{ day?: string; activity?: string }> path="/appel/:day?/:activity?">
                  {({ day, activity }) => (
                    <RollScreen day={dayOf(day)} activityId={activity === undefined ? undefined : decodeURIComponent(activity)} town={town.name} />
                  )}
                </Route>
                <Route<{ day?: string }> path="/jour/:day?">{({ day }) => <DayScreen day={dayOf(day)} town={town.name} />}</Route>
                <Route<{ code?: string }> path="/familles/:code?">
                  {({ code }) => <FamilyScreen key={code} code={code === undefined ? undefined : decodeURIComponent(code)} />}
                </Route>
                <Route><Redirect to="/" replace /></Route>
              </Switch>
            </DeskShell>
          </Router>
        </ToldProvider>
      </TapsProvider>
    </ZoneProvider>
  );
}
