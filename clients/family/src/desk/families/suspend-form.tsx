import { type FormEvent, useState } from "react";
import { useQuery } from "urql";
import { useSend } from "../../api/send.ts";
import { newKey } from "../../booking/attempt.ts";
import { addDays, dayIn } from "../../booking/days.ts";
import { DeskActivities, FamilySuspend } from "../../gen/documents.ts";
import { useFormat, useZone } from "../../i18n/context.tsx";
import type { FamilyAtDesk, Suspended, SuspendInput } from "../types.ts";
import { useDeskWords } from "../words.ts";

interface Props {
  family: FamilyAtDesk;
  onDone: () => void;
  onClose: () => void;
}

type Asked = Omit<SuspendInput, "dryRun" | "idempotencyKey">;

/** What is asked is shown first: nothing is suspended before that was seen. */
export function SuspendForm({ family, onDone, onClose }: Props) {
  const all = useDeskWords();
  const words = all.families.suspensions;
  const format = useFormat();
  const send = useSend();
  const tomorrow = addDays(dayIn(useZone(), new Date()), 1);
  const [{ data }] = useQuery({ query: DeskActivities });
  const [shown, setShown] = useState<{ asked: Asked; payload: Suspended; key: string } | null>(null);
  const [done, setDone] = useState<Suspended | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const ask = async (input: SuspendInput): Promise<Suspended | null> => {
    setTrouble(null);
    const sent = await send(FamilySuspend, { input });
    if ("trouble" in sent) {
      setTrouble(sent.trouble);
      return null;
    }
    const payload = sent.data.familySuspend;
    if (payload.errors.length === 0) return payload;
    setTrouble(payload.errors.map(({ message, earliest }) => (earliest === null ? message : `${message} ${words.earliest(format.day(earliest))}`)).join(" "));
    return null;
  };
  const rehearse = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const asked = askedIn(new FormData(event.currentTarget), family.id);
    const payload = await ask({ ...asked, dryRun: true, idempotencyKey: newKey() });
    if (payload) setShown({ asked, payload, key: newKey() });
  };
  const confirm = async () => {
    if (!shown) return;
    const payload = await ask({ ...shown.asked, dryRun: false, idempotencyKey: shown.key });
    if (!payload) return;
    setDone(payload);
    setShown(null);
    onDone();
  };

  if (done) {
    return (
      <div className="suspend-form">
        <p role="status">{words.done} {done.order && words.order(done.order.number)}</p>
        <button type="button" className="button quiet" onClick={onClose}>{all.close}</button>
      </div>
    );
  }
  return (
    <form className="suspend-form" onSubmit={(event) => void rehearse(event)}>
      <div hidden={shown !== null}>
        <label className="desk-field">
          <span>{words.who}</span>
          <select name="child">
            <option value="">{words.all}</option>
            {family.children.map(({ id, firstName }) => <option key={id} value={id}>{firstName}</option>)}
          </select>
        </label>
        <fieldset>
          <legend>{words.what}</legend>
          <p className="hint">{words.whatHint}</p>
          {data?.viewer.town.activities.map(({ id, name, startsAt }) => (
            <label key={id} className="switch"><input type="checkbox" name="activity" value={id} />{name}{startsAt !== null && ` (${startsAt})`}</label>
          ))}
        </fieldset>
        <div className="pair">
          <label className="desk-field"><span>{words.from}</span><input type="date" name="from" required min={tomorrow} defaultValue={tomorrow} /></label>
          <label className="desk-field"><span>{words.until}</span><input type="date" name="until" min={tomorrow} /></label>
        </div>
        <label className="desk-field"><span>{words.reason}</span><textarea name="reason" rows={2} maxLength={500} required /></label>
        <label className="switch"><input type="checkbox" name="cancel" />{words.cancel}</label>
      </div>
      {shown && <Would payload={shown.payload} family={family} />}
      {trouble !== null && <p className="error" role="alert">{trouble}</p>}
      <div className="decision-do">
        {shown ? (
          <>
            <button type="button" className="button quiet" onClick={() => setShown(null)}>{words.back}</button>
            <button type="button" className="button refuse" onClick={() => void confirm()}>{words.confirm}</button>
          </>
        ) : (
          <>
            <button type="button" className="button quiet" onClick={onClose}>{all.order.cancel}</button>
            <button type="submit" className="button">{words.dry}</button>
          </>
        )}
      </div>
    </form>
  );
}

function Would({ payload, family }: { payload: Suspended; family: FamilyAtDesk }) {
  const words = useDeskWords().families.suspensions;
  const format = useFormat();
  const nameOf = (childId: string) => family.children.find(({ id }) => id === childId)?.firstName ?? "";
  return (
    <div role="status">
      <p>{payload.places.length === 0 ? words.noPlaces : words.places(payload.places.length)}</p>
      <ul className="facts">
        {payload.places.map(({ childId, activity, date, price, cancelled }) => (
          <li key={`${childId} ${activity.id} ${date}`}>
            <span>
              {words.place(nameOf(childId), activity.name, format.shortDay(date))}{" "}
              <span className="hint">{cancelled ? words.givenBack : words.stays}</span>
            </span>
            <span>{format.money(price.amountCents)}</span>
          </li>
        ))}
      </ul>
      {payload.total.amountCents !== 0 && <p>{words.total(format.money(payload.total.amountCents))}</p>}
    </div>
  );
}

function askedIn(form: FormData, familyId: string): Asked {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const activityIds = form.getAll("activity").map(String);
  return {
    familyId, childId: text("child") || null, activityIds: activityIds.length > 0 ? activityIds : null,
    from: text("from"), until: text("until") || null, reason: text("reason"), cancelBookings: form.get("cancel") === "on",
  };
}
