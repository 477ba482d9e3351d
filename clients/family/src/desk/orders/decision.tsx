import { useRef, useState } from "react";
import { useClient } from "urql";
import { useLocation } from "wouter";
import { useSend } from "../../api/send.ts";
import { newKey } from "../../booking/attempt.ts";
import { DeskNext, OrderDecide } from "../../gen/documents.ts";
import { pathOfOrder } from "../paths.ts";
import { useTold } from "../told.tsx";
import type { AskedLine, AskedOrder, Decided } from "../types.ts";
import { useDeskWords } from "../words.ts";
import { byDay, inputOf, marked, type Marks, nextOf, refuses, type Rest, summaryOf, waitingOf } from "./decide.ts";
import { DayOfOrder } from "./day-of-order.tsx";
import type { Places } from "./places.ts";

interface Props {
  order: AskedOrder;
  lines: readonly AskedLine[];
  places: ReadonlyMap<string, Places>;
  onDecided: () => void;
}

/** The lines, each to be accepted or refused, and the answer to them all. */
export function Decision({ order, lines, places, onDecided }: Props) {
  const words = useDeskWords().order;
  const [chosen, setMarks] = useState<Marks>(new Map());
  const [rest, setRest] = useState<Rest>("WAIT");
  const [reason, setReason] = useState("");
  const [refusing, setRefusing] = useState(false);
  const { decide, busy, trouble, complain } = useDecide(order, onDecided);
  const waiting = waitingOf(lines);
  // A line that was decided elsewhere meanwhile is not spoken of.
  const marks: Marks = new Map([...chosen].filter(([id]) => waiting.some(({ bookingId }) => bookingId === id)));
  const others = waiting.length - marks.size;
  const partly = marks.size > 0;

  const send = (what: Marks, remaining: Rest) => {
    if (refuses(what, remaining) && reason.trim() === "") return complain(words.reasonMissing);
    void decide(what, waiting.map(({ bookingId }) => bookingId).filter((id) => !what.has(id)), remaining, reason);
  };
  const explain = (text: string) => {
    setReason(text);
    complain(null);
  };
  const mark = (id: string, accept: boolean) => setMarks(new Map(marks).set(id, accept));
  const clear = () => {
    setMarks(new Map());
    setRest("WAIT");
    setRefusing(false);
  };

  return (
    <>
      <p className="hint">{waiting.length > 0 ? `${words.held} ${words.together}` : words.done}</p>
      <ul className="order-days">
        {byDay(lines).map((day) => <DayOfOrder key={day.key} day={day} places={places} marks={marks} onMark={mark} />)}
      </ul>
      {waiting.length > 0 && (
        <section className="decision" aria-label={words.send}>
          {trouble !== null && <p className="error" role="alert">{trouble}</p>}
          {partly && others > 0 && (
            <fieldset className="decision-rest">
              <legend>{others === 1 ? words.restOne : words.rest(others)}</legend>
              {([["WAIT", words.restWaits], ["ACCEPT", words.restAccepted], ["REFUSE", words.restRefused]] as const).map(([value, text]) => (
                <label key={value}><input type="radio" name="rest" checked={rest === value} onChange={() => setRest(value)} />{text}</label>
              ))}
            </fieldset>
          )}
          {(refusing || (partly && refuses(marks, rest))) && (
            <label className="desk-field">
              <span>{words.reason}</span>
              <textarea rows={2} maxLength={500} value={reason} onChange={({ currentTarget }) => explain(currentTarget.value)} />
            </label>
          )}
          <div className="decision-do">
            {partly ? (
              <>
                <p role="status">{words.marked(marked(marks, true) + (rest === "ACCEPT" ? others : 0), marked(marks, false) + (rest === "REFUSE" ? others : 0))}</p>
                <button type="button" className="link" onClick={clear}>{words.unmark}</button>
                <button type="button" className="button" aria-disabled={busy} onClick={() => send(marks, others > 0 ? rest : "WAIT")}>{words.send}</button>
              </>
            ) : refusing ? (
              <>
                <button type="button" className="button quiet" onClick={clear}>{words.cancel}</button>
                <button type="button" className="button refuse" aria-disabled={busy} onClick={() => send(marks, "REFUSE")}>{words.confirmRefuseAll}</button>
              </>
            ) : (
              <>
                <button type="button" className="button quiet" onClick={() => setRefusing(true)}>{words.refuseAll}</button>
                <button type="button" className="button" aria-disabled={busy} onClick={() => send(marks, "ACCEPT")}>{words.acceptAll}</button>
              </>
            )}
          </div>
        </section>
      )}
    </>
  );
}

/** Sends the decision, tells what became of it, and opens the next order that waits. */
function useDecide(order: AskedOrder, onDecided: () => void) {
  const words = useDeskWords().order;
  const client = useClient();
  const send = useSend();
  const { tell } = useTold();
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  // The same decision sent again, because no answer came, is known by the same key.
  const attempt = useRef({ said: "", key: "" });

  const decide = async (marks: Marks, others: readonly string[], rest: Rest, reason: string) => {
    if (busy) return;
    const said = JSON.stringify(inputOf(order.id, marks, others, rest, reason, ""));
    if (attempt.current.said !== said) attempt.current = { said, key: newKey() };
    setBusy(true);
    setTrouble(null);
    const sent = await send(OrderDecide, { input: inputOf(order.id, marks, others, rest, reason, attempt.current.key) });
    setBusy(false);
    if ("trouble" in sent) return setTrouble(sent.trouble);
    const { errors, outcomes, order: after } = sent.data.orderDecide;
    if (errors[0]) return setTrouble(errors.map(({ message }) => message).join(" "));
    tell(told(outcomes, after?.waitingCount ?? 0));
    if ((after?.waitingCount ?? 0) > 0) return onDecided();
    const { data } = await client.query(DeskNext, {}, { requestPolicy: "network-only" }).toPromise();
    const next = nextOf(data?.viewer.town.ordersToDecide?.nodes ?? [], order);
    go(next === null ? "/demandes" : pathOfOrder(next));
  };

  const told = (outcomes: Decided["outcomes"], left: number): string[] => {
    const { accepted, refused, before, along } = summaryOf(outcomes);
    return [
      words.told(order.number, accepted, refused),
      ...(along.length > 0 ? [words.toldTogether(along.join(", "))] : []),
      ...(before > 0 ? [words.toldBefore(before)] : []),
      ...(left > 0 ? [words.toldWaiting(left)] : []),
    ];
  };
  return { decide, busy, trouble, complain: setTrouble };
}
