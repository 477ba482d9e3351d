import { createContext, type ReactNode, useContext, useRef, useState } from "react";
import { useSend } from "../api/send.ts";
import type { Outcome, WaitingOutcome } from "../api/types.ts";
import { newKey } from "../booking/attempt.ts";
import { keyOf } from "../booking/cart.ts";
import { WaitingListJoin } from "../gen/documents.ts";
import { useFormat } from "../i18n/context.tsx";
import { useSlotWords } from "./words.ts";

/** A day of an activity, for which a child may wait. */
export type Place = Pick<Outcome, "childId" | "activity" | "date">;

/** What was answered of one: that the child waits, or why it does not. */
export interface Said {
  readonly waits: boolean;
  readonly text: string;
}

interface Joins {
  said: (place: Place) => Said | undefined;
  /** Days of one activity of a child, in one request. Answers in words why it was not considered; null when it was. */
  join: (places: readonly Place[]) => Promise<string | null>;
}

const JoinsContext = createContext<Joins | null>(null);

const placeKey = ({ childId, activity, date }: Place) => keyOf(childId, activity.id, date);

/** What was answered by the waiting lists of all lines below, however they were asked. */
export function JoinsProvider({ children }: { children: ReactNode }) {
  const words = useSlotWords();
  const format = useFormat();
  const send = useSend();
  const [answers, setAnswers] = useState<ReadonlyMap<string, Said>>(new Map());
  /** Of requests that no answer came to: sent again, they are the same. */
  const keys = useRef(new Map<string, string>());

  const saidOf = ({ reason, offeredUntil: until, position }: WaitingOutcome): Said => {
    if (reason) return { waits: false, text: reason.message };
    // Where late requests wait, a place that is free is offered at once.
    const text = until ? words.offered(format.until(until, new Date()), null) : position ? words.position(position) : words.waits;
    return { waits: true, text };
  };

  const join = async (places: readonly Place[]): Promise<string | null> => {
    const [first] = places;
    if (!first) return null;
    const asked = { childId: first.childId, activityId: first.activity.id, dates: places.map(({ date }) => date) };
    const name = JSON.stringify(asked);
    const key = keys.current.get(name) ?? newKey();
    keys.current.set(name, key);
    const sent = await send(WaitingListJoin, { input: { ...asked, idempotencyKey: key } });
    if ("trouble" in sent) return sent.trouble;
    keys.current.delete(name);
    const { errors, outcomes } = sent.data.waitingListJoin;
    setAnswers((known) => new Map([...known, ...outcomes.map((outcome) => [placeKey(outcome), saidOf(outcome)] as const)]));
    return errors[0]?.message ?? null;
  };

  return <JoinsContext value={{ join, said: (place) => answers.get(placeKey(place)) }}>{children}</JoinsContext>;
}

export function useJoins(): Joins {
  const joins = useContext(JoinsContext);
  if (!joins) throw new Error("a waiting list is joined below JoinsProvider");
  return joins;
}
