import { beforeEach, expect, test, vi } from "vitest";
import { Session } from "../../src/api/session.ts";

const NOW = Date.parse("2026-11-09T08:30:00Z");
const pair = (n: number) => ({
  accessToken: `access-${n}`, accessExpiresAt: "2026-11-09T08:45:00Z",
  refreshToken: `refresh-${n}`, refreshExpiresAt: "2026-12-09T08:30:00Z",
});
const SIGN_IN = { town: "milly-la-foret", login: "MLF-1042", password: "preau-parent", deviceName: "Web" };

let requests: { query: string; variables: { input: Record<string, unknown> } }[];
let reply: (operation: string) => unknown;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  requests = [];
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  vi.stubGlobal("fetch", async (_: string, init: { body: string }) => {
    const request = JSON.parse(init.body);
    requests.push(request);
    return new Response(JSON.stringify({ data: reply(/mutation (\w+)/.exec(request.query)?.[1] ?? "") }));
  });
});

const stores = () => ({ local: localStorage.getItem("preau.refresh"), session: sessionStorage.getItem("preau.refresh") });

test("remembers only when asked to, and never the access token", async () => {
  reply = () => ({ sessionOpen: { tokens: pair(1), viewer: { id: "g" }, errors: [] } });
  const session = new Session();
  expect(await session.open({ ...SIGN_IN, remember: false })).toBe(null);
  expect(stores()).toEqual({ local: null, session: "refresh-1" });
  expect(await session.open({ ...SIGN_IN, remember: true })).toBe(null);
  expect(stores()).toEqual({ local: "refresh-1", session: null });
  expect([session.token(), session.state()]).toEqual(["access-1", { name: "in", id: 2 }]);
  expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.toContain("access-1");
});

test("hands on the server's words when it refuses", async () => {
  const error = { code: "UNKNOWN_LOGIN_OR_PASSWORD", message: "Identifiant ou mot de passe inconnu.", path: [] };
  reply = () => ({ sessionOpen: { tokens: null, viewer: null, errors: [error] } });
  const session = new Session();
  expect(await session.open({ ...SIGN_IN, remember: true })).toBe("Identifiant ou mot de passe inconnu.");
  expect([session.state(), stores()]).toEqual([{ name: "out", ended: false }, { local: null, session: null }]);
});

test("twenty callers share one refresh", async () => {
  sessionStorage.setItem("preau.refresh", "refresh-1");
  reply = () => ({ sessionRefresh: { tokens: pair(2), errors: [] } });
  const session = new Session();
  const tokens = await Promise.all(Array.from({ length: 20 }, () => session.freshToken()));
  expect(tokens).toEqual(Array.from({ length: 20 }, () => "access-2"));
  expect(requests.map(({ variables }) => variables)).toEqual([{ input: { refreshToken: "refresh-1" } }]);
  expect(stores()).toEqual({ local: null, session: "refresh-2" });
});

test("a refused refresh ends the session and forgets the token", async () => {
  localStorage.setItem("preau.refresh", "refresh-1");
  const error = { code: "EXPIRED", message: "Session terminée.", path: [] };
  reply = () => ({ sessionRefresh: { tokens: null, errors: [error] } });
  const session = new Session();
  await session.start();
  expect([session.state(), stores()]).toEqual([{ name: "out", ended: true }, { local: null, session: null }]);
});

test("a refresh without an answer ends nothing", async () => {
  localStorage.setItem("preau.refresh", "refresh-1");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  const session = new Session();
  await session.start();
  expect([session.state(), stores()]).toEqual([{ name: "unreachable" }, { local: "refresh-1", session: null }]);
});

test("signs out here even when the server cannot be told", async () => {
  reply = () => ({ sessionOpen: { tokens: pair(1), viewer: { id: "g" }, errors: [] } });
  const session = new Session();
  await session.open({ ...SIGN_IN, remember: true });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  await session.close();
  expect([session.state(), session.token(), stores()]).toEqual([
    { name: "out", ended: false }, null, { local: null, session: null },
  ]);
});

test("a phone whose clock is ahead does not renew at every step", async () => {
  reply = () => ({ sessionOpen: { tokens: pair(1), viewer: { id: "g" }, errors: [] } });
  vi.setSystemTime(NOW + 86_400_000);
  const session = new Session();
  await session.open({ ...SIGN_IN, remember: false });
  expect([session.expiresSoon(), await session.freshToken(), requests.length]).toEqual([false, "access-1", 1]);
});

test("a token near its end is renewed before use", async () => {
  reply = (operation) => operation === "SessionOpen"
    ? { sessionOpen: { tokens: pair(1), viewer: { id: "g" }, errors: [] } }
    : { sessionRefresh: { tokens: { ...pair(2), accessExpiresAt: "2026-11-09T09:00:00Z" }, errors: [] } };
  const session = new Session();
  await session.open({ ...SIGN_IN, remember: false });
  vi.setSystemTime(NOW + 14 * 60_000);
  expect([session.expiresSoon(), await session.freshToken()]).toEqual([false, "access-1"]);
  vi.setSystemTime(NOW + 15 * 60_000 - 19_999);
  expect([session.expiresSoon(), await session.freshToken()]).toEqual([true, "access-2"]);
});

test("each town has a session of its own", async () => {
  let given = 0;
  reply = () => ({ sessionOpen: { tokens: pair(++given), viewer: { id: "g" }, errors: [] } });
  const [here, there] = [new Session(), new Session("bouillargues")];
  await here.open({ ...SIGN_IN, remember: true });
  await there.open({ ...SIGN_IN, town: "bouillargues", remember: true });
  expect({ ...localStorage }).toEqual({ "preau.refresh": "refresh-1", "preau.refresh.bouillargues": "refresh-2" });
  await there.close();
  expect([here.state().name, there.state().name, { ...localStorage }]).toEqual(["in", "out", { "preau.refresh": "refresh-1" }]);
});
