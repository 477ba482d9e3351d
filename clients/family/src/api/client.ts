import { authExchange } from "@urql/exchange-auth";
import { cacheExchange, Client, fetchExchange } from "urql";
import { ENDPOINT } from "./post.ts";
import type { Session } from "./session.ts";

/** One client for one signed-in session: what it has cached goes away with it. */
export function openClient(session: Session, language: string): Client {
  return new Client({
    url: ENDPOINT,
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetchOptions: () => ({
      headers: {
        accept: "application/graphql-response+json",
        "accept-language": language,
      },
    }),
    exchanges: [
      cacheExchange,
      authExchange(async (utilities) => ({
        addAuthToOperation(operation) {
          const token = session.token();
          return token === null ? operation : utilities.appendHeaders(operation, { authorization: `Bearer ${token}` });
        },
        willAuthError: () => session.expiresSoon(),
        didAuthError: (error) => error.graphQLErrors.some(({ extensions }) => extensions["code"] === "UNAUTHENTICATED"),
        async refreshAuth() {
          // Without an answer the operation goes out as it is and fails by itself, as any other does offline.
          await session.refresh().catch(() => undefined);
        },
      })),
      fetchExchange,
    ],
  });
}
