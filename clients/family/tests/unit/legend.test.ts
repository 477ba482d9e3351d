import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { fr } from "../../src/i18n/fr.ts";

/** What the server calls each state: `state-out-of-time = …`. */
function served(language: string): Map<string, string> {
  const lines = readFileSync(`../../services/src/texts/${language}.ftl`, "utf8").matchAll(/^state-([a-z-]+) = (.*)$/gm);
  return new Map([...lines].map(([, name = "", label = ""]) => [name.toUpperCase().replaceAll("-", "_"), label]));
}

test.each([["fr", fr] as const, ["en", en] as const])("the key says what the server's legend says, in %s", (language, words) => {
  const states = served(language);
  expect(states.size).toBe(14);
  expect(Object.fromEntries(states)).toEqual(
    Object.fromEntries(Object.entries(words.state).filter(([look]) => states.has(look))),
  );
});
