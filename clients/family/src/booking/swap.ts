import type { ActivityDetail, PlanChange } from "../api/types.ts";
import type { Day } from "./days.ts";

/** What is given back when another activity is taken in its place. */
export type Given = NonNullable<NonNullable<ActivityDetail["slot"]>["obstacles"][number]["activity"]>;

/** What could be given back so that this activity can be taken that day; nothing where that would not be enough. */
export function givenFor({ slot }: ActivityDetail, day: readonly ActivityDetail[]): Given[] {
  const obstacles = slot?.obstacles ?? [];
  const given = obstacles.flatMap(({ code, activity }) => (code === "EXCLUDED" && activity ? [activity] : []));
  const others = obstacles.filter(({ code }) => code !== "EXCLUDED");
  // Changes may be open for longer than bookings; for how long is for the server to say.
  const changeable = given.every(({ id }) => day.some(({ activity, slot: booked }) => activity.id === id && booked?.changeableUntil));
  return others.every(({ code }) => code === "TOO_LATE" && changeable) ? given : [];
}

/** Some activities of a day given back, and one taken in their place. */
export function swap(childId: string, day: Day, given: readonly string[], taken: string): PlanChange[] {
  return [
    ...given.map((activityId) => ({ childId, activityId, book: [], cancel: [day] })),
    { childId, activityId: taken, book: [day], cancel: [] },
  ];
}
