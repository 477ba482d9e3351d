import { useEffect, useState } from "react";

/** So often what is said of the time left is said anew. */
const PACE_MS = 15_000;

/** The instant, as this device has it, and again every while. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), PACE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
