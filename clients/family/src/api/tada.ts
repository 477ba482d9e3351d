import { initGraphQLTada } from "gql.tada";
import type { introspection } from "../gen/schema-env.d.ts";

/** Types a GraphQL document from the schema. Days and instants travel as ISO text and stay text. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { Date: string; DateTime: string };
  disableMasking: true;
}>();
