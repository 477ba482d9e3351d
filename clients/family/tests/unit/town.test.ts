import { beforeEach, expect, test } from "vitest";
import { chooseTown, forgetTown, townIn } from "../../src/api/town.ts";

const at = (pathname: string, search = "") => ({ pathname, search });
const choose = (pathname: string, search = "") => chooseTown(at(pathname, search), "milly-la-foret", localStorage);

beforeEach(() => localStorage.clear());

test.each([
  ["/", "", null],
  ["/bouillargues", "", "bouillargues"],
  ["/bouillargues/", "", "bouillargues"],
  ["/", "?ville=millery", "millery"],
  ["/", "?ville=%20Millery%20", "millery"],
  ["/bouillargues", "?ville=millery", "millery"],
  ["/bouillargues", "?ville=", "bouillargues"],
  ["/", "?autre=millery", null],
  ["/index.html", "", null],
  ["/a/b", "", null],
  ["/", "?ville=..%2Fgraphql", null],
  ["/", "?ville=Saint-%C3%89tienne", null],
  ["/", `?ville=${"x".repeat(41)}`, null],
])("the town in %s%s", (pathname, search, slug) => {
  expect(townIn(at(pathname, search))).toBe(slug);
});

test("the page's town, until the address names another one, which is remembered", () => {
  expect(choose("/")).toBe("milly-la-foret");
  expect({ ...localStorage }).toEqual({});
  expect(choose("/bouillargues")).toBe("bouillargues");
  expect(choose("/")).toBe("bouillargues");
  expect(choose("/", "?ville=millery")).toBe("millery");
  expect(choose("/")).toBe("millery");
});

test("the way back to the page's town", () => {
  choose("/bouillargues");
  expect(choose("/", "?ville=milly-la-foret")).toBe("milly-la-foret");
  expect({ ...localStorage }).toEqual({});
  expect(choose("/")).toBe("milly-la-foret");
});

test("a town that nobody knows is forgotten, and nonsense in the memory counts for nothing", () => {
  choose("/atlantis");
  forgetTown(localStorage);
  expect(choose("/")).toBe("milly-la-foret");
  localStorage.setItem("preau.town", "../graphql");
  expect(choose("/")).toBe("milly-la-foret");
});
