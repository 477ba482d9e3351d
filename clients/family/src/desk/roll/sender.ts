import type { TapEvent, TapOutcome } from "../types.ts";
import type { TapStore } from "./tap-store.ts";

/** Sends events and answers what became of each. Throws when there is no answer. */
export type Post = (device: string, events: TapEvent[]) => Promise<readonly TapOutcome[]>;

/** So many events go into one request. */
const MOST = 500;

/** Sends what waits, one request after the other. Whatever has no answer waits on, and is sent again as it is. */
export class Sender {
  readonly #store: TapStore;
  readonly #post: Post;
  #running: Promise<boolean> | null = null;

  constructor(store: TapStore, post: Post) {
    this.#store = store;
    this.#post = post;
  }

  /** Whether nothing waits any more. Callers that come while one sending runs share it. */
  flush(): Promise<boolean> {
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #send(): Promise<boolean> {
    for (;;) {
      const batch = this.#store.pending().slice(0, MOST).map(({ event }) => event);
      if (batch.length === 0) return true;
      try {
        const settled = this.#store.settle(await this.#post(this.#store.device(), batch));
        if (settled === 0) return false;
      } catch {
        return false;
      }
    }
  }
}
