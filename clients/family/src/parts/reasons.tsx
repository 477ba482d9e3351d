import type { Obstacle } from "../booking/obstacles.ts";
import { useFormat, useWords } from "../i18n/context.tsx";

/** What stands in the way: in words, then the rule behind it, and when it closed or will open. */
export function Reasons({ obstacles }: { obstacles: readonly Obstacle[] }) {
  const words = useWords();
  const [only] = obstacles;
  if (only === undefined) return null;
  return (
    <div className="reason">
      {obstacles.length < 2 ? <Reason of={only} /> : (
        <>
          <p>{words.slot.obstacles(obstacles.length)}</p>
          <ul>{obstacles.map((obstacle) => <li key={obstacle.text}><Reason of={obstacle} /></li>)}</ul>
        </>
      )}
    </div>
  );
}

function Reason({ of: { text, rule, closedAt, opensAt } }: { of: Obstacle }) {
  const { slot: words } = useWords();
  const format = useFormat();
  return (
    <>
      {text !== null && <p>{text}</p>}
      {(rule ?? closedAt ?? opensAt) !== null && (
        <dl>
          {rule !== null && <div><dt>{words.rule}</dt><dd>{rule}</dd></div>}
          {closedAt !== null && <div><dt>{words.closed}</dt><dd>{format.instant(closedAt)}</dd></div>}
          {opensAt !== null && <div><dt>{words.opens}</dt><dd>{format.instant(opensAt)}</dd></div>}
        </dl>
      )}
    </>
  );
}
