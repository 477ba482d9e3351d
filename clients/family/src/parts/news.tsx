import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from "react";
import { type Alert, listen } from "../api/alerts.ts";
import { session } from "../api/session.ts";
import { useWords } from "../i18n/context.tsx";
import { type Notice, noticeOf } from "./notice.ts";

interface News {
  /** Goes up when something changed elsewhere: what is on the screen is to be read again. */
  readonly version: number;
  /** What to tell, in words once the town's clock is known. */
  readonly notice: Notice | null;
  readonly dismiss: () => void;
  /** Runs an order of this device, so that its own alert is not told as news. */
  readonly ordering: <T extends { order: { id: string } | null } | undefined>(send: Promise<T>) => Promise<T>;
}

const NewsContext = createContext<News | null>(null);

/** A screen seen again after this long is read again. */
const STALE_MS = 60_000;

export function NewsProvider({ children }: { children: ReactNode }) {
  const words = useWords();
  const [version, setVersion] = useState(0);
  const [notice, setNotice] = useState<Notice | null>(null);
  const own = useRef({ ids: new Set<string>(), running: Promise.resolve() as Promise<unknown> });

  useEffect(() => {
    const tell = async (alert: Alert) => {
      // The alert of an order often comes before the order's own answer.
      await own.current.running;
      if (alert.order && alert.kind !== "ORDER_DECIDED" && own.current.ids.has(alert.order.id)) return;
      setVersion((before) => before + 1);
      const told = noticeOf(alert, words);
      // Kept as it is, not called: React calls functions that it is given.
      if (told) setNotice(() => told);
    };
    return listen(session, (alert) => void tell(alert));
  }, [words]);

  useEffect(() => {
    let hiddenAt = Date.now();
    const look = () => {
      if (document.visibilityState === "hidden") hiddenAt = Date.now();
      else if (Date.now() - hiddenAt > STALE_MS) setVersion((before) => before + 1);
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  const news = useMemo<News>(
    () => ({
      version,
      notice,
      dismiss: () => setNotice(null),
      ordering: (send) => {
        const kept = send.then((payload) => {
          if (payload?.order) own.current.ids.add(payload.order.id);
          return payload;
        });
        own.current.running = kept.catch(() => undefined);
        return kept;
      },
    }),
    [version, notice],
  );
  return <NewsContext value={news}>{children}</NewsContext>;
}

export function useNews(): News {
  const news = use(NewsContext);
  if (!news) throw new Error("NewsProvider is missing");
  return news;
}

/** Calls `read` again at each piece of news. */
export function useReread(read: () => void): void {
  const { version } = useNews();
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    read();
  }, [version, read]);
}
