import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Feed } from "../../src/api/types.ts";
import FeedsSheet from "../../src/child/feeds-sheet.tsx";
import { serve } from "./serve.tsx";

afterEach(cleanup);

const OLD: Feed = { id: "feed:1", createdAt: "2026-11-02T09:00:00Z", lastReadAt: "2026-11-08T05:10:00Z" };
const NEW: Feed = { id: "feed:2", createdAt: "2026-11-09T08:30:00Z", lastReadAt: null };

function show(refusal: string | null = null) {
  let feeds = [OLD];
  const errors = refusal === null ? [] : [{ code: "TOO_MANY_FEEDS", message: refusal, path: [] }];
  const { sent, within } = serve({
    CalendarFeeds: () => ({ child: { id: "child:1", calendarFeeds: feeds } }),
    CalendarFeedCreate: () => {
      if (refusal === null) feeds = [...feeds, NEW];
      const made = refusal === null ? { feed: NEW, address: "/feeds/secret.ics" } : { feed: null, address: null };
      return { calendarFeedCreate: { ...made, errors } };
    },
    CalendarFeedRevoke: ({ input }: { input: { feedId: string } }) => {
      feeds = feeds.filter(({ id }) => id !== input.feedId);
      return { calendarFeedRevoke: { revokedFeedId: input.feedId, errors: [] } };
    },
  });
  render(within(<FeedsSheet child={{ id: "child:1", firstName: "Léo" }} onClose={() => {}} />));
  return sent;
}

const rows = () => screen.queryAllByRole("listitem").map((row) => row.querySelector("p")?.textContent);
const OLD_ROW = "Créée le lundi 2 novembre à 10:00Lue pour la dernière fois le dimanche 8 novembre à 06:10";
const NEW_ROW = "Créée le lundi 9 novembre à 09:30Jamais lue";

test("makes an address, shows it once, and copies it", async () => {
  const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  const sent = show();
  await screen.findByText("Adresses en service");
  expect(rows()).toEqual([OLD_ROW]);
  fireEvent.click(screen.getByRole("button", { name: "Créer une adresse" }));
  const field = await screen.findByLabelText<HTMLInputElement>("Adresse secrète");
  const address = new URL("/feeds/secret.ics", location.origin).href;
  expect(field.value).toBe(address);
  fireEvent.click(screen.getByRole("button", { name: "Copier l’adresse" }));
  await screen.findByText(/^L’adresse est copiée/);
  expect(writeText.mock.calls).toEqual([[address]]);
  await waitFor(() => expect(rows()).toEqual([OLD_ROW, NEW_ROW]));
  expect(sent).toEqual([{ childId: "child:1" }]);
  cleanup();
  // Whoever comes back does not find it again.
  show();
  await screen.findByText("Adresses en service");
  expect(screen.queryByLabelText("Adresse secrète")).toBe(null);
});

test("an address is ended once that is said twice", async () => {
  const sent = show();
  fireEvent.click(await screen.findByRole("button", { name: "Supprimer l’adresse créée le lundi 2 novembre à 10:00" }));
  fireEvent.click(screen.getByRole("button", { name: "Non" }));
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "Supprimer l’adresse créée le lundi 2 novembre à 10:00" }));
  fireEvent.click(screen.getByRole("button", { name: "Oui, supprimer" }));
  await screen.findByText("L’adresse est supprimée.");
  await screen.findByText("Aucune adresse pour l’instant.");
  expect(sent).toEqual([{ feedId: "feed:1" }]);
});

test("says why no address was made", async () => {
  show("Cet enfant a déjà dix adresses. Supprimez-en une d’abord.");
  await screen.findByText("Adresses en service");
  fireEvent.click(screen.getByRole("button", { name: "Créer une adresse" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Cet enfant a déjà dix adresses. Supprimez-en une d’abord.");
  expect(screen.queryByLabelText("Adresse secrète")).toBe(null);
});
