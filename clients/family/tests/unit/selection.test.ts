import { describe, expect, test } from "vitest";
import { broughtBy, type DayFacts, restingOn, type SlotFacts } from "../../src/booking/links.ts";
import {
  changesOf, type DayTicks, effectOf, NOTHING, refresh, rowState, summaryOf, ticksOf, toggle, toggleRow, withTicks,
} from "../../src/booking/selection.ts";

type Change = Partial<Pick<SlotFacts, "state" | "changeable">>;

function slot(activityId: string, takes: string[], priceCents: number, change: Change = {}): [string, SlotFacts] {
  return [activityId, { activityId, activityName: activityId, takes, state: "AVAILABLE", changeable: true, priceCents, term: null, ...change }];
}

/** Milly: midday care and canteen come together; the canteen alone is impossible. */
function milly(change: Record<string, Change> = {}): DayFacts {
  return new Map([
    slot("morning", [], 195, change["morning"]),
    slot("midday", ["canteen"], 170, change["midday"]),
    slot("canteen", ["midday"], 315, change["canteen"]),
  ]);
}

/** A child with a food PAI may take midday care alone. */
function pai(change: Record<string, Change> = {}): DayFacts {
  return new Map([slot("midday", [], 170, change["midday"]), slot("canteen", ["midday"], 315, change["canteen"])]);
}

const ticks = (facts: DayFacts, book: string[] = [], cancel: string[] = []): DayTicks =>
  ({ facts, book: new Set(book), cancel: new Set(cancel) });
const seen = (state: DayTicks) => {
  const { book, cancel } = effectOf(state);
  return { book: [...book].sort(), cancel: [...cancel].sort() };
};
const BOOKED = { state: "BOOKED" } as const;

describe("linkage", () => {
  test("what comes along, and what falls with it", () => {
    expect([...broughtBy(milly(), "midday")]).toEqual(["midday", "canteen"]);
    expect([...broughtBy(pai(), "midday")]).toEqual(["midday"]);
    expect([...broughtBy(pai(), "canteen")]).toEqual(["canteen", "midday"]);
    expect([...restingOn(pai(), "midday")]).toEqual(["midday", "canteen"]);
    expect([...restingOn(pai(), "canteen")]).toEqual(["canteen"]);
  });

  test("one tick takes both", () => {
    expect(seen(toggle(ticks(milly()), "midday"))).toEqual({ book: ["canteen", "midday"], cancel: [] });
    expect(seen(toggle(ticks(milly()), "canteen"))).toEqual({ book: ["canteen", "midday"], cancel: [] });
  });

  test("unticking the one that came along takes both away", () => {
    expect(seen(toggle(toggle(ticks(milly()), "midday"), "canteen"))).toEqual({ book: [], cancel: [] });
  });

  test("with a PAI midday care stands alone, the canteen does not", () => {
    expect(seen(toggle(ticks(pai()), "midday"))).toEqual({ book: ["midday"], cancel: [] });
    const both = toggle(toggle(ticks(pai()), "midday"), "canteen");
    expect(seen(both)).toEqual({ book: ["canteen", "midday"], cancel: [] });
    expect(seen(toggle(both, "canteen"))).toEqual({ book: ["midday"], cancel: [] });
    expect(seen(toggle(both, "midday"))).toEqual({ book: [], cancel: [] });
  });

  test("cancelling midday care cancels the canteen, with a PAI too", () => {
    expect(seen(toggle(ticks(milly({ midday: BOOKED, canteen: BOOKED })), "canteen"))).toEqual({ book: [], cancel: ["canteen", "midday"] });
    expect(seen(toggle(ticks(pai({ midday: BOOKED, canteen: BOOKED })), "midday"))).toEqual({ book: [], cancel: ["canteen", "midday"] });
    expect(seen(toggle(ticks(pai({ midday: BOOKED, canteen: BOOKED })), "canteen"))).toEqual({ book: [], cancel: ["canteen"] });
  });

  test("what is booked already is not counted again", () => {
    expect(seen(toggle(ticks(pai({ midday: BOOKED })), "canteen"))).toEqual({ book: ["canteen"], cancel: [] });
  });

  test("a tick and a cancellation never contradict each other", () => {
    const facts = pai({ midday: BOOKED });
    const booking = toggle(ticks(facts), "canteen");
    const cancelling = toggle(booking, "midday");
    expect(seen(cancelling)).toEqual({ book: [], cancel: ["midday"] });
    expect(seen(toggle(cancelling, "canteen"))).toEqual({ book: ["canteen"], cancel: [] });
  });
});

test("what cannot be changed stays as it is", () => {
  for (const state of ["BOOKED", "CLOSED", "OUT_OF_TIME", "FULL", "BLOCKED"] as const) {
    const before = ticks(milly({ morning: { state, changeable: false } }));
    expect(toggle(before, "morning")).toBe(before);
  }
});

