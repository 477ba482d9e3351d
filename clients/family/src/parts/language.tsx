import { useSpeech } from "../i18n/context.tsx";

export function LanguageSwitch() {
  const { language, words, change } = useSpeech();
  const other = language === "fr" ? "en" : "fr";
  return (
    <button type="button" className="link" lang={other} aria-label={words.languageLabel} onClick={() => change(other)}>
      {words.language}
    </button>
  );
}
