import { useEffect, useRef } from "react";
import { useNews } from "../parts/news.tsx";

/** A town's alerts come in flocks: what is on the screen is read once for all that come within this time. */
const GATHER_MS = 1_000;

/** Calls `read` again a moment after news of the town. */
export function useLive(read: () => void): void {
  const { version } = useNews();
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    const timer = setTimeout(() => {
      seen.current = version;
      read();
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [version, read]);
}
