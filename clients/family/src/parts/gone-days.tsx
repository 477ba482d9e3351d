import type { Child, PlanPayload } from "../api/types.ts";
import { useFormat } from "../i18n/context.tsx";

/** What was agreed to meant to do, and what would happen now does no more; `lead` says why it may be so. */
export function GoneDays({ gone, family, lead }: { gone: PlanPayload["gone"]; family: readonly Child[]; lead: string }) {
  const format = useFormat();
  if (gone.length === 0) return null;
  return (
    <div className="gone-days">
      <p className="hint">{lead}</p>
      <ul>
        {gone.map(({ childId, activity, date }) => {
          const name = family.find(({ id }) => id === childId)?.firstName;
          return <li key={`${childId} ${activity.id} ${date}`}>{[name, activity.name, format.day(date)].filter(Boolean).join(", ")}</li>;
        })}
      </ul>
    </div>
  );
}
