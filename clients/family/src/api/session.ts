import { SessionClose, SessionOpen, SessionRefresh } from "../gen/documents.ts";
import { post, Unreachable } from "./post.ts";
import { TOWN, TOWN_OF_PAGE } from "./town.ts";

/**
 * `starting`: a remembered session is being taken up again; `unreachable`: that failed for want of an answer;
 * `out`: nobody is signed in (`ended` when a session was refused); `in`: signed in.
 */
export type SessionState =
  | { readonly name: "starting" }
  | { readonly name: "unreachable" }
  | { readonly name: "out"; readonly ended: boolean }
  | { readonly name: "in"; readonly id: number };

interface Access {
  readonly token: string;
  /** Milliseconds since the epoch, by this device's clock. */
  readonly expiresAt: number;
}

interface Tokens {
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  readonly refreshToken: string;
}

const KEY = "preau.refresh";
const LOCK = "preau.refresh";
/** An access token this close to its end is renewed first. */
const MARGIN_MS = 20_000;

/**
 * Who is signed in on this device. The access token lives in memory only; the refresh token in `localStorage` when
 * the person asked to be remembered, else in `sessionStorage`. Each town beside the page's own has a place of its own
 * there: whoever has children in two towns is signed in to both.
 */
export class Session {
  #state: SessionState = { name: "out", ended: false };
  #access: Access | null = null;
  #refreshing: Promise<boolean> | null = null;
  #opened = 0;
  readonly #listeners = new Set<() => void>();
  readonly #key: string;

  constructor(town: string | null = null) {
    this.#key = town === null ? KEY : `${KEY}.${town}`;
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up the session that this device remembers, if any. */
  async start(): Promise<void> {
    if (this.#remembered() === null) return this.#move({ name: "out", ended: false });
    this.#move({ name: "starting" });
    try {
      if (await this.refresh()) this.#enter();
    } catch {
      this.#move({ name: "unreachable" });
    }
  }

  /** Answers the server's words when it refuses. Throws {@link Unreachable}. */
  async open(input: {
    town: string;
    login: string;
    password: string;
    deviceName: string;
    remember: boolean;
  }): Promise<string | null> {
    const { sessionOpen } = await post(SessionOpen, { input });
    if (!sessionOpen.tokens) return sessionOpen.errors[0]?.message ?? "";
    this.#forget();
    this.#keep(sessionOpen.tokens, input.remember ? localStorage : sessionStorage);
    this.#enter();
    return null;
  }

  /** Signs out here at once, and on the server if it can be reached. */
  async close(): Promise<void> {
    const access = this.#access;
    this.#leave(false);
    if (access === null) return;
    await post(SessionClose, { input: {} }, { authorization: `Bearer ${access.token}` }).catch(() => undefined);
  }

  token(): string | null {
    return this.#access?.token ?? null;
  }

  expiresSoon(): boolean {
    return this.#access === null || this.#access.expiresAt - Date.now() < MARGIN_MS;
  }

  /** A token fit for use now; none when the session has ended. */
  async freshToken(): Promise<string | null> {
    if (this.expiresSoon()) await this.refresh();
    return this.token();
  }

  /**
   * Trades the refresh token for a new pair; callers that come while one trade runs share it. False when the server
   * refused, which ends the session. Throws {@link Unreachable}, which ends nothing.
   */
  refresh(): Promise<boolean> {
    this.#refreshing ??= alone(() => this.#trade()).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #trade(): Promise<boolean> {
    // Read inside the lock: another tab may have traded the token meanwhile.
    const remembered = this.#remembered();
    if (remembered === null) {
      this.#leave(true);
      return false;
    }
    const { sessionRefresh } = await post(SessionRefresh, { input: { refreshToken: remembered.token } });
    if (!sessionRefresh.tokens) {
      this.#leave(true);
      return false;
    }
    this.#keep(sessionRefresh.tokens, remembered.store);
    return true;
  }

  #remembered(): { token: string; store: Storage } | null {
    for (const store of [sessionStorage, localStorage]) {
      const token = store.getItem(this.#key);
      if (token !== null) return { token, store };
    }
    return null;
  }

  #keep(tokens: Tokens, store: Storage): void {
    store.setItem(this.#key, tokens.refreshToken);
    const expiresAt = Date.parse(tokens.accessExpiresAt);
    // A new token that looks spent tells of a wrong clock on this device: then the server's word alone counts.
    const wrongClock = expiresAt - Date.now() < MARGIN_MS;
    this.#access = { token: tokens.accessToken, expiresAt: wrongClock ? Number.POSITIVE_INFINITY : expiresAt };
  }

  #forget(): void {
    this.#access = null;
    sessionStorage.removeItem(this.#key);
    localStorage.removeItem(this.#key);
  }

  #enter(): void {
    this.#opened += 1;
    this.#move({ name: "in", id: this.#opened });
  }

  #leave(ended: boolean): void {
    this.#forget();
    this.#move({ name: "out", ended });
  }

  #move(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Runs a task while no other tab of the app runs one of its kind. */
function alone<T>(task: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = navigator.locks;
  return locks ? locks.request(LOCK, task) as Promise<T> : task();
}

export { Unreachable };
export const session = new Session(TOWN === TOWN_OF_PAGE ? null : TOWN);
