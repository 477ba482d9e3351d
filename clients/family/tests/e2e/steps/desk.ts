/** The town's staff, who have another program: here they speak to the server themselves. */
export interface Desk {
  /** Refuses the first line of the newest order that waits, and accepts the rest. */
  readonly refuseOne: (reason: string) => Promise<void>;
  /** Accepts all that waits. */
  readonly acceptAll: () => Promise<void>;
}

interface Waiting {
  readonly id: string;
  readonly lines: { readonly nodes: readonly { readonly bookingId: string }[] };
}

export async function openDesk(url: string, town: string, login: string, password: string): Promise<Desk> {
  const opened = await ask<{ sessionOpen: { tokens: { accessToken: string } } }>(
    url, null, "mutation($input: SessionOpenInput!) { sessionOpen(input: $input) { tokens { accessToken } } }",
    { input: { town, login, password, deviceName: "Guichet" } },
  );
  const token = opened.sessionOpen.tokens.accessToken;
  const waiting = async () => {
    const query = "{ viewer { town { ordersToDecide(first: 20) { nodes { id lines(first: 20) { nodes { bookingId } } } } } } }";
    const { viewer } = await ask<{ viewer: { town: { ordersToDecide: { nodes: Waiting[] } } } }>(url, token, query, {});
    return viewer.town.ordersToDecide.nodes;
  };
  const decide = async (orderId: string, lines: object[]) => {
    const input = { orderId, lines, acceptRest: true, idempotencyKey: crypto.randomUUID() };
    const document = "mutation($input: OrderDecideInput!) { orderDecide(input: $input) { errors { message } } }";
    const { orderDecide } = await ask<{ orderDecide: { errors: { message: string }[] } }>(url, token, document, { input });
    if (orderDecide.errors[0]) throw new Error(orderDecide.errors[0].message);
  };
  return {
    refuseOne: async (reason) => {
      const order = (await waiting()).at(-1);
      const line = order?.lines.nodes[0];
      if (!order || !line) throw new Error("nothing waits for the desk");
      await decide(order.id, [{ bookingId: line.bookingId, accept: false, reason }]);
    },
    acceptAll: async () => {
      for (const { id } of await waiting()) await decide(id, []);
    },
  };
}

async function ask<Data>(url: string, token: string | null, query: string, variables: object): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json() as { data?: Data; errors?: { message: string }[] };
  if (!data) throw new Error(errors?.[0]?.message ?? "no data");
  return data;
}
