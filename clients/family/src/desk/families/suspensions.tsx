import { useState } from "react";
import { useSend } from "../../api/send.ts";
import { SuspensionLift } from "../../gen/documents.ts";
import { useFormat } from "../../i18n/context.tsx";
import type { FamilyAtDesk } from "../types.ts";
import { useDeskWords } from "../words.ts";
import { SuspendForm } from "./suspend-form.tsx";

type Suspension = NonNullable<FamilyAtDesk["suspensions"]>[number];

/** Places that staff withhold from the family, and the way to do so. */
export function Suspensions({ family, onChange }: { family: FamilyAtDesk; onChange: () => void }) {
  const words = useDeskWords().families.suspensions;
  const [open, setOpen] = useState(false);
  const { suspensions } = family;
  return (
    <section className="panel-card" aria-labelledby="suspensions">
      <h3 id="suspensions">{words.title}</h3>
      {suspensions === null && <p>{words.unread}</p>}
      {suspensions?.length === 0 && <p>{words.none}</p>}
      <ul className="suspensions">
        {suspensions?.map((suspension) => (
          <One key={suspension.id} suspension={suspension} family={family} onChange={onChange} />
        ))}
      </ul>
      {open
        ? <SuspendForm family={family} onDone={onChange} onClose={() => setOpen(false)} />
        : <button type="button" className="button quiet" onClick={() => setOpen(true)}>{words.start}</button>}
    </section>
  );
}

function One({ suspension, family, onChange }: { suspension: Suspension; family: FamilyAtDesk; onChange: () => void }) {
  const words = useDeskWords();
  const texts = words.families.suspensions;
  const format = useFormat();
  const send = useSend();
  const [sure, setSure] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const child = family.children.find(({ id }) => id === suspension.childId);
  const lift = async () => {
    setTrouble(null);
    const sent = await send(SuspensionLift, { input: { suspensionId: suspension.id } });
    if ("trouble" in sent) return setTrouble(sent.trouble);
    const { errors } = sent.data.suspensionLift;
    if (errors[0]) return setTrouble(errors.map(({ message }) => message).join(" "));
    setSure(false);
    onChange();
  };
  return (
    <li data-lifted={suspension.liftedAt !== null}>
      <p>
        <strong>{child ? child.firstName : texts.all}</strong>, {texts.span(format.dayMonth(suspension.from), suspension.until && format.dayMonth(suspension.until))}
      </p>
      <p>{suspension.activities?.map(({ name }) => name).join(", ") ?? texts.everything}</p>
      <p>{words.order.reasonTold(suspension.reason)}</p>
      <p className="hint">{texts.decided(suspension.decidedBy, format.instant(suspension.decidedAt))}</p>
      {suspension.liftedAt !== null && <p className="hint">{texts.lifted(suspension.liftedBy ?? "", format.instant(suspension.liftedAt))}</p>}
      {trouble !== null && <p className="error" role="alert">{trouble}</p>}
      {suspension.liftedAt === null && (sure ? (
        <div className="bulk" role="group" aria-label={texts.liftSure}>
          <p>{texts.liftSure}</p>
          <button type="button" className="button" onClick={() => void lift()}>{texts.liftYes}</button>
          <button type="button" className="button quiet" onClick={() => setSure(false)}>{words.roll.no}</button>
        </div>
      ) : <button type="button" className="button quiet" onClick={() => setSure(true)}>{texts.lift}</button>)}
    </li>
  );
}
