import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rowsOf } from "../../src/desk/roll/overlay.ts";
import { Sender } from "../../src/desk/roll/sender.ts";
import { type Deed, TapStore } from "../../src/desk/roll/tap-store.ts";
import { ulid } from "../../src/desk/roll/ulid.ts";
import type { TapEvent, TapOutcome } from "../../src/desk/types.ts";

const NOON = new Date("2026-11-09T11:00:00Z");
const WHO = { firstName: "Maya", lastName: "Lambert", school: { id: "school:1", name: "Les Vergers" } };
const deed = (childId: string, kind: Deed["kind"], more: Partial<Deed> = {}) =>
  ({ deed: { childId, activityId: "activity:1", date: "2026-11-09", kind, ...more }, who: WHO });

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

/** A server that knows each event once, and refuses some children; it may be out of reach. */
class Server {
  reachable = true;
  readonly written = new Map<string, TapEvent>();
  readonly requests: { device: string; ids: string[] }[] = [];
  readonly refused: ReadonlySet<string>;

  constructor(refused: readonly string[] = []) {
    this.refused = new Set(refused);
  }

  readonly post = async (device: string, events: TapEvent[]): Promise<TapOutcome[]> => {
    this.requests.push({ device, ids: events.map(({ id }) => id) });
    await Promise.resolve();
    if (!this.reachable) throw new TypeError("no network");
    return events.map((event): TapOutcome => {
      if (this.refused.has(event.childId)) {
        return { eventId: event.id, result: "REFUSED", refusal: { code: "UNKNOWN_CHILD", message: "Enfant inconnu.", reason: null } };
      }
      const known = this.written.has(event.id);
      this.written.set(event.id, event);
      return { eventId: event.id, result: known ? "KNOWN_ALREADY" : "RECORDED", refusal: null };
    });
  };
}

const fates = (store: TapStore) => store.taps().map(({ event, fate }) => [event.childId, event.kind, fate]);

test("makes ids that tell their instant and differ", () => {
  const made = Array.from({ length: 200 }, () => ulid(NOON.getTime()));
  expect(new Set(made).size).toBe(200);
  expect(made.every((id) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id))).toBe(true);
  expect(new Set(made.map((id) => id.slice(0, 10)))).toEqual(new Set([ulid(NOON.getTime()).slice(0, 10)]));
  expect(ulid(0).slice(0, 10)).toBe("0000000000");
  expect(ulid(32).slice(0, 10)).toBe("0000000010");
});

test("keeps what is tapped without a network, over a reload, and sends it once there is one", async () => {
  const server = new Server();
  server.reachable = false;
  const store = new TapStore(localStorage, "millery");
  expect(store.add([deed("child:1", "CHECKED_IN"), deed("child:2", "ABSENT")], NOON)).toBe(true);
  expect(await new Sender(store, server.post).flush()).toBe(false);
  expect(fates(store)).toEqual([["child:1", "CHECKED_IN", "pending"], ["child:2", "ABSENT", "pending"]]);

  const reloaded = new TapStore(localStorage, "millery");
  expect(reloaded.taps()).toEqual(store.taps());
  reloaded.add([deed("child:1", "CHECKED_OUT")], new Date("2026-11-09T12:00:00Z"));
  server.reachable = true;
  expect(await new Sender(reloaded, server.post).flush()).toBe(true);
  expect([...server.written.values()].map(({ childId, kind, at, sequence }) => [childId, kind, at, sequence])).toEqual([
    ["child:1", "CHECKED_IN", "2026-11-09T11:00:00.000Z", 1],
    ["child:2", "ABSENT", "2026-11-09T11:00:00.000Z", 2],
    ["child:1", "CHECKED_OUT", "2026-11-09T12:00:00.000Z", 3],
  ]);
  expect(new Set(server.requests.map(({ device }) => device)).size).toBe(1);
  expect(new TapStore(localStorage, "millery").pending()).toEqual([]);
});

test("sends the same events again where no answer came, and nothing twice at once", async () => {
  const server = new Server();
  const store = new TapStore(localStorage, "millery");
  store.add([deed("child:1", "CHECKED_IN")], NOON);
  let lose = true;
  const sender = new Sender(store, async (device, events) => {
    const outcomes = await server.post(device, events);
    if (!lose) return outcomes;
    lose = false;
    throw new TypeError("the answer is lost");
  });
  const [first, second] = await Promise.all([sender.flush(), sender.flush()]);
  expect([first, second, server.requests.length]).toEqual([false, false, 1]);
  expect(await sender.flush()).toBe(true);
  const [id] = [...server.written.keys()];
  expect(server.requests.map(({ ids }) => ids)).toEqual([[id], [id]]);
  expect(fates(store)).toEqual([["child:1", "CHECKED_IN", "sent"]]);
});

