import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { TOWN } from "../../api/town.ts";
import { addDays, type Day } from "../../booking/days.ts";
import { DeskRolls } from "../../gen/documents.ts";
import { useZone } from "../../i18n/context.tsx";
import { keepDay, type KeptDay, keptDay } from "./kept.ts";
import { useTaps } from "./taps.tsx";

/** Two tablets at one door see each other's taps after so long. */
const AGAIN_MS = 60_000;

export interface Reading {
  /** None before the first answer where nothing is kept. */
  readonly day: KeptDay | null;
  /** The last read had no answer: what is shown was kept from before. */
  readonly stale: boolean;
  readonly read: () => void;
}

/** The lists of a day: as the server has them, or as this tablet kept them. */
export function useRolls(date: Day, town: string): Reading {
  const client = useClient();
  const zone = useZone();
  const { store, sent } = useTaps();
  const [shown, setShown] = useState<{ date: Day; day: KeptDay | null; stale: boolean }>({ date: "", day: null, stale: false });

  const once = useCallback(async (): Promise<void> => {
    // What was written down before this question was asked is in its answer.
    const known = store.sentOf(date);
    const { data } = await client.query(DeskRolls, { date }, { requestPolicy: "network-only" }).toPromise();
    const activities = data?.viewer.town.activities;
    if (!activities || activities.some(({ roll }) => roll === null)) {
      setShown({ date, day: keptDay(localStorage, TOWN, date), stale: true });
      return;
    }
    const now = new Date();
    const day: KeptDay = { date, readAt: now.toISOString(), zone, town, activities };
    keepDay(localStorage, TOWN, day, addDays(now.toISOString().slice(0, 10), -1));
    // Certificates stand on no list: they are remembered until the day is over.
    store.forget(known.filter((id) => !store.taps().some(({ event }) => event.id === id && event.kind === "CERTIFICATE")));
    setShown({ date, day, stale: false });
  }, [client, date, store, town, zone]);

  // One question at a time: one that was asked before a tap was written down does not have it in its answer, and a second
  // one beside it would be given the same answer.
  const latest = useRef(once);
  const running = useRef(false);
  const wanted = useRef(false);
  const read = useCallback(async (): Promise<void> => {
    wanted.current = true;
    if (running.current) return;
    running.current = true;
    try {
      while (wanted.current) {
        wanted.current = false;
        await latest.current();
      }
    } finally {
      running.current = false;
    }
  }, []);

  useEffect(() => {
    latest.current = once;
    void read();
    const again = () => void read();
    const timer = setInterval(again, AGAIN_MS);
    addEventListener("online", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [once, read, sent]);

  const current = shown.date === date ? shown : { date, day: keptDay(localStorage, TOWN, date), stale: false };
  return { day: current.day, stale: current.stale, read: () => void read() };
}
