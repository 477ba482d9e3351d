import { useSpeech } from "../i18n/context.tsx";
import { en } from "./texts/en.ts";
import { type DeskDictionary, fr } from "./texts/fr.ts";

/** The words of the desk, which only staff fetch. */
export function useDeskWords(): DeskDictionary {
  return useSpeech().language === "en" ? en : fr;
}