test("keeps a refusal with its reason until it was read; the others go through", async () => {
  const server = new Server(["child:2"]);
  const store = new TapStore(localStorage, "millery");
  store.add([deed("child:1", "CHECKED_IN"), deed("child:2", "CHECKED_IN")], NOON);
  expect(await new Sender(store, server.post).flush()).toBe(true);
  const reloaded = new TapStore(localStorage, "millery");
  expect(reloaded.taps().map(({ event, fate, message }) => [event.childId, fate, message])).toEqual([
    ["child:1", "sent", null], ["child:2", "refused", "Enfant inconnu."],
  ]);
  expect(rowsOf([], reloaded.taps()).map(({ childId, state, refused }) => [childId, state, refused.length])).toEqual([
    ["child:1", "PRESENT", 0], ["child:2", "EXPECTED", 1],
  ]);
  expect(await new Sender(reloaded, server.post).flush()).toBe(true);
  expect(server.requests).toHaveLength(1);
  reloaded.forget(reloaded.taps().filter(({ fate }) => fate === "refused").map(({ event }) => event.id));
  expect(fates(reloaded)).toEqual([["child:1", "CHECKED_IN", "sent"]]);
});

test("sends at most 500 in a request, and stops at a server that answers for none", async () => {
  const server = new Server();
  const store = new TapStore(localStorage, "millery");
  store.add(Array.from({ length: 501 }, (_, index) => deed(`child:${index}`, "CHECKED_IN")), NOON);
  expect(await new Sender(store, server.post).flush()).toBe(true);
  expect(server.requests.map(({ ids }) => ids.length)).toEqual([500, 1]);
  store.add([deed("child:1", "CHECKED_OUT")], NOON);
  const mute = vi.fn(async () => []);
  expect(await new Sender(store, mute).flush()).toBe(false);
  expect([mute.mock.calls.length, store.pending().length]).toEqual([1, 1]);
});

test("keeps nothing of deeds for which the device has no room", () => {
  const store = new TapStore(localStorage, "millery");
  store.add([deed("child:1", "CHECKED_IN")], NOON);
  const before = { ...localStorage };
  let writes = 0;
  const narrow = new Proxy(localStorage, {
    get(target, name) {
      if (name === "setItem") {
        return (key: string, value: string) => {
          if (key.startsWith("preau.desk.tap") && ++writes > 1) throw new DOMException("full", "QuotaExceededError");
          target.setItem(key, value);
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const full = new TapStore(narrow, "millery");
  expect(full.add([deed("child:2", "ABSENT"), deed("child:2", "CERTIFICATE")], NOON)).toBe(false);
  expect(fates(full)).toEqual([["child:1", "CHECKED_IN", "pending"]]);
  const taps = (all: object) => Object.keys(all).filter((key) => key.startsWith("preau.desk.tap"));
  expect(taps({ ...localStorage })).toEqual(taps(before));
});

test("lets go of what is written down once a newer list has it, or its day is over", async () => {
  const server = new Server();
  const store = new TapStore(localStorage, "millery");
  store.add([deed("child:1", "CHECKED_IN")], NOON);
  await new Sender(store, server.post).flush();
  store.add([deed("child:2", "CHECKED_IN")], NOON);
  expect([store.sentOf("2026-11-09").length, store.sentOf("2026-11-10").length]).toEqual([1, 0]);
  store.forgetBefore("2026-11-09");
  expect(fates(store)).toEqual([["child:1", "CHECKED_IN", "sent"], ["child:2", "CHECKED_IN", "pending"]]);
  store.forgetBefore("2026-11-10");
  expect(fates(store)).toEqual([["child:2", "CHECKED_IN", "pending"]]);
});

test("keeps the taps of each town apart", () => {
  new TapStore(localStorage, "millery").add([deed("child:1", "CHECKED_IN")], NOON);
  expect(new TapStore(localStorage, "bouillargues").taps()).toEqual([]);
  expect(new TapStore(localStorage, "millery").taps()).toHaveLength(1);
});
