import type { TadaDocumentNode } from "gql.tada";
import { useCallback } from "react";
import { useClient } from "urql";
import { useWords } from "../i18n/context.tsx";

/** What came of a change that was sent: the server's answer, or in words why there is none. */
export type Sent<Data> = { readonly data: Data } | { readonly trouble: string };

type Send = <Data, Variables extends object>(
  document: TadaDocumentNode<Data, Variables>, variables: Variables,
) => Promise<Sent<Data>>;

/** Sends a change here and now. It is never kept for later: offline, it is refused in words. */
export function useSend(): Send {
  const client = useClient();
  const words = useWords();
  return useCallback<Send>(
    async (document, variables) => {
      if (!navigator.onLine) return { trouble: words.offlineRefusal };
      const { data, error } = await client.mutation(document, variables).toPromise();
      if (data) return { data };
      return { trouble: error?.networkError ? words.recap.lost : words.fault };
    },
    [client, words],
  );
}
