import type { ReactNode } from "react";
import { Client, type Exchange, getOperationName, makeResult, Provider } from "urql";
import { filter, map, pipe } from "wonka";

type Answers = Record<string, (variables: never) => Record<string, unknown>>;

/** A client of a server that answers each operation by its name, and what it was asked to change. */
export function serve(answers: Answers) {
  const sent: Record<string, unknown>[] = [];
  const server: Exchange = () => (operations) => pipe(
    operations,
    filter(({ kind }) => kind !== "teardown"),
    map((operation) => {
      const name = getOperationName(operation.query) ?? "";
      if (operation.kind === "mutation") sent.push((operation.variables as { input: Record<string, unknown> }).input);
      const answer = answers[name];
      if (!answer) throw new Error(`nothing to answer to ${name}`);
      return makeResult(operation, { data: answer(operation.variables as never) });
    }),
  );
  const client = new Client({ url: "/graphql", preferGetMethod: false, exchanges: [server] });
  return { sent, within: (what: ReactNode) => <Provider value={client}>{what}</Provider> };
}
