import { useQuery } from "urql";
import type { Look } from "../booking/look.ts";
import { Legend } from "../gen/documents.ts";
import { useWords } from "../i18n/context.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { Symbol } from "../parts/symbol.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { useChildWords } from "./words.ts";
import "./child.css";

type Own = "BOOKING" | "CANCELLING" | "BOOKED_FIXED" | "NOT_OPEN_YET";

/** Behind which state of the API each look stands that only the screen knows. */
const BEHIND: Readonly<Partial<Record<Look, readonly Own[]>>> = {
  AVAILABLE: ["BOOKING"], BOOKED: ["BOOKED_FIXED", "CANCELLING"], OUT_OF_TIME: ["NOT_OPEN_YET"],
};

/** What each box means: names and meanings as the town's portal gives them, in the person's language. */
export default function LegendSheet({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { legend } = useChildWords();
  const [{ data, error }, read] = useQuery({ query: Legend });
  return (
    <Sheet title={legend.title} onClose={onClose}>
      {error && !data && <Trouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />}
      {!error && !data && <Loading />}
      {data && (
        <ul className="legend">
          {data.legend.flatMap(({ state, label, meaning }) => [
            <Entry key={state} look={state} label={label} meaning={meaning} />,
            ...(BEHIND[state] ?? []).map((look) => <Entry key={look} look={look} label={words.state[look]} meaning={legend.own[look]} />),
          ])}
        </ul>
      )}
    </Sheet>
  );
}

function Entry({ look, label, meaning }: { look: Look; label: string; meaning: string }) {
  return (
    <li>
      <span className="box" data-look={look}><Symbol look={look} /></span>
      <span><strong>{label}</strong> <span>{meaning}</span></span>
    </li>
  );
}
