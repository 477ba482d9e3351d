import { useQuery } from "urql";
import type { EnrolActivity, EnrolChild, OfferedTerm } from "../api/types.ts";
import type { Day } from "../booking/days.ts";
import { type Offer, offersOf, windowFrom } from "../booking/enrol.ts";
import { partsFrom } from "../booking/terms.ts";
import { ChildMonth, SlotDetail } from "../gen/documents.ts";
import { useFormat } from "../i18n/context.tsx";
import { useTermText } from "../parts/term-text.ts";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { forWhom } from "./for-whom.ts";
import { useEnrolWords } from "./words.ts";

interface Props {
  child: EnrolChild;
  today: Day;
  /** All activities of the town. */
  all: readonly EnrolActivity[];
  ticked: ReadonlySet<string>;
  onChange: (ticked: ReadonlySet<string>) => void;
}

/** The activities that are offered to one child, what they cost and from when; and those that are not. */
export function Offers({ child, today, all, ticked, onChange }: Props) {
  const { activities: words } = useEnrolWords();
  const [{ data, error }, read] = useQuery({ query: ChildMonth, variables: { childId: child.id, ...windowFrom(today) } });
  const calendar = data?.child?.calendar;
  if (error && !calendar) return <Trouble error={error} onRetry={() => read({ requestPolicy: "network-only" })} />;
  if (!calendar) return <Loading />;
  const offers = offersOf(calendar);
  // What another school has under the same name is no other thing to a parent.
  const others = [...new Set(all.map(({ name }) => name))].filter((name) => offers.every(({ activity }) => activity.name !== name));
  const toggle = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className="ask offers">
      <legend>{words.of(child.firstName)}</legend>
      {offers.length === 0 && <p>{words.none(child.firstName)}</p>}
      {offers.map((offer) => (
        <label key={offer.activity.id} className="offer">
          <input type="checkbox" checked={ticked.has(offer.activity.id)} onChange={() => toggle(offer.activity.id)} />
          <OfferText offer={offer} said={all.find(({ id }) => id === offer.activity.id)} childId={child.id} today={today} />
        </label>
      ))}
      {others.length > 0 && (
        <p className="hint">{words.notOffered(child.firstName, child.school.name)} {others.join(", ")}.</p>
      )}
    </fieldset>
  );
}

/** `said` is what the rule book says of the activity. */
function OfferText({ offer: { activity, takes, terms, priceCents, firstOpen, tellingDay }, said, childId, today }: { offer: Offer; said: EnrolActivity | undefined; childId: string; today: Day }) {
  const all = useEnrolWords();
  const words = all.activities;
  const whom = said ? forWhom(said, all) : [];
  const documents = said?.documents ?? [];
  const format = useFormat();
  const text = useTermText();
  const byTerm = (term: OfferedTerm) => [
    `${words.term} ${format.money(term.price.amountCents)}`, text.span(term), partsFrom(term, today).late ? null : text.parts(term.instalments),
  ].filter(Boolean).join(", ");
  return (
    <span>
      <strong>{activity.name}</strong>
      <span className="hint">
        {[
          ...(activity.startsAt && activity.endsAt ? [words.hours(activity.startsAt, activity.endsAt)] : []),
          ...(terms[0] ? [byTerm(terms[0])] : priceCents ? [`${words.price(format.money(priceCents[0]), format.money(priceCents[1]))} ${words.each}`] : []),
          ...(takes.length > 0 ? [words.takes(takes.map(({ name }) => name).join(", "))] : []),
        ].join(" · ")}
      </span>
      {whom.length > 0 && <span className="hint">{whom.join(" · ")}</span>}
      {documents.length > 0 && <span className="hint">{words.documents(documents.join(", "))}</span>}
      {firstOpen !== null && <span className="hint">{words.open(format.day(firstOpen))}</span>}
      {firstOpen === null && (
        <span className="offer-why">
          {tellingDay === null ? words.shut : <Why childId={childId} activityId={activity.id} day={tellingDay} />}
        </span>
      )}
    </span>
  );
}

/** Why an activity cannot be booked, in the server's words. */
function Why({ childId, activityId, day }: { childId: string; activityId: string; day: Day }) {
  const { activities: words } = useEnrolWords();
  const [{ data }] = useQuery({ query: SlotDetail, variables: { childId, date: day } });
  const found = data?.child?.calendar?.activities.find(({ activity }) => activity.id === activityId);
  return found?.slot?.reason?.message ?? words.shut;
}
