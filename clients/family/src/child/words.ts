import { useSpeech } from "../i18n/context.tsx";
import { en } from "./texts/en.ts";
import { type ChildDictionary, fr } from "./texts/fr.ts";

/** The words of what is only fetched when it is wanted. */
export function useChildWords(): ChildDictionary {
  return useSpeech().language === "en" ? en : fr;
}