describe("a whole week", () => {
  const shut: Change = { state: "CLOSED", changeable: false };
  const week = new Map<string, DayFacts>([
    ["2026-11-16", milly()],
    ["2026-11-17", milly({ morning: BOOKED })],
    ["2026-11-18", milly({ morning: shut, midday: shut, canteen: shut })],
    ["2026-11-19", milly()],
  ]);

  test("ticks every day that can be booked, and takes the ticks away again", () => {
    const all = toggleRow(NOTHING, "leo", "morning", week);
    expect(changesOf(all)).toEqual([{ childId: "leo", activityId: "morning", book: ["2026-11-16", "2026-11-19"], cancel: [] }]);
    expect(rowState(all, "leo", "morning", week)).toBe("all");
    expect(toggleRow(all, "leo", "morning", week)).toEqual(NOTHING);
  });

  test("completes a week begun by hand", () => {
    const facts = milly();
    const one = withTicks(NOTHING, "leo", "2026-11-19", toggle(ticks(facts), "canteen"));
    expect(rowState(one, "leo", "midday", week)).toBe("some");
    const all = toggleRow(one, "leo", "midday", week);
    expect(rowState(all, "leo", "midday", week)).toBe("all");
    expect(changesOf(all)).toEqual([
      { childId: "leo", activityId: "canteen", book: ["2026-11-19"], cancel: [] },
      { childId: "leo", activityId: "midday", book: ["2026-11-16", "2026-11-17"], cancel: [] },
    ]);
  });

  test("offers nothing where nothing can be booked", () => {
    expect(rowState(NOTHING, "leo", "morning", new Map([["2026-11-17", milly({ morning: BOOKED })]]))).toBe(null);
  });
});

test("counts and adds up what comes along too, in cents", () => {
  const monday = toggle(toggle(ticks(milly({ morning: BOOKED })), "morning"), "midday");
  const both = withTicks(withTicks(NOTHING, "leo", "2026-11-16", monday), "ines", "2026-11-17", toggle(ticks(pai()), "midday"));
  expect(summaryOf(both)).toEqual({ booked: 3, cancelled: 1, totalCents: 170 + 315 + 170, byTerm: false });
  expect(summaryOf(NOTHING)).toEqual({ booked: 0, cancelled: 0, totalCents: 0, byTerm: false });
});

test("tells that something is paid by the term, only where it is to be booked", () => {
  const euros = (amountCents: number) => ({ amountCents, currency: "EUR" as const });
  const term = { firstDay: "2026-09-01", lastDay: "2026-12-31", price: euros(5000), instalments: [{ month: "2026-09-01", amount: euros(5000) }] };
  const facts = (state: SlotFacts["state"]): DayFacts => new Map([["study", { activityId: "study", activityName: "study", takes: [], state, changeable: true, priceCents: 0, term }]]);
  const one = (state: SlotFacts["state"]) => summaryOf(withTicks(NOTHING, "leo", "2026-11-16", toggle(ticks(facts(state)), "study")));
  expect([one("AVAILABLE"), one("BOOKED")]).toEqual([
    { booked: 1, cancelled: 0, totalCents: 0, byTerm: true }, { booked: 0, cancelled: 1, totalCents: 0, byTerm: false },
  ]);
});

test("the request holds what was ticked by hand, sorted, whatever the order of ticking", () => {
  const facts = milly({ morning: BOOKED });
  let selection = NOTHING;
  for (const [child, day, id] of [
    ["leo", "2026-11-19", "midday"], ["ines", "2026-11-16", "morning"], ["leo", "2026-11-16", "midday"],
  ] as const) {
    selection = withTicks(selection, child, day, toggle(ticksOf(selection, child, day, facts), id));
  }
  expect(changesOf(selection)).toEqual([
    { childId: "ines", activityId: "morning", book: [], cancel: ["2026-11-16"] },
    { childId: "leo", activityId: "midday", book: ["2026-11-16", "2026-11-19"], cancel: [] },
  ]);
});

test("ticks that are no longer possible fall away when the calendar is read again; other days and children stay", () => {
  let selection = NOTHING;
  for (const [child, day] of [["leo", "2026-11-16"], ["leo", "2026-12-01"], ["ines", "2026-11-16"]] as const) {
    selection = withTicks(selection, child, day, toggle(ticks(milly()), "morning"));
  }
  const now = new Map<string, DayFacts>([["2026-11-16", milly({ morning: { state: "FULL", changeable: false } })]]);
  expect(changesOf(refresh(selection, "leo", now))).toEqual([
    { childId: "ines", activityId: "morning", book: ["2026-11-16"], cancel: [] },
    { childId: "leo", activityId: "morning", book: ["2026-12-01"], cancel: [] },
  ]);
});
