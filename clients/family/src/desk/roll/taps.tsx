import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { TOWN } from "../../api/town.ts";
import { addDays } from "../../booking/days.ts";
import { Sender, type Post } from "./sender.ts";
import { type Deed, type Tap, type Tapped, TapStore } from "./tap-store.ts";

interface Taps {
  readonly store: TapStore;
  readonly taps: readonly Tap[];
  readonly sending: boolean;
  /** Goes up each time something was sent: lists are to be read again. */
  readonly sent: number;
  /** Whether it is kept; it is sent as soon as there is a network. */
  readonly tap: (deeds: readonly { deed: Deed; who: Tapped }[]) => boolean;
  readonly flush: () => void;
}

const TapsContext = createContext<Taps | null>(null);

/** Taps of one moment go in one request. */
const GATHER_MS = 250;
/** So often what waits is tried again, whatever the device believes of its network. */
const AGAIN_MS = 20_000;

/** Keeps what is tapped and sends it; `post` is none where nobody can be asked. */
export function TapsProvider({ post, children }: { post: Post | null; children: ReactNode }) {
  const [store] = useState(() => new TapStore(localStorage, TOWN));
  const taps = useSyncExternalStore(store.subscribe, store.taps);
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState(0);
  const sender = useMemo(() => (post ? new Sender(store, post) : null), [store, post]);
  const gathering = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(() => {
    if (!sender || store.pending().length === 0) return;
    const before = store.pending().length;
    setSending(true);
    void sender.flush().then((done) => {
      setSending(false);
      if (done || store.pending().length < before) setSent((count) => count + 1);
    });
  }, [sender, store]);

  useEffect(() => store.forgetBefore(addDays(new Date().toISOString().slice(0, 10), -1)), [store]);
  useEffect(() => {
    flush();
    const timer = setInterval(flush, AGAIN_MS);
    addEventListener("online", flush);
    return () => {
      clearInterval(timer);
      clearTimeout(gathering.current);
      removeEventListener("online", flush);
    };
  }, [flush]);

  const tap = useCallback<Taps["tap"]>((deeds) => {
    const kept = store.add(deeds, new Date());
    clearTimeout(gathering.current);
    gathering.current = setTimeout(flush, GATHER_MS);
    return kept;
  }, [store, flush]);

  const value = useMemo(() => ({ store, taps, sending, sent, tap, flush }), [store, taps, sending, sent, tap, flush]);
  return <TapsContext value={value}>{children}</TapsContext>;
}

export function useTaps(): Taps {
  const taps = use(TapsContext);
  if (!taps) throw new Error("TapsProvider is missing");
  return taps;
}
