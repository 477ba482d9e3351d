import { useState } from "react";
import { useSend } from "../../api/send.ts";
import { dayIn } from "../../booking/days.ts";
import { DebtSpare } from "../../gen/documents.ts";
import { useFormat, useZone } from "../../i18n/context.tsx";
import { dayOf } from "../paths.ts";
import type { FamilyAtDesk } from "../types.ts";
import { useDeskWords } from "../words.ts";

/** What a family owes, and until when it may book all the same. */
export function Debts({ family, onChange }: { family: FamilyAtDesk; onChange: () => void }) {
  const words = useDeskWords().families.debts;
  const format = useFormat();
  const { debts, debtTotal } = family;
  const history = family.debtHistory?.nodes ?? [];
  return (
    <section className="panel-card" aria-labelledby="debts">
      <h3 id="debts">{words.title}</h3>
      {debts === null && <p>{words.unread}</p>}
      {debts?.length === 0 && <p>{words.none}</p>}
      {debts !== null && debts.length > 0 && (
        <ul className="facts">
          {debts.map((debt) => (
            <li key={debt.cashDesk}>
              <span>{debt.cashDesk} <span className="hint">{words.asOf(format.dayMonth(debt.asOf))}, {words.source[debt.source]}</span></span>
              <strong>{format.money(debt.amount.amountCents)}</strong>
            </li>
          ))}
          {debtTotal !== null && <li><span>{words.total}</span><strong>{format.money(debtTotal.amountCents)}</strong></li>}
        </ul>
      )}
      {history.length > 0 && (
        <details>
          <summary>{words.history}</summary>
          <ul className="facts">
            {history.map((event) => (
              <li key={`${event.cashDesk} ${event.at}`}>
                <span>{event.cashDesk} <span className="hint">{words.by(event.by, format.instant(event.at))}</span></span>
                <span>{words.changed(format.money(event.before?.amountCents ?? 0), format.money(event.amount.amountCents))}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Spare family={family} onChange={onChange} />
    </section>
  );
}

function Spare({ family, onChange }: { family: FamilyAtDesk; onChange: () => void }) {
  const words = useDeskWords().families.debts;
  const format = useFormat();
  const send = useSend();
  const today = dayIn(useZone(), new Date());
  const [until, setUntil] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const spared = family.sparedUntil !== null && family.sparedUntil >= today ? family.sparedUntil : null;
  const spare = async (day: string | null) => {
    setTrouble(null);
    setDone(false);
    const sent = await send(DebtSpare, { input: { familyId: family.id, until: day } });
    if ("trouble" in sent) return setTrouble(sent.trouble);
    const { errors } = sent.data.debtSpare;
    if (errors[0]) return setTrouble(errors.map(({ message }) => message).join(" "));
    setDone(true);
    setUntil("");
    onChange();
  };
  return (
    <form
      className="spare"
      onSubmit={(event) => {
        event.preventDefault();
        const day = dayOf(until);
        if (day) void spare(day);
      }}
    >
      {spared !== null && <p>{words.spared(format.day(spared))}</p>}
      {trouble !== null && <p className="error" role="alert">{trouble}</p>}
      <label className="desk-field">
        <span>{words.spare}</span>
        <input type="date" required min={today} value={until} onChange={({ currentTarget }) => setUntil(currentTarget.value)} />
      </label>
      <button type="submit" className="button quiet">{words.spareDo}</button>
      {spared !== null && <button type="button" className="link" onClick={() => void spare(null)}>{words.spareEnd}</button>}
      <p role="status">{done && words.sparedNow}</p>
    </form>
  );
}
