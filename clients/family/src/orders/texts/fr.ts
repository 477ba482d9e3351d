import type { OrderLine } from "../../api/types.ts";
import type { Standing } from "../../booking/orders.ts";

const many = (count: number, one: string, more: string) => `${count} ${Math.abs(count) < 2 ? one : more}`;

const standing: Record<Standing, string> = {
  CONFIRMED: "Confirmée", WAITING: "En attente de la mairie", WAITING_IN_PART: "En partie en attente de la mairie",
  ACCEPTED: "Acceptée", ACCEPTED_IN_PART: "Acceptée en partie", REFUSED: "Refusée", WITHDRAWN: "Reprise",
};
const asks: Record<OrderLine["asks"], string> = {
  BOOKING: "Place demandée", CANCELLATION: "Annulation demandée", CHANGE_TO: "Demandé à la place d’une autre activité",
  CHANGE_FROM: "À échanger contre une autre activité",
};
const reply: Record<OrderLine["reply"], string> = {
  WAITING: "en attente", ACCEPTED: "accepté", REFUSED: "refusé", WITHDRAWN: "repris par vous",
};

export const fr = {
  title: "Mes demandes",
  intro: "Les commandes de votre famille, de la plus récente à la plus ancienne.",
  none: "Aucune commande pour l’instant.",
  more: "Voir la suite",
  number: (number: number) => `Commande n° ${number}`,
  placed: (day: string, time: string, who: string) => `${day} à ${time}, par ${who}`,
  standing,
  share: (accepted: number, refused: number, waiting: number) =>
    [
      ...(accepted > 0 ? [many(accepted, "acceptée", "acceptées")] : []),
      ...(refused > 0 ? [many(refused, "refusée", "refusées")] : []),
      ...(waiting > 0 ? [`${waiting} en attente`] : []),
    ].join(" · "),
  details: "Voir le détail",
  asks,
  reply,
  line: (child: string, day: string) => `pour ${child}, ${day}`,
  reason: (text: string) => `Motif : ${text}`,
  asked: "Demandé à la mairie",
  changes: "Ce que la commande a changé",
  nothing: "Cette commande n’a rien changé.",
  rest: "Voir les lignes suivantes",
  waits: {
    title: "Liste d’attente",
    offered: (until: string, left: string | null) => `Place gardée pour vous ${until}${left ? ` (${left})` : ""}`,
    position: (position: number) => `${position === 1 ? "1re" : `${position}e`} position`,
    waiting: "En attente",
    open: (child: string, activity: string, day: string) => `Voir ${day} dans le calendrier de ${child} : ${activity}`,
    answer: "Répondre",
    see: "Voir",
  },
};

export type OrdersDictionary = typeof fr;
