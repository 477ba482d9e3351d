import { stringifyDocument } from "@urql/core";
import type { TadaDocumentNode } from "gql.tada";

export const ENDPOINT = "/graphql";

/** The server could not be reached, or did not answer as GraphQL: nothing is known about what it did. */
export class Unreachable extends Error {}

/** Sends one document outside the app's client: for signing in and out, where no session stands yet. */
export async function post<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  headers: Record<string, string> = {},
): Promise<Data> {
  let answer: { data?: Data | null };
  try {
    const response = await fetch(ENDPOINT, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json",
        "accept-language": globalThis.document.documentElement.lang,
        ...headers,
      },
      body: JSON.stringify({ query: stringifyDocument(document), variables }),
    });
    answer = (await response.json()) as { data?: Data | null };
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
  if (!answer.data) throw new Unreachable("no data");
  return answer.data;
}
