import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { NOTHING, type Selection } from "../booking/selection.ts";

interface Choice {
  readonly selection: Selection;
  readonly change: (next: (before: Selection) => Selection) => void;
  readonly clear: () => void;
}

const ChoiceContext = createContext<Choice>({ selection: NOTHING, change: () => {}, clear: () => {} });

/** What is ticked, kept while moving between months and children; never stored. */
export function ChoiceProvider({ children }: { children: ReactNode }) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const choice = useMemo(
    () => ({ selection, change: setSelection, clear: () => setSelection(NOTHING) }),
    [selection],
  );
  return <ChoiceContext value={choice}>{children}</ChoiceContext>;
}

export function useChoice(): Choice {
  return use(ChoiceContext);
}
