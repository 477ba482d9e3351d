import type { Look } from "../booking/look.ts";
import { useWords } from "../i18n/context.tsx";
import { Bar, Cart, Check, Clock, Cross, Dash, Lock, Plus } from "./icons.tsx";

/** The sign of a state inside its box: each look has a shape of its own, so that colour is never needed. */
export function Symbol({ look }: { look: Look }) {
  const words = useWords();
  switch (look) {
    case "AVAILABLE":
      return <Plus />;
    case "BOOKED":
      return <Check />;
    case "BOOKING":
      return <><Check /><Plus className="icon mini" /></>;
    case "BOOKED_FIXED":
      return <><Check /><Lock className="icon mini" /></>;
    case "PENDING":
      return <><Clock /><Check className="icon mini" /></>;
    case "CHANGE_ASKED":
      return <><Check /><Clock className="icon mini" /></>;
    case "CANCELLATION_ASKED":
      return <><Cross /><Clock className="icon mini" /></>;
    case "ABSENT":
      return <><Check /><Cross className="icon mini" /></>;
    case "IN_CART":
      return <Cart />;
    case "WAITING":
      return <><Bar /><Clock className="icon mini" /></>;
    case "OFFERED":
      return <><Plus /><Check className="icon mini" /></>;
    case "CANCELLING":
      return <Cross />;
    case "OUT_OF_TIME":
      return <Clock />;
    case "NOT_OPEN_YET":
      return <><Clock /><Plus className="icon mini" /></>;
    case "FULL":
      return <span className="word" aria-hidden="true">{words.state.FULL}</span>;
    case "BLOCKED":
      return <Bar />;
    case "SUSPENDED":
      return <><Bar /><Lock className="icon mini" /></>;
    case "CLOSED":
      return <Dash />;
  }
}
