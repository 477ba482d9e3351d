import { useEffect } from "react";
import { Clock } from "../parts/icons.tsx";
import { useUntil } from "../slot/until.ts";
import { useCartWords } from "./words.ts";

/** The longest pause that a timer can take. */
const LONGEST_MS = 2 ** 31 - 1;

/** Until when the places of the cart are kept; then the cart is read again. */
export function Expiry({ at, onOver }: { at: string; onOver: () => void }) {
  const words = useCartWords();
  const { until, left } = useUntil()(at);
  useEffect(() => {
    const pause = Date.parse(at) - Date.now();
    if (pause <= 0 || pause > LONGEST_MS) return;
    const timer = setTimeout(onOver, pause);
    return () => clearTimeout(timer);
  }, [at, onOver]);
  return <p className="banner cart-expiry"><Clock /> {words.expires(until, left)}</p>;
}
