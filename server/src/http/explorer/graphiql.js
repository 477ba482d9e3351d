const opening = JSON.parse(document.getElementById('opening').textContent);
const status = document.getElementById('status');
const root = ReactDOM.createRoot(document.getElementById('graphiql'));
const socket = new URL('/graphql', location.href);
socket.protocol = socket.protocol.replace('http', 'ws');
const fetcher = GraphiQL.createFetcher({ url: '/graphql', subscriptionUrl: socket.href });

function show(headers) {
  root.render(
    React.createElement(GraphiQL, {
      fetcher,
      headers,
      defaultQuery: opening.query,
      query: show.started ? undefined : opening.query,
      variables: show.started ? undefined : JSON.stringify(opening.variables ?? {}, null, 2),
      defaultEditorToolsVisibility: 'variables',
    }),
  );
  show.started = true;
}

async function signIn(account) {
  status.textContent = `Signing in: ${account.label}…`;
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: opening.signIn.document, variables: account.variables }),
    });
    const body = await response.json();
    const token = opening.signIn.token.split('/').slice(1).reduce((value, key) => value?.[key], body);
    if (!token) throw new Error(`HTTP ${response.status}: no token came back`);
    show(JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2));
    status.textContent = `Signed in: ${account.label}. The token is under "Headers".`;
  } catch (error) {
    status.textContent = error.message;
  }
}

for (const account of opening.signIn?.accounts ?? []) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = account.label;
  button.addEventListener('click', () => signIn(account));
  document.getElementById('accounts').append(button);
}

show('{}');
