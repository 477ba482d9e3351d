import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { useWords } from "../i18n/context.tsx";
import { Sheet } from "./sheet.tsx";
import { Loading, Trouble } from "./trouble.tsx";

type Closing = { onClose: () => void };
type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/** A sheet whose program is fetched when it is first wanted, so that the first screen need not wait for it. */
export function later<Props extends Closing>(load: Load<Props>): ComponentType<Props> {
  return whenWanted(load, (body, { onClose }) => <Frame onClose={onClose}>{body}</Frame>);
}

/** The same of a screen. */
export function laterPage<Props extends object>(load: Load<Props>): ComponentType<Props> {
  return whenWanted(load, (body) => <div className="page">{body}</div>);
}

/** The same of a part of a screen. */
export function laterPart<Props extends object>(load: Load<Props>): ComponentType<Props> {
  return whenWanted(load, (body) => body);
}

function whenWanted<Props extends object>(
  load: Load<Props>, frame: (body: ReactNode, props: Props) => ReactNode,
): ComponentType<Props> {
  let found: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [state, setState] = useState<"waiting" | "here" | "failed">(found ? "here" : "waiting");
    useEffect(() => {
      if (state !== "waiting") return;
      load().then(
        (module) => {
          found = module.default;
          setState("here");
        },
        () => setState("failed"),
      );
    }, [state]);
    const Part = found;
    if (Part) return <Part {...props} />;
    return frame(state === "failed" ? <Trouble error={undefined} onRetry={() => setState("waiting")} /> : <Loading />, props);
  };
}

function Frame({ onClose, children }: Closing & { children: ReactNode }) {
  const words = useWords();
  return <Sheet title={words.app} onClose={onClose}>{children}</Sheet>;
}
