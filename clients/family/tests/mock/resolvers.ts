import { createHash } from "node:crypto";
import { addDays, type Day } from "../../src/booking/days.ts";
import { expand, type PlanInput } from "./plan.ts";
import { ACTIVITIES, type Activity, type Child, CHILDREN, LOGIN, NOW, Register, kindOf, takesOf } from "./town.ts";

interface Context {
  signedIn: boolean;
}


const LEGEND = [
  { state: "AVAILABLE", label: "disponible", meaning: "Une place peut être réservée maintenant." },
  { state: "BOOKED", label: "réservé", meaning: "La place est réservée." },
  { state: "FULL", label: "complet", meaning: "Il n’y a plus de place." },
  { state: "OUT_OF_TIME", label: "hors délai", meaning: "La réservation n’est pas possible en ce moment." },
  { state: "CLOSED", label: "fermé", meaning: "L’activité n’a pas lieu ce jour-là pour cet enfant." },
];

/** The mock's answers, as a graphql-js root value over one register. */
export function answers(register: Register, announce: (order: unknown) => void) {
  const town = {
    id: "town:01K9M0000000000000000000T1", slug: "milly-la-foret", name: "Milly-la-Forêt", timeZone: "Europe/Paris",
    ruleBook: {
      id: "rulebook:1", version: 1, title: "Règlement périscolaire 2026-2027", validFrom: "2026-09-01", validTo: "2027-08-31",
      contacts: [{ name: "Accueil périscolaire élémentaire", email: "perisco.elem@example.org", phone: null }],
      cartHoldsMinutes: null,
    },
    activities: ACTIVITIES,
    ruleBooks: [{ id: "rulebook:1", validFrom: "2026-09-01", validTo: "2027-08-31" }],
  };

  const days = (from: Day, to: Day) => {
    const list: Day[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) list.push(day);
    return list;
  };

  const slotOf = (child: Child, activity: Activity, date: Day) => {
    const slot = register.slot(child, activity, date);
    const next = days(addDays(date, 1), addDays(date, 62)).find((day) => register.slot(child, activity, day).state === "AVAILABLE");
    return {
      id: `slot:${child.id}:${activity.id}:${date}`, date, ...slot,
      price: { amountCents: activity.priceCents, currency: "EUR" }, nextBookableOn: next ?? null, nextOpening: null,
      booked: slot.state === "BOOKED", obstacles: slot.reason ? [{ rule: null, opensAt: null, closedAt: null, ...slot.reason, activity: null }] : [], changeableUntil: null,
      canWait: false, waiting: null,
    };
  };

  const childOf = (child: Child) => ({
    ...child,
    birthDate: "2019-03-12",
    calendarFeeds: () => feeds.filter(({ childId }) => childId === child.id),
    calendar({ from, to }: { from: Day; to: Day }) {
      const span = days(from, to);
      return {
        id: `calendar:${child.id}:${from}:${to}`, from, to,
        days: span.map((date) => ({ date, ...kindOf(date) })),
        activities: ACTIVITIES.map((activity) => {
          const slots = span.map((date) => register.slot(child, activity, date));
          return {
            id: `offer:${child.id}:${activity.id}`, activity, takes: takesOf(child, activity), terms: [],
            states: slots.map(({ state }) => state),
            booked: slots.map(({ state }) => state === "BOOKED"),
            reasons: slots.map(({ reason }) => reason?.code ?? null),
            closesAt: slots.map(({ closesAt }) => closesAt),
            priceCents: span.map(() => activity.priceCents),
            placesLeft: slots.map(({ placesLeft }) => placesLeft),
            slots: () => span.map((date) => slotOf(child, activity, date)),
            slot: ({ date }: { date: Day }) => (span.includes(date) ? slotOf(child, activity, date) : null),
          };
        }),
      };
    },
  });

  const eventOf = (event: Register["events"][number], index: number) => ({
    id: `event:${index}`, at: event.at, change: event.change, by: "Camille Marchand", childId: event.child.id,
    childFirstName: event.child.firstName, activity: event.activity, date: event.day,
    price: { amountCents: event.activity.priceCents, currency: "EUR" }, ruleBookVersion: 1, orderNumber: event.order,
  });

  const whole = <T>(nodes: T[]) => ({
    nodes, edges: nodes.map((node, index) => ({ node, cursor: String(index) })),
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });

  /** Nobody puts anything into it here. */
  const cart = {
    id: "cart:01K9M0000000000000000000F1", lines: [], outcomes: [], total: { amountCents: 0, currency: "EUR" },
    dueNow: { amountCents: 0, currency: "EUR" }, onInvoice: { amountCents: 0, currency: "EUR" }, debtToPay: null, terms: [], badge: 0,
    expiresAt: null, planToken: "empty",
  };
  /** As many addresses as were made and not ended. */
  let feeds: { id: string; childId: string; createdAt: string; lastReadAt: null }[] = [];
  const placed: { id: string; number: number }[] = [];

  const viewer = {
    id: "guardian:01K9M0000000000000000000G1", kind: "GUARDIAN", name: "Camille Marchand", locale: "FR", town, devices: [],
    family: {
      id: "family:01K9M0000000000000000000F1", code: "MLF-1042", name: "Marchand", children: CHILDREN.map(childOf),
      waitingOrderCount: 0, cart, orders: () => whole([...placed].reverse()), waiting: () => whole([]),
      sparedUntil: null, file: null, suspensions: [], debtTotal: { amountCents: 0, currency: "EUR" }, debts: [],
      history({ first, after }: { first?: number; after?: string }) {
        const all = register.events.map(eventOf).reverse();
        const start = after === undefined || after === null ? 0 : Number(after) + 1;
        const nodes = all.slice(start, start + (first ?? 20));
        const last = start + nodes.length - 1;
        return {
          nodes, edges: nodes.map((node, index) => ({ node, cursor: String(start + index) })),
          pageInfo: { hasNextPage: last < all.length - 1, hasPreviousPage: start > 0, startCursor: String(start), endCursor: String(last) },
        };
      },
    },
  };

  const tokens = () => ({
    accessToken: "mock-access", refreshToken: "mock-refresh",
    accessExpiresAt: new Date(Date.parse(NOW) + 900_000).toISOString(),
    refreshExpiresAt: new Date(Date.parse(NOW) + 86_400_000).toISOString(),
  });

  const plan = (input: PlanInput) => {
    const { dryRun, expects, idempotencyKey } = input;
    const stored = register.answers.get(idempotencyKey);
    if (stored) return stored;
    const { changes, skipped } = expand(register, input);
    const outcomes: unknown[] = [];
    const doing = new Map<string, () => void>();
    let total = 0;
    const number = register.orders + 1;
    const counts = { BOOKED: 0, CANCELLED: 0 };
    const apply = (child: Child, activity: Activity, date: Day, change: "BOOKED" | "CANCELLED", takenWith: Activity | null) => {
      const slot = register.slot(child, activity, date);
      const id = `${child.id} ${activity.id} ${date}`;
      const already = register.isBooked(child, activity, date) === (change === "BOOKED") || doing.has(id);
      if (already && takenWith) return;
      const result = slot.reason ? "REFUSED" : already ? "UNCHANGED" : change;
      if (result === change) {
        counts[change] += 1;
        if (change === "BOOKED") total += activity.priceCents;
        doing.set(id, () => register.set(child, activity, date, change, number));
      }
      outcomes.push({
        childId: child.id, activity, date, result, takenWith, reason: slot.reason, changed: false,
        price: { amountCents: activity.priceCents, currency: "EUR" }, canWait: false,
      });
    };
    for (const { childId, activityId, book, cancel } of changes) {
      const child = CHILDREN.find(({ id }) => id === childId);
      const activity = ACTIVITIES.find(({ id }) => id === activityId);
      if (!child || !activity) continue;
      for (const date of book) {
        apply(child, activity, date, "BOOKED", null);
        for (const other of takesOf(child, activity)) apply(child, other, date, "BOOKED", activity);
      }
      for (const date of cancel) {
        apply(child, activity, date, "CANCELLED", null);
        for (const other of ACTIVITIES.filter((one) => takesOf(child, one).includes(activity))) apply(child, other, date, "CANCELLED", activity);
      }
    }
    const payload = {
      outcomes, gone: [], total: { amountCents: total, currency: "EUR" }, dueNow: { amountCents: 0, currency: "EUR" },
      onInvoice: { amountCents: total, currency: "EUR" }, debtToPay: null, terms: [], children: CHILDREN.map(childOf), errors: [] as unknown[], order: null as unknown,
      skipped, planToken: null as string | null,
    };
    const token = createHash("sha256").update(JSON.stringify([outcomes, total, skipped])).digest("base64url");
    if (dryRun) return { ...payload, planToken: token };
    if (expects && expects !== token) {
      const error = { code: "PLAN_CHANGED", message: "Autre chose se passerait maintenant.", path: ["expects"] };
      return { ...payload, planToken: token, errors: [error] };
    }
    for (const act of doing.values()) act();
    if (doing.size > 0) {
      register.orders = number;
      const order = {
        id: `order:${number}`, number, placedAt: NOW, placedBy: "Camille Marchand", total: payload.total,
        dueNow: payload.dueNow, onInvoice: payload.onInvoice, debtToPay: null,
        status: "CONFIRMED", bookedCount: counts.BOOKED, cancelledCount: counts.CANCELLED,
        askedCount: 0, waitingCount: 0, acceptedCount: 0, refusedCount: 0, lines: whole([]),
        events: () => whole(register.events.map(eventOf).filter(({ orderNumber }) => orderNumber === number).reverse()),
      };
      placed.push(order);
      payload.order = order;
      announce(order);
    }
    register.answers.set(idempotencyKey, payload);
    return payload;
  };

  const guarded = <T>(context: Context, value: T): T => {
    if (!context.signedIn) throw Object.assign(new Error("Connexion requise."), { extensions: { code: "UNAUTHENTICATED" } });
    return value;
  };

  const absent = ({ childId, dates, activityIds }: { childId: string; dates: Day[]; activityIds: string[] }) => {
    const child = CHILDREN.find(({ id }) => id === childId);
    const wanted = ACTIVITIES.filter(({ id }) => activityIds.length === 0 || activityIds.includes(id));
    const outcomes = dates.flatMap((date): unknown[] => {
      const told = wanted.filter((activity) => child && register.isBooked(child, activity, date));
      if (told.length === 0) return [{ date, activity: null, result: "NOT_BOOKED", reportedAt: null, message: "Rien n’est réservé ce jour-là." }];
      return told.map((activity) => ({ date, activity, result: "REPORTED", reportedAt: NOW, message: null }));
    });
    return { outcomes, child: child ? childOf(child) : null, errors: [] };
  };

  return {
    legend: LEGEND,
    calendarFeedCreate({ input: { childId } }: { input: { childId: string } }) {
      const feed = { id: `feed:${feeds.length + 1}`, childId, createdAt: NOW, lastReadAt: null };
      feeds = [...feeds, feed];
      return { feed, address: "/feeds/mock-secret.ics", errors: [] };
    },
    calendarFeedRevoke({ input: { feedId } }: { input: { feedId: string } }) {
      feeds = feeds.filter(({ id }) => id !== feedId);
      return { revokedFeedId: feedId, errors: [] };
    },
    absenceReport: ({ input }: { input: { childId: string; dates: Day[]; activityIds: string[] } }, context: Context) =>
      guarded(context, absent(input)),
    town: ({ slug }: { slug: string }) => (slug === town.slug ? town : null),
    viewer: (_: unknown, context: Context) => guarded(context, viewer),
    child: ({ id }: { id: string }, context: Context) => {
      const child = CHILDREN.find((candidate) => candidate.id === id);
      return guarded(context, child ? childOf(child) : null);
    },
    order: ({ id }: { id: string }, context: Context) => guarded(context, placed.find((order) => order.id === id) ?? null),
    sessionOpen({ input }: { input: { login: string; password: string } }) {
      if (LOGIN.names.includes(input.login) && input.password === LOGIN.password) return { tokens: tokens(), viewer, errors: [] };
      const error = { code: "UNKNOWN_LOGIN_OR_PASSWORD", message: "Identifiant ou mot de passe inconnu.", path: [] };
      return { tokens: null, viewer: null, errors: [error] };
    },
    sessionRefresh: () => ({ tokens: tokens(), errors: [] }),
    sessionClose: () => ({ closedDeviceId: "device:1", errors: [] }),
    bookingPlan: ({ input }: { input: PlanInput }, context: Context) => guarded(context, plan(input)),
  };
}
