const opening = JSON.parse(document.getElementById('opening').textContent);
const field = (id) => document.getElementById(id);
const [form, query, variables, headers, status, answer] =
  ['request', 'query', 'variables', 'headers', 'status', 'answer'].map(field);

query.value = opening.query;
variables.value = JSON.stringify(opening.variables ?? {}, null, 2);
headers.value = '{}';

async function send(body, extra) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      ...extra,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

function read(area, name) {
  try {
    return JSON.parse(area.value.trim() || '{}');
  } catch (error) {
    area.focus();
    throw new Error(`${name}: ${error.message}`);
  }
}

async function run() {
  status.textContent = 'Running…';
  try {
    const started = performance.now();
    const body = { query: query.value, variables: read(variables, 'Variables') };
    const result = await send(body, read(headers, 'Headers'));
    status.textContent = `HTTP ${result.status}, ${Math.round(performance.now() - started)} ms`;
    answer.textContent = JSON.stringify(result.body, null, 2);
  } catch (error) {
    status.textContent = error.message;
  }
}

async function signIn(account) {
  status.textContent = `Signing in: ${account.label}…`;
  try {
    const result = await send({ query: opening.signIn.document, variables: account.variables }, {});
    const path = opening.signIn.token.split('/').slice(1);
    const token = path.reduce((value, key) => value?.[key], result.body);
    answer.textContent = JSON.stringify(result.body, null, 2);
    if (!token) throw new Error(`HTTP ${result.status}: no token came back`);
    headers.value = JSON.stringify({ authorization: `Bearer ${token}` }, null, 2);
    status.textContent = `Signed in: ${account.label}. The token is in the headers.`;
  } catch (error) {
    status.textContent = error.message;
  }
}

for (const account of opening.signIn?.accounts ?? []) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = account.label;
  button.addEventListener('click', () => signIn(account));
  field('accounts').append(button);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  run();
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
