import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import LegendSheet from "../../src/child/legend-sheet.tsx";
import { serve } from "./serve.tsx";

afterEach(cleanup);

test("the key says what the server says, and what only the screen knows beside it", async () => {
  const legend = [
    { state: "AVAILABLE", label: "libre", meaning: "Une place peut être réservée." },
    { state: "OUT_OF_TIME", label: "hors délai", meaning: "Pas en ce moment." },
  ];
  const { within } = serve({ Legend: () => ({ legend }) });
  render(within(<LegendSheet onClose={() => {}} />));
  await screen.findByText("libre");
  expect(screen.getAllByRole("listitem").map((entry) => [entry.querySelector(".box")?.getAttribute("data-look"), entry.lastElementChild?.textContent])).toEqual([
    ["AVAILABLE", "libre Une place peut être réservée."],
    ["BOOKING", "à réserver Vous l’avez coché ; rien n’est envoyé avant que vous vérifiiez et confirmiez."],
    ["OUT_OF_TIME", "hors délai Pas en ce moment."],
    ["NOT_OPEN_YET", "pas encore ouvert à la réservation Les réservations n’ont pas commencé. Ouvrez le jour pour savoir quand elles ouvrent."],
  ]);
});
