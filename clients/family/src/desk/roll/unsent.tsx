import { useFormat } from "../../i18n/context.tsx";
import { useDeskWords } from "../words.ts";
import { useTaps } from "./taps.tsx";

/** How old the list is, and what of this device is still to be sent. */
export function Unsent({ stale, readAt }: { stale: boolean; readAt: string | null }) {
  const words = useDeskWords().roll;
  const format = useFormat();
  const { store, sending, sent, taps } = useTaps();
  const waiting = taps.filter(({ fate }) => fate === "pending").length;
  const text = waiting === 0 ? (sent > 0 ? words.allSent : "") : sending ? words.sending(waiting) : words.unsent(waiting);
  return (
    <div className="unsent" data-waiting={waiting > 0} data-device={store.device()}>
      <p role="status">{text}</p>
      {readAt !== null && (
        <p className="hint" data-stale={stale}>
          {stale ? words.stale(format.date(readAt), format.time(readAt)) : words.asOf(format.time(readAt))}
        </p>
      )}
    </div>
  );
}
