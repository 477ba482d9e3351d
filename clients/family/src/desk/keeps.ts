export const ROLLS = "preau.desk.rolls";

/** Whether this device keeps lists of the desk of a town: apart from the rest, so that families need not fetch it. */
export function keepsDays(memory: Storage, town: string): boolean {
  return Array.from({ length: memory.length }, (_, index) => memory.key(index) ?? "").some((key) => key.startsWith(`${ROLLS}.${town}.`));
}
