import type { SlotView } from "../../api/types.ts";

const many = (count: number, one: string, more: string) => `${count} ${Math.abs(count) < 2 ? one : more}`;

export const fr = {
  join: "Rejoindre la liste d’attente",
  joinAll: "Rejoindre la liste d’attente pour tous les jours complets",
  joiningAll: "Demande en cours…",
  joinedAll: (count: number, left: number) =>
    `Liste d’attente rejointe pour ${many(count, "ligne", "lignes")} : la réponse est sous chacune.${left > 0 ? ` Pas encore pour ${many(left, "ligne", "lignes")}.` : ""}`,
  notJoined: (what: string, why: string) => `${what} : ${why}`,
  joinHint: "On vous prévient dès qu’une place se libère. Rien n’est réservé avant votre accord.",
  position: (position: number) => `Vous êtes en ${position === 1 ? "1re" : `${position}e`} position sur la liste d’attente.`,
  waits: "Vous êtes sur la liste d’attente.",
  leave: "Quitter la liste d’attente",
  left: "Vous n’êtes plus sur la liste d’attente.",
  offered: (until: string, left: string | null) => `Une place vous est gardée ${until}${left ? ` (${left})` : ""}.`,
  accept: "Accepter la place",
  decline: "Laisser la place",
  declined: "La place est laissée à la famille suivante.",
  inCart: "Ce jour est dans votre panier. Rien n’est envoyé avant que vous commandiez le panier.",
  remove: "Retirer du panier",
  toCart: "Voir le panier",
  back: (state: SlotView["state"]): string =>
    state === "CHANGE_ASKED" ? "Reprendre ma demande de changement"
      : state === "CANCELLATION_ASKED" ? "Garder la place, ne plus annuler"
        : "Reprendre ma demande",
  backHint: "La mairie ne s’est pas encore prononcée.",
  minutes: (minutes: number) => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (hours === 0) return `encore ${many(rest, "minute", "minutes")}`;
    return rest === 0 ? `encore ${hours} h` : `encore ${hours} h ${String(rest).padStart(2, "0")}`;
  },
};

export type SlotDictionary = typeof fr;
