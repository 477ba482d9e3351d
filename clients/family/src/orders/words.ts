import { useSpeech } from "../i18n/context.tsx";
import { en } from "./texts/en.ts";
import { fr, type OrdersDictionary } from "./texts/fr.ts";

/** The words of what is only fetched when it is wanted. */
export function useOrdersWords(): OrdersDictionary {
  return useSpeech().language === "en" ? en : fr;
}
