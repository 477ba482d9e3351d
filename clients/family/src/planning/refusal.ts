import type { PlanDictionary } from "./texts/fr.ts";

/** Why a request was not considered, in the app's words where it has some for the code, or else in the server's. */
export function refusalText({ code, message }: { readonly code: string; readonly message: string }, { refused }: PlanDictionary): string {
  const own: Readonly<Record<string, string>> = refused;
  return Object.hasOwn(own, code) ? (own[code] ?? message) : message;
}
