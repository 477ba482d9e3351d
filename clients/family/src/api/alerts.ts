import { stringifyDocument } from "@urql/core";
import type { ResultOf } from "gql.tada";
import { Alerts } from "../gen/documents.ts";
import { ENDPOINT } from "./post.ts";
import type { Session } from "./session.ts";

export type Alert = ResultOf<typeof Alerts>["alerts"];

const LONGEST_WAIT_MS = 60_000;
/** Close codes of a server that does not take the token, or takes it no longer. */
const FORBIDDEN = new Set([4401, 4403]);

/**
 * Listens to what happens to the family elsewhere, and comes back behind the last alert seen after each break.
 * Answers the way to stop.
 */
export function listen(session: Session, onAlert: (alert: Alert) => void): () => void {
  let stopped = false;
  let stop = () => {};

  // Loaded apart: the first screen does not wait for it.
  void import("graphql-ws").then(({ createClient }) => {
    if (stopped) return;
    let after: string | null = null;
    let refused = false;
    const url = new URL(ENDPOINT, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = createClient({
      url: url.href,
      lazy: true,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => !stopped && session.state().name === "in",
      retryWait: (tries) => pause(Math.min(1000 * 2 ** tries, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2)),
      on: {
        closed: (event) => {
          refused = FORBIDDEN.has((event as CloseEvent).code);
        },
      },
      connectionParams: async () => {
        // Whatever this device's clock says: a token that was refused is not shown twice.
        if (refused) await session.refresh().catch(() => false);
        const token = await session.freshToken().catch(() => null);
        return token === null ? {} : { authorization: `Bearer ${token}` };
      },
    });
    const follow = (): void => {
      if (stopped) return;
      socket.subscribe<ResultOf<typeof Alerts>>(
        { query: stringifyDocument(Alerts), operationName: "Alerts", variables: { after } },
        {
          next: ({ data }) => {
            if (!data) return;
            after = data.alerts.position;
            onAlert(data.alerts);
          },
          error: () => void pause(LONGEST_WAIT_MS).then(follow),
          complete: () => void pause(LONGEST_WAIT_MS).then(follow),
        },
      );
    };
    follow();
    stop = () => void socket.dispose();
  });

  return () => {
    stopped = true;
    stop();
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
