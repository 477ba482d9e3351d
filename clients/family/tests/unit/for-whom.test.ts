import { expect, test } from "vitest";
import type { EnrolActivity } from "../../src/api/types.ts";
import { forWhom } from "../../src/enrol/for-whom.ts";
import { en } from "../../src/enrol/texts/en.ts";
import { fr } from "../../src/enrol/texts/fr.ts";

const activity = (more: Partial<EnrolActivity>): EnrolActivity => ({ id: "a", code: "a", name: "A", place: null, ages: null, classes: null, documents: [], ...more });
const plain = (texts: string[]) => texts.map((text) => text.replaceAll("\u00a0", " "));

test.each([
  [activity({}), [], []],
  [activity({ place: "Gymnase" }), ["Gymnase"], ["Gymnase"]],
  [activity({ ages: { from: 3, to: 6 } }), ["de 3 à 6 ans"], ["ages 3 to 6"]],
  [activity({ ages: { from: 6, to: 6 } }), ["6 ans"], ["age 6"]],
  [activity({ ages: { from: 6, to: null } }), ["à partir de 6 ans"], ["from the age of 6"]],
  [activity({ ages: { from: null, to: 6 } }), ["jusqu’à 6 ans"], ["up to the age of 6"]],
  [activity({ ages: { from: 0, to: 2 } }), ["de 0 à 2 ans"], ["ages 0 to 2"]],
  [activity({ classes: { from: "CE1", to: "CM2" } }), ["classes : CE1 à CM2"], ["classes: CE1 to CM2"]],
  [activity({ classes: { from: "CP", to: "CP" } }), ["classe : CP"], ["class: CP"]],
  [activity({ classes: { from: "SIXIEME", to: null } }), ["classe : 6e ou après"], ["classes from 6e on"]],
  [activity({ classes: { from: null, to: "GS" } }), ["classe : grande section ou avant"], ["classes up to last nursery class (GS)"]],
  [
    activity({ place: "Gymnase", ages: { from: 6, to: null }, classes: { from: "PS", to: "MS" } }),
    ["Gymnase", "à partir de 6 ans", "classes : petite section à moyenne section"],
    ["Gymnase", "from the age of 6", "classes: first nursery class (PS) to second nursery class (MS)"],
  ],
])("where and for whom: %#", (given, french, english) => {
  expect(plain(forWhom(given, fr))).toEqual(french);
  expect(forWhom(given, en)).toEqual(english);
});
