import { createContext, type ReactNode, use, useMemo, useState } from "react";

interface Told {
  /** What became of the last decision, told above whatever comes next. */
  readonly text: readonly string[];
  readonly tell: (text: readonly string[]) => void;
}

const ToldContext = createContext<Told | null>(null);

export function ToldProvider({ children }: { children: ReactNode }) {
  const [text, tell] = useState<readonly string[]>([]);
  const value = useMemo(() => ({ text, tell }), [text]);
  return <ToldContext value={value}>{children}</ToldContext>;
}

export function useTold(): Told {
  const told = use(ToldContext);
  if (!told) throw new Error("ToldProvider is missing");
  return told;
}
