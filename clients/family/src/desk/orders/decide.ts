import type { AskedLine, Decided, DecideInput } from "../types.ts";

/** What was marked, line by line: true to accept. */
export type Marks = ReadonlyMap<string, boolean>;
/** What becomes of lines that are not marked. */
export type Rest = "WAIT" | "ACCEPT" | "REFUSE";

export function waitingOf<Line extends Pick<AskedLine, "reply">>(lines: readonly Line[]): Line[] {
  return lines.filter(({ reply }) => reply === "WAITING");
}

export function marked(marks: Marks, accept: boolean): number {
  return [...marks.values()].filter((mark) => mark === accept).length;
}

/** Whether the family is to be told why: something would be refused. */
export function refuses(marks: Marks, rest: Rest): boolean {
  return rest === "REFUSE" || marked(marks, false) > 0;
}

/**
 * The request for what was decided; `others` are the lines that are not marked. A reason explains a refusal: it stands with
 * each line that is refused, since one for the whole order would be told of what is accepted, too.
 */
export function inputOf(
  orderId: string, marks: Marks, others: readonly string[], rest: Rest, reason: string, idempotencyKey: string,
): DecideInput {
  const all: Marks = rest === "REFUSE" ? new Map([...marks, ...others.map((id) => [id, false] as const)]) : marks;
  return {
    orderId,
    lines: [...all].map(([bookingId, accept]) => (accept ? { bookingId, accept } : { bookingId, accept, reason: reason.trim() })),
    acceptRest: rest === "ACCEPT" ? true : null,
    reason: null,
    idempotencyKey,
  };
}

/** The order to decide after this one: the next by number, else the oldest that waits. */
export function nextOf(queue: readonly { id: string; number: number }[], current: { id: string; number: number }): string | null {
  const others = queue.filter(({ id }) => id !== current.id);
  return (others.find(({ number }) => number > current.number) ?? others[0])?.id ?? null;
}

export interface Summary {
  readonly accepted: number;
  readonly refused: number;
  /** Decided before, or taken back. */
  readonly before: number;
  /** Activities that shared the fate of others, each named once. */
  readonly along: readonly string[];
}

export function summaryOf(outcomes: Decided["outcomes"]): Summary {
  const changed = outcomes.filter((outcome) => outcome.changed);
  const count = (reply: string) => changed.filter((outcome) => outcome.reply === reply).length;
  return {
    accepted: count("ACCEPTED"),
    refused: count("REFUSED"),
    before: outcomes.length - changed.length,
    along: [...new Set(changed.filter(({ decidedWith }) => decidedWith !== null).map(({ activity }) => activity.name))],
  };
}

export interface DayLines {
  readonly key: string;
  readonly child: string;
  readonly date: string;
  readonly lines: readonly AskedLine[];
}

/** The lines by child and day, in the order they come: what is decided together stands together. */
export function byDay(lines: readonly AskedLine[]): DayLines[] {
  const days = new Map<string, DayLines>();
  for (const line of lines) {
    const key = `${line.childId} ${line.date}`;
    const day = days.get(key) ?? { key, child: `${line.childFirstName} ${line.childLastName}`, date: line.date, lines: [] };
    days.set(key, { ...day, lines: [...day.lines, line] });
  }
  return [...days.values()];
}
