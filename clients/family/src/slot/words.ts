import { useSpeech } from "../i18n/context.tsx";
import { en } from "./texts/en.ts";
import { fr, type SlotDictionary } from "./texts/fr.ts";

/** The words of what is only fetched when it is wanted. */
export function useSlotWords(): SlotDictionary {
  return useSpeech().language === "en" ? en : fr;
}
