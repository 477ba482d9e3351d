import type { Child, PlanPayload } from "../api/types.ts";
import { useFormat } from "../i18n/context.tsx";
import { usePlanWords } from "../planning/words.ts";

/** What a plan agreed to meant to do, and this one does no more. */
export function GoneDays({ gone, family }: { gone: PlanPayload["gone"]; family: readonly Child[] }) {
  const plan = usePlanWords();
  const format = useFormat();
  if (gone.length === 0) return null;
  return (
    <div className="gone-days">
      <p className="hint">{plan.recap.gone}</p>
      <ul>
        {gone.map(({ childId, activity, date }) => {
          const name = family.find(({ id }) => id === childId)?.firstName;
          return <li key={`${childId} ${activity.id} ${date}`}>{[name, activity.name, format.day(date)].filter(Boolean).join(", ")}</li>;
        })}
      </ul>
    </div>
  );
}
