import { useCallback } from "react";
import { useQuery } from "urql";
import type { TermDue } from "../api/types.ts";
import type { Span } from "../booking/spans.ts";
import { ChildTerms } from "../gen/documents.ts";
import { useReread } from "./news.tsx";

const NONE: readonly TermDue[] = [];

/**
 * What is due of prices by the term with the months of a span: undefined until it is known, and null where it cannot be. It is
 * only asked where the child pays anything by the term.
 */
export function useTermsDue(childId: string, { from, to }: Span, asked: boolean): [readonly TermDue[] | null | undefined, () => void] {
  const [{ data, error }, read] = useQuery({
    query: ChildTerms, variables: { childId, from, to }, pause: !asked, requestPolicy: "cache-and-network",
  });
  const reread = useCallback(() => {
    if (asked) read({ requestPolicy: "network-only" });
  }, [asked, read]);
  useReread(reread);
  if (!asked) return [NONE, reread];
  return [data ? (data.child?.due?.terms ?? NONE) : error ? null : undefined, reread];
}
