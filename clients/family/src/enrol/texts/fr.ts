import type { SchoolClass } from "../../api/types.ts";
import type { EnrolProblem, Step } from "../../booking/enrol.ts";

export const fr = {
  title: "S’inscrire",
  progress: "Étapes",
  step: (number: number, of: number) => `Étape ${number} sur ${of}`,
  steps: {
    CHILDREN: "Enfants", SCHOOL: "École", ACTIVITIES: "Activités", PLANNING: "Planning", RECAP: "Résumé",
  } satisfies Record<Step, string>,
  next: "Continuer",
  toRecap: "Voir le récapitulatif",
  back: "Retour",
  children: { lead: "Qui voulez-vous inscrire ? Vous pouvez choisir plusieurs enfants.", legend: "Enfants" },
  school: {
    lead: "Vérifiez ce que la mairie sait de chaque enfant : les activités proposées en dépendent.",
    school: "École",
    class: "Classe",
    born: "Naissance",
    wrong: "Une erreur ? Écrivez au service avant d’inscrire votre enfant :",
  },
  activities: {
    lead: "Choisissez les activités de chaque enfant.",
    of: (child: string) => `Activités de ${child}`,
    hours: (from: string, to: string) => `${from} – ${to}`,
    price: (from: string, to: string) => (from === to ? from : `de ${from} à ${to}`),
    each: "par jour",
    term: "forfait",
    takes: (names: string) => `se réserve avec : ${names}`,
    ages: (from: number | null, to: number | null) => (
      from === null ? `jusqu’à ${to} ans` : to === null ? `à partir de ${from} ans` : from === to ? `${from} ans` : `de ${from} à ${to} ans`
    ),
    classes: (from: string | null, to: string | null) => (
      from === null ? `classe : ${to} ou avant` : to === null ? `classe : ${from} ou après` : from === to ? `classe : ${from}` : `classes : ${from} à ${to}`
    ),
    documents: (labels: string) => `Dossier complet demandé : il faut ${labels}.`,
    open: (day: string) => `Réservable à partir du ${day}.`,
    shut: "Aucun jour réservable dans les deux mois qui viennent.",
    notOffered: (child: string, school: string) => `Non proposé à ${child} (${school}) :`,
    none: (child: string) => `Aucune activité n’est proposée à ${child} pour l’instant.`,
  },
  classNames: {
    TPS: "toute petite section", PS: "petite section", MS: "moyenne section", GS: "grande section", CP: "CP", CE1: "CE1", CE2: "CE2",
    CM1: "CM1", CM2: "CM2", SIXIEME: "6e", CINQUIEME: "5e", QUATRIEME: "4e", TROISIEME: "3e",
  } satisfies Record<SchoolClass, string>,
  planning: {
    lead: (children: number) => `Quand ${children === 1 ? "vient votre enfant" : "viennent vos enfants"} ? Le rythme vaut pour toutes les activités choisies.`,
    whose: "Pour les enfants",
    same: "Le même rythme pour tous",
    own: "Un rythme pour chacun",
    span: "Période",
    year: "Jusqu’à la fin de l’année scolaire",
    from: "Du",
    to: "Au",
    rules: (from: string, to: string | null) => (to ? `Le règlement vaut du ${from} au ${to}.` : `Le règlement vaut à partir du ${from}.`),
  },
  recapLead: "Rien n’est encore enregistré : une seule commande partira, à la fin.",
  problem: {
    NO_CHILD: "Choisissez au moins un enfant.",
    NO_ACTIVITY: "Choisissez au moins une activité.",
    NO_DATES: "Indiquez les deux dates.",
    REVERSED: "La seconde date vient avant la première.",
    OUTSIDE: "Ces dates sortent de celles du règlement.",
    TOO_LONG: "La période est trop longue : une année au plus.",
    NO_WEEKDAY: "Choisissez au moins un jour.",
    NO_WEEKDAY_EACH: "Choisissez au moins un jour pour chaque enfant.",
  } satisfies Record<EnrolProblem, string>,
};

export type EnrolDictionary = typeof fr;
