import { type ComponentType, useEffect, useState } from "react";
import { useWords } from "../i18n/context.tsx";
import { Sheet } from "./sheet.tsx";
import { Loading, Trouble } from "./trouble.tsx";

type Closing = { onClose: () => void };

/** A sheet whose program is fetched when it is first wanted, so that the first screen need not wait for it. */
export function later<Props extends Closing>(load: () => Promise<{ default: ComponentType<Props> }>): ComponentType<Props> {
  let found: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const words = useWords();
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
    return (
      <Sheet title={words.app} onClose={props.onClose}>
        {state === "failed" ? <Trouble error={undefined} onRetry={() => setState("waiting")} /> : <Loading />}
      </Sheet>
    );
  };
}
