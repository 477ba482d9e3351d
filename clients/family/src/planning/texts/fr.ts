import type { Problem } from "../../booking/planning.ts";

const many = (count: number, one: string, more: string) => `${count} ${Math.abs(count) < 2 ? one : more}`;

export const fr = {
  title: "Planifier",
  task: { label: "Que voulez-vous faire ?", BOOK: "Réserver", CANCEL: "Annuler", COPY: "Copier" },
  children: "Pour",
  activities: "Activités",
  allActivities: "Toutes",
  span: {
    label: "Période",
    WEEK: (from: string) => `Semaine du ${from}`,
    YEAR: "Toute l’année scolaire",
    OTHER: "Autres dates",
    from: "Du",
    to: "Au",
  },
  days: "Jours",
  rhythm: {
    label: "Rythme",
    everyWeek: "Chaque semaine",
    oddWeeks: "Semaines impaires",
    evenWeeks: "Semaines paires",
    rota: "Roulement",
    number: (day: string, number: number) =>
      `La semaine du ${day} porte le numéro ${number} : elle est ${number % 2 === 1 ? "impaire" : "paire"}.`,
  },
  rota: {
    week: (number: number) => `Semaine ${number}`,
    first: (day: string) => `celle du ${day}`,
    add: "Ajouter une semaine",
    remove: (number: number) => `Retirer la semaine ${number}`,
    removeText: "Retirer",
    hint: (count: number) => `Puis tout recommence, toutes les ${count} semaines.`,
  },
  copy: {
    week: "Semaine à copier",
    option: (week: string, count: number) => `${week} · ${many(count, "réservation", "réservations")}`,
    target: "Copier pour",
    span: "Semaines à remplir",
    SAME: "La même semaine",
    NEXT: "La semaine suivante",
    YEAR: "Toutes, jusqu’à la fin de l’année scolaire",
    OTHER: "Autres semaines",
    from: "De la semaine du",
    to: "À la semaine du",
    mode: "Ce qui y est déjà réservé",
    ADD: "est gardé",
    REPLACE: "est remplacé",
  },
  check: "Voir ce qui se passera",
  checkHint: "Rien n’est enregistré avant votre accord.",
  problem: {
    NO_CHILD: "Choisissez au moins un enfant.",
    NO_ACTIVITY: "Choisissez au moins une activité.",
    NO_DATES: "Indiquez les deux dates.",
    REVERSED: "La seconde date vient avant la première.",
    TOO_LONG: "La période est trop longue : une année au plus.",
    NO_WEEKDAY: "Choisissez au moins un jour.",
    ITSELF: "Cette semaine est celle que vous copiez : choisissez-en une autre.",
  } satisfies Record<Problem, string>,
  /** What the server refuses, by its code, in kinder words than its own. */
  refused: {
    NOTHING_TO_COPY: "Il n’y a rien à copier : aucun jour n’est réservé dans la semaine choisie. Choisissez une autre semaine, ou réservez d’abord des jours.",
  },
  recap: {
    changed: "Entre-temps, quelque chose a changé : rien n’a été enregistré. Voici ce qui se passerait maintenant ; ce qui est nouveau est signalé.",
    changedLine: "Nouveau",
    gone: "N’est plus demandé, car c’est déjà ainsi ou plus possible :",
    nothingToDo: "Il n’y a rien à changer.",
    notWhole: "Ce changement n’est pas possible en entier : rien ne sera changé.",
    skipped: (count: number) =>
      `${many(count, "jour déjà ainsi ou sans accueil est laissé tel quel", "jours déjà ainsi ou sans accueil sont laissés tels quels")}.`,
    staying: (count: number) => many(count, "inchangé", "inchangés"),
    refused: (count: number) => many(count, "refus", "refus"),
    unit: (price: string) => `${price} par jour`,
  },
};

export type PlanDictionary = typeof fr;
