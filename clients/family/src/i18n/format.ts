import { type Day, instantOf, type Month } from "../booking/days.ts";

export type Language = "fr" | "en";

const LOCALES = { fr: "fr-FR", en: "en-GB" } as const;

/** Words for amounts, civil days, and instants as a clock in the town shows them. */
export interface Format {
  money(cents: number): string;
  /** lundi 16 novembre */
  day(day: Day): string;
  /** lun. 16 novembre */
  shortDay(day: Day): string;
  /** 16 novembre */
  dayMonth(day: Day): string;
  /** lun. */
  weekday(day: Day): string;
  /** lundi */
  weekdayName(day: Day): string;
  dayNumber(day: Day): string;
  /** novembre 2026 */
  month(month: Month): string;
  /** jeudi 12 novembre à 10:00 */
  instant(instant: string): string;
  time(instant: string): string;
  /** jusqu’à 14:32 on the day itself, jusqu’au jeudi 12 novembre à 10:00 on any other */
  until(instant: string, now: Date): string;
  /** lundi 16 novembre 2026, of an instant */
  date(instant: string): string;
  /** Étude : complet, with the signs of the language */
  named(name: string, text: string): string;
}

export function formatIn(language: Language, timeZone: string): Format {
  const locale = LOCALES[language];
  // The first of a month is "1er" in French, which Intl leaves out.
  const ordinal = (text: string) => (language === "fr" ? text.replace(/\b1(?= \p{L}|$)/u, "1er") : text);
  const civil = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    return (day: Day) => ordinal(format.format(instantOf(day)));
  };
  const local = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (instant: string) => ordinal(format.format(new Date(instant)));
  };
  const money = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" });
  const monthName = civil({ month: "long", year: "numeric" });
  const weekday = civil({ weekday: "short" });
  const dayMonth = civil({ day: "numeric", month: "long" });
  const day = local({ weekday: "long", day: "numeric", month: "long" });
  const time = local({ hour: "2-digit", minute: "2-digit" });
  const date = local({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const dayAndTime = (instant: string) => `${day(instant)} ${language === "fr" ? "à" : "at"} ${time(instant)}`;
  return {
    // Whole cents to euros: the quotient is only ever shown, never reckoned with.
    money: (cents) => money.format(cents / 100),
    day: civil({ weekday: "long", day: "numeric", month: "long" }),
    shortDay: (day) => `${weekday(day)} ${dayMonth(day)}`,
    dayMonth,
    weekday,
    weekdayName: civil({ weekday: "long" }),
    dayNumber: civil({ day: "numeric" }),
    month: (month) => monthName(`${month}-01`),
    instant: dayAndTime,
    time,
    until: (instant, now) => {
      const today = date(instant) === date(now.toISOString());
      if (language === "en") return `until ${today ? time(instant) : dayAndTime(instant)}`;
      return today ? `jusqu’à ${time(instant)}` : `jusqu’au ${dayAndTime(instant)}`;
    },
    date,
    named: (name, text) => `${name}${language === "fr" ? "\u00a0:" : ":"} ${text}`,
  };
}

/** French set in running text starts with a small letter; a title wants a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
