import { useSpeech } from "../i18n/context.tsx";
import { en } from "./texts/en.ts";
import { type EnrolDictionary, fr } from "./texts/fr.ts";

/** The words of what is only fetched when it is wanted. */
export function useEnrolWords(): EnrolDictionary {
  return useSpeech().language === "en" ? en : fr;
}
