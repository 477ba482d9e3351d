const KEY = "preau.town";
/** How a town is written in addresses. */
const SLUG = /^[a-z0-9-]{1,40}$/;

interface Address {
  readonly pathname: string;
  readonly search: string;
}

/** The town that an address names, as `/slug` or `?ville=slug`; the second wins, as it is the one typed on purpose. */
export function townIn({ pathname, search }: Address): string | null {
  const asked = new URLSearchParams(search).get("ville")?.trim().toLowerCase();
  const path = pathname.replace(/^\/|\/$/g, "");
  return [asked, path].find((slug) => slug !== undefined && SLUG.test(slug)) ?? null;
}

/**
 * The town that the app serves: the one in the address, which is remembered; else the one remembered; else that of the
 * page. The page's own town is what is shown anyway, so it is remembered by forgetting.
 */
export function chooseTown(address: Address, ofPage: string, memory: Storage): string {
  const named = townIn(address);
  if (named === ofPage) memory.removeItem(KEY);
  else if (named !== null) memory.setItem(KEY, named);
  const remembered = memory.getItem(KEY);
  return named ?? (remembered !== null && SLUG.test(remembered) ? remembered : ofPage);
}

/** The server knows no such town: it is not asked for again. */
export function forgetTown(memory: Storage = localStorage): void {
  memory.removeItem(KEY);
}

/** The town that index.html names. */
export const TOWN_OF_PAGE = document.querySelector<HTMLMetaElement>('meta[name="preau-town"]')?.content ?? "";
export const TOWN = chooseTown(location, TOWN_OF_PAGE, localStorage);
