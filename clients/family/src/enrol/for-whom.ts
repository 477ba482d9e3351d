import type { EnrolActivity } from "../api/types.ts";
import type { EnrolDictionary } from "./texts/fr.ts";

/** Where an activity takes place, and for whom it is, in the order in which it is read. */
export function forWhom({ place, ages, classes }: EnrolActivity, words: EnrolDictionary): string[] {
  const { activities, classNames } = words;
  const name = (one: keyof typeof classNames | null) => one && classNames[one];
  return [
    ...(place ? [place] : []),
    ...(ages ? [activities.ages(ages.from, ages.to)] : []),
    ...(classes ? [activities.classes(name(classes.from), name(classes.to))] : []),
  ];
}
