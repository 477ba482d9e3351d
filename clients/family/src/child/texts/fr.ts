import type { AbsenceOutcome, ReportedReason } from "../../api/types.ts";

const many = (count: number, one: string, more: string) => `${count} ${Math.abs(count) < 2 ? one : more}`;

const reason: Record<ReportedReason, string> = {
  ILLNESS: "Maladie", HOSPITAL: "Hospitalisation", FAMILY: "Événement familial", OTHER: "Autre raison",
};
const result: Record<AbsenceOutcome["result"], string> = {
  REPORTED: "Absence annoncée", REPORTED_BEFORE: "Déjà annoncée", NOT_BOOKED: "Pas réservé", CAME_ALREADY: "Déjà venu",
  DAY_OVER: "Jour passé",
};

export const fr = {
  legend: {
    title: "Légende",
    /** What only the screen knows: ticks that are not sent, what can no longer be changed, what is not open yet. */
    own: {
      BOOKING: "Vous l’avez coché ; rien n’est envoyé avant que vous vérifiiez et confirmiez.",
      CANCELLING: "Vous l’avez décoché ; rien n’est envoyé avant que vous vérifiiez et confirmiez.",
      BOOKED_FIXED: "La place est réservée, et le délai pour l’annuler est passé.",
      NOT_OPEN_YET: "Les réservations n’ont pas commencé. Ouvrez le jour pour savoir quand elles ouvrent.",
    },
  },
  feeds: {
    title: (child: string) => `Agenda de ${child}`,
    intro: (child: string) =>
      `Les jours réservés de ${child} dans l’agenda de votre téléphone ou de votre ordinateur, tenus à jour tout seuls.`,
    make: "Créer une adresse",
    making: "Création…",
    once: "Copiez cette adresse maintenant : elle n’est montrée qu’une fois. Qui la connaît peut lire les jours de votre enfant.",
    address: "Adresse secrète",
    copy: "Copier l’adresse",
    copied: "L’adresse est copiée. Collez-la dans votre agenda, à « Ajouter un agenda par URL ».",
    notCopied: "La copie n’a pas marché : sélectionnez l’adresse et copiez-la vous-même.",
    list: "Adresses en service",
    none: "Aucune adresse pour l’instant.",
    created: (when: string) => `Créée le ${when}`,
    read: (when: string) => `Lue pour la dernière fois le ${when}`,
    never: "Jamais lue",
    revoke: "Supprimer",
    revokeLabel: (when: string) => `Supprimer l’adresse créée le ${when}`,
    revokeHint: "Une adresse supprimée ne peut plus être lue, et ne revient pas.",
    sure: "Supprimer cette adresse ?",
    yes: "Oui, supprimer",
    no: "Non",
    revoked: "L’adresse est supprimée.",
  },
  absence: {
    title: (child: string) => `Absence de ${child}`,
    intro: "Prévenez le service que votre enfant ne viendra pas. La place reste réservée : seul le service décide si elle est facturée.",
    from: "Du",
    to: "Au",
    activities: "Activités",
    all: "Toutes celles qui sont réservées",
    why: "Raison",
    reason,
    note: "Message au service (facultatif)",
    noteHint: "500 caractères au plus.",
    certificate: "Un certificat, quand le règlement en demande un, se remet au service : il le note, et l’annonce compte sans l’attendre.",
    send: "Annoncer l’absence",
    sending: "Envoi…",
    problem: { NO_DATES: "Indiquez le premier et le dernier jour.", REVERSED: "Le dernier jour vient avant le premier.", TOO_LONG: "Au plus 62 jours à la fois." },
    doneTitle: "C’est annoncé",
    nothingTitle: "Rien n’est annoncé",
    done: (count: number) => `${many(count, "place annoncée absente", "places annoncées absentes")}.`,
    nothing: "Aucune des places demandées n’a pu être annoncée. Les raisons sont ci-dessous.",
    result,
    reportedAt: (when: string) => `le ${when}`,
    allDay: "Toute la journée",
    back: "Retour au calendrier",
  },
};

export type ChildDictionary = typeof fr;
