import type { CombinedError } from "urql";
import { useWords } from "../i18n/context.tsx";
import { Warn } from "./icons.tsx";

/** Something could not be read: says so and offers to try again. */
export function Trouble({ error, onRetry }: { error: CombinedError | undefined; onRetry: () => void }) {
  const words = useWords();
  return (
    <div className="trouble" role="alert">
      <Warn />
      <p>{error?.networkError ? words.unreachable : words.fault}</p>
      <button type="button" className="button quiet" onClick={onRetry}>{words.retry}</button>
    </div>
  );
}

export function Loading() {
  const words = useWords();
  return (
    <div className="loading" role="status">
      <span className="loading-dots" aria-hidden="true"><i /><i /><i /></span>
      {words.loading}
    </div>
  );
}
