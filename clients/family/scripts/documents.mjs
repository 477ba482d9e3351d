// Turns clients/documents/*.graphql into src/gen/documents.ts, so that the shared files stay the only source and
// every document is typed by gql.tada. Each one is validated against clients/schema.graphql first.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchema, parse, validate } from "graphql";

const clients = fileURLToPath(new URL("../../", import.meta.url));
const out = fileURLToPath(new URL("../src/gen/", import.meta.url));
const folder = join(clients, "documents");
const schema = buildSchema(readFileSync(join(clients, "schema.graphql"), "utf8"));

let failed = false;
const lines = ["// Generated from clients/documents by scripts/documents.mjs.", 'import { graphql } from "../api/tada.ts";', ""];

for (const file of readdirSync(folder).filter((name) => name.endsWith(".graphql")).sort()) {
  const text = readFileSync(join(folder, file), "utf8");
  const name = basename(file, ".graphql");
  const document = parse(text);
  const [operation, ...others] = document.definitions;
  if (others.length > 0 || operation?.kind !== "OperationDefinition" || operation.name?.value !== name) {
    failed = true;
    console.error(`${file}: one operation named ${name} is expected`);
  }
  for (const error of validate(schema, document)) {
    failed = true;
    const at = error.locations?.[0];
    console.error(`${file}:${at?.line}:${at?.column}: ${error.message}`);
  }
  lines.push(`export const ${name} = graphql(\`\n${text}\`);`, "");
}

if (failed) process.exit(1);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "documents.ts"), lines.join("\n"));
