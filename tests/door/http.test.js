import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getIntrospectionQuery } from 'graphql';
import { serverAudits } from 'graphql-http';

const url = process.env.PREAU_URL;
const options = { skip: url ? false : 'PREAU_URL is not set' };

test('GraphQL over HTTP: every MUST and every SHOULD', options, async () => {
  const results = [];
  for (const audit of serverAudits({ url: `${url}/graphql`, fetchFn: fetch })) results.push(await audit.fn());
  const count = (status) => results.filter((result) => result.status === status).length;
  console.log(`audits: ${count('ok')} ok, ${count('notice')} notice, ${count('warn')} warn, ${count('error')} error`);
  // The notices are about GET, which is not served, on purpose.
  const told = results.filter(({ status }) => status !== 'ok').map(({ status, id, name }) => [status, id, name].join(' '));
  assert.deepEqual(told, [
    'notice 5A70 MAY accept application/x-www-form-urlencoded formatted GET requests',
    'notice D6D5 MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
    'notice 6A70 MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
  ]);
});

const send = (init) => fetch(`${url}/graphql`, init);
const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

/** Requests that a careless or a hostile program sends, and the one answer to each. */
const refusals = [
  ['a batch', { method: 'POST', headers: json, body: '[{"query":"{ __typename }"}]' }, 400, 'BAD_USER_INPUT'],
  ['plain text', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{ __typename }"}' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a form', { method: 'POST', body: new URLSearchParams({ query: 'mutation { __typename }' }) }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a multipart form', { method: 'POST', body: form() }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['2 MB', { method: 'POST', headers: json, body: JSON.stringify({ query: '{ __typename }', x: 'x'.repeat(2e6) }) }, 413, 'PAYLOAD_TOO_LARGE'],
  ['a long document', post(`{ __typename } #${'x'.repeat(17_000)}`), 400, 'TOO_COSTLY'],
  ['deep brackets', post('{'.repeat(10_000)), 400, 'TOO_COSTLY'],
  ['many aliases', post(`{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`), 400, 'TOO_COSTLY'],
  ['many directives', post(`{ __typename ${'@skip(if: false) '.repeat(6)} }`), 400, 'TOO_COSTLY'],
  ['a spiral of fragments', post('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['no GraphQL', post('SELECT 1'), 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', post('{ unknownField }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown answer type', { method: 'POST', headers: { ...json, accept: 'text/html' }, body: '{"query":"{ __typename }"}' }, 406, 'NOT_ACCEPTABLE'],
  ['a false token', { method: 'POST', headers: { ...json, authorization: 'Bearer x' }, body: '{"query":"{ __typename }"}' }, 401, 'UNAUTHENTICATED'],
  ['a PUT', { method: 'PUT', headers: json, body: '{"query":"{ __typename }"}' }, 405, 'METHOD_NOT_ALLOWED'],
];

function post(query) {
  return { method: 'POST', headers: json, body: JSON.stringify({ query }) };
}

function form() {
  const data = new FormData();
  data.set('operations', '{"query":"mutation { __typename }"}');
  return data;
}

for (const [name, init, status, code] of refusals) {
  test(`refuses ${name}`, options, async () => {
    const response = await send(init);
    const body = await response.json();
    assert.deepEqual([response.status, body.errors.map((error) => error.extensions.code)], [status, [code]]);
    assert.equal('data' in body, false);
  });
}

test('never runs a mutation over GET', options, async () => {
  const response = await fetch(`${url}/graphql?query=mutation%7B__typename%7D`);
  assert.deepEqual([response.status, response.headers.get('allow')], [405, 'POST']);
});

test('tells the usual tools its schema', options, async () => {
  const response = await send(post(getIntrospectionQuery()));
  const body = await response.json();
  assert.deepEqual([response.status, body.errors, body.data?.__schema.queryType.name], [200, undefined, 'Query']);
});
