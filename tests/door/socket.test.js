import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = process.env.PREAU_URL;
const options = { skip: url ? false : 'PREAU_URL is not set' };
const address = `${(url ?? '').replace(/^http/, 'ws')}/graphql`;

function client(connectionParams) {
  return createClient({ url: address, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
}

/** A bare socket: what it is told, and how it ends. */
function bare(messages, { protocol = 'graphql-transport-ws', origin } = {}) {
  return new Promise((resolve, reject) => {
    const heard = [];
    const socket = new WebSocket(address, protocol, { origin });
    socket.on('open', () => messages.forEach((message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))));
    socket.on('message', (data) => heard.push(JSON.parse(data)));
    socket.on('close', (code) => resolve({ code, heard }));
    socket.on('error', reject);
  });
}

const init = { type: 'connection_init' };
const subscribe = (id, query) => ({ type: 'subscribe', id, payload: { query } });

test('a query over a socket gives one result and an end', options, async () => {
  const results = [];
  for await (const result of client().iterate({ query: '{ __typename }' })) results.push(result.data);
  assert.deepEqual(results, [{ __typename: 'Query' }]);
});

test('what does not fit the schema is an error message', options, async () => {
  const iterator = client().iterate({ query: 'subscription { unknownField }' });
  await assert.rejects(
    () => iterator.next(),
    (errors) => errors.length === 1 && errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED',
  );
});

test('a false token is told with 4403', options, async () => {
  const iterator = client({ authorization: 'Bearer x' }).iterate({ query: '{ __typename }' });
  await assert.rejects(() => iterator.next(), (event) => event.code === 4403);
});

const closings = [
  ['nonsense', ['nonsense'], {}, 4400],
  ['an unknown message', [{ type: 'start' }], {}, 4400],
  ['a message without id', [init, { type: 'subscribe', payload: { query: '{ __typename }' } }], {}, 4400],
  ['an operation before the init', [subscribe('a', '{ __typename }')], {}, 4401],
  ['silence', [], {}, 4408],
  ['a second init', [init, init], {}, 4429],
  ['no subprotocol', [], { protocol: [] }, 4406],
];

for (const [name, messages, how, code] of closings) {
  test(`closes on ${name} with ${code}`, options, async () => {
    assert.equal((await bare(messages, how)).code, code);
  });
}

test('answers a ping before anything else', options, async () => {
  const { heard } = await bare([{ type: 'ping', payload: { a: 1 } }, 'end']);
  assert.deepEqual(heard, [{ type: 'pong', payload: { a: 1 } }]);
});

test('a page of another site may not open a socket', options, async () => {
  await assert.rejects(() => bare([], { origin: 'https://evil.example' }), /403/);
});
