import { useFormat } from "../i18n/context.tsx";
import { useNow } from "../parts/now.ts";
import { useSlotWords } from "./words.ts";

/** Longer than this, the instant itself says enough. */
const LONG_MINUTES = 12 * 60;

/** Until when something is kept, and how long that still is where it is not long. */
export function useUntil(): (instant: string) => { readonly until: string; readonly left: string | null } {
  const words = useSlotWords();
  const format = useFormat();
  const now = useNow();
  return (instant) => {
    // The minute that runs out counts as one.
    const minutes = Math.ceil((Date.parse(instant) - now.getTime()) / 60_000);
    const near = minutes > 0 && minutes <= LONG_MINUTES;
    return { until: format.until(instant, now), left: near ? words.minutes(minutes) : null };
  };
}
