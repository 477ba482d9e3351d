import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { en } from "./en.ts";
import { type Format, formatIn, type Language } from "./format.ts";
import { type Dictionary, fr } from "./fr.ts";

const KEY = "preau.language";
const WORDS: Record<Language, Dictionary> = { fr, en };

interface Speech {
  readonly language: Language;
  readonly words: Dictionary;
  readonly change: (language: Language) => void;
}

const SpeechContext = createContext<Speech>({ language: "fr", words: fr, change: () => {} });
const ZoneContext = createContext("Europe/Paris");

/** French unless the person chose English here. */
export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(KEY) === "en" ? "en" : "fr"));
  // Set while rendering, not after: the first requests already say in which language they want their messages.
  document.documentElement.lang = language;
  useEffect(() => localStorage.setItem(KEY, language), [language]);
  const speech = useMemo(() => ({ language, words: WORDS[language], change: setLanguage }), [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** Instants below are shown as in this zone: the town's. */
export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

export function useSpeech(): Speech {
  return use(SpeechContext);
}

export function useWords(): Dictionary {
  return use(SpeechContext).words;
}

export function useZone(): string {
  return use(ZoneContext);
}

export function useFormat(): Format {
  const { language } = use(SpeechContext);
  const zone = use(ZoneContext);
  return useMemo(() => formatIn(language, zone), [language, zone]);
}
