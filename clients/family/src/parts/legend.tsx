import type { Look } from "../booking/look.ts";
import { useWords } from "../i18n/context.tsx";
import { Symbol } from "./symbol.tsx";

const LOOKS: readonly Look[] = [
  "AVAILABLE", "BOOKING", "IN_CART", "PENDING", "BOOKED", "BOOKED_FIXED", "CHANGE_ASKED", "CANCELLING", "CANCELLATION_ASKED",
  "ABSENT", "WAITING", "OFFERED", "OUT_OF_TIME", "FULL", "BLOCKED", "SUSPENDED", "CLOSED",
];

export function Legend() {
  const words = useWords();
  return (
    <details className="legend">
      <summary>{words.month.legend}</summary>
      <ul>
        {LOOKS.map((look) => (
          <li key={look}>
            <span className="box" data-look={look}><Symbol look={look} /></span>
            {words.state[look]}
          </li>
        ))}
      </ul>
    </details>
  );
}
