import { type FormEvent, useCallback } from "react";
import { useQuery } from "urql";
import { Link, useLocation } from "wouter";
import { DeskFamily } from "../../gen/documents.ts";
import { useFormat } from "../../i18n/context.tsx";
import { useHeading } from "../../parts/heading.ts";
import { Loading, Trouble } from "../../parts/trouble.tsx";
import { useLive } from "../live.ts";
import { pathOfFamily } from "../paths.ts";
import type { FamilyAtDesk } from "../types.ts";
import { useDeskWords } from "../words.ts";
import { Debts } from "./debts.tsx";
import { Explain } from "./explain.tsx";
import { FamilyOrders } from "./family-orders.tsx";
import { Suspensions } from "./suspensions.tsx";

/** A family that stands at the desk, found by its code. */
export function FamilyScreen({ code }: { code: string | undefined }) {
  const words = useDeskWords().families;
  const heading = useHeading(words.title);
  const [, go] = useLocation();
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("code") ?? "").trim().toUpperCase();
    if (typed !== "") go(pathOfFamily(typed));
  };
  return (
    <div className="page">
      <h1 ref={heading} tabIndex={-1}>{words.title}</h1>
      <form className="find" onSubmit={find}>
        <label className="desk-field">
          <span>{words.code}</span>
          <input name="code" defaultValue={code ?? ""} autoComplete="off" autoCapitalize="characters" required aria-describedby="code-hint" />
        </label>
        <button type="submit" className="button">{words.find}</button>
      </form>
      <p className="hint" id="code-hint">{words.codeHint}</p>
      {code !== undefined && <Found code={code} />}
    </div>
  );
}

function Found({ code }: { code: string }) {
  const words = useDeskWords().families;
  const [{ data, error }, read] = useQuery({ query: DeskFamily, variables: { code } });
  const reread = useCallback(() => read({ requestPolicy: "network-only" }), [read]);
  useLive(reread);
  const family = data?.family;
  if (family) return <Household family={family} onChange={reread} />;
  const unknown = data && (!error || error.graphQLErrors.some(({ extensions }) => extensions["code"] === "NOT_FOUND"));
  if (unknown) return <p className="error" role="alert">{words.unknown(code)}</p>;
  return error ? <Trouble error={error} onRetry={reread} /> : <Loading />;
}

function Household({ family, onChange }: { family: FamilyAtDesk; onChange: () => void }) {
  const words = useDeskWords().families;
  const format = useFormat();
  return (
    <>
      <h2 className="household">{words.family(family.name, family.code)}</h2>
      {family.waitingOrderCount > 0 && <p className="lead"><Link href="/demandes">{words.waiting(family.waitingOrderCount)}</Link></p>}
      <section className="panel-card" aria-labelledby="children">
        <h3 id="children">{words.children}</h3>
        <ul className="facts">
          {family.children.map((child) => (
            <li key={child.id}>
              <span><strong>{child.firstName} {child.lastName}</strong> {child.school.name}</span>
              <span className="hint">{words.born(`${format.dayMonth(child.birthDate)} ${child.birthDate.slice(0, 4)}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      <Debts family={family} onChange={onChange} />
      <Suspensions family={family} onChange={onChange} />
      <Explain family={family} />
      <FamilyOrders code={family.code} />
    </>
  );
}
