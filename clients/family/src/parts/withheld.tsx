import { useCallback } from "react";
import { useQuery } from "urql";
import type { Child } from "../api/types.ts";
import { Standing } from "../gen/documents.ts";
import { useFormat, useWords } from "../i18n/context.tsx";
import { Lock } from "./icons.tsx";
import { useReread } from "./news.tsx";

/** What staff withhold from a child, what its family's file lacks, and until when its family may book in spite of what it owes; nothing where there is none of it. */
export function Withheld({ child }: { child: Pick<Child, "id" | "firstName"> }) {
  const { owed: words } = useWords();
  const format = useFormat();
  const [{ data }, read] = useQuery({ query: Standing });
  useReread(useCallback(() => read({ requestPolicy: "network-only" }), [read]));
  const family = data?.viewer.family;
  const suspensions = (family?.suspensions ?? []).filter(({ childId }) => childId === null || childId === child.id);
  const spared = family?.sparedUntil ?? null;
  const missing = family?.file?.complete === false ? family.file.missing : null;
  if (suspensions.length === 0 && spared === null && missing === null) return null;
  return (
    <div className="withheld">
      {missing !== null && <p><Lock /><span><strong>{words.file}</strong>{missing.length > 0 && <> {words.missing(missing.join(", "))}</>}</span></p>}
      {spared !== null && <p>{words.spared(format.dayMonth(spared))}</p>}
      {suspensions.map(({ id, childId, activities, from, until, reason }) => (
        <p key={id}>
          <Lock />
          <span>
            <strong>{words.suspended(childId === null ? null : child.firstName, format.dayMonth(from), until === null ? null : format.dayMonth(until))}</strong>{" "}
            {activities !== null && <>{activities.map(({ name }) => name).join(", ")}. </>}
            {words.reason(reason)}
          </span>
        </p>
      ))}
    </div>
  );
}
