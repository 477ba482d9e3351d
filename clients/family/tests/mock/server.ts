import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { readFileSync } from "node:fs";
import { buildSchema, graphql } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { answers } from "./resolvers.ts";
import { Register } from "./town.ts";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const SDL = fileURLToPath(new URL("../../../schema.graphql", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
  ".png": "image/png", ".webmanifest": "application/manifest+json",
};

/** What the app lives with: nothing inline, nothing from elsewhere. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
  "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join("; ");

/** Serves the built app and the fake town on a port of 127.0.0.1 (0: any). */
export async function startMock(port = 0): Promise<{ url: string; stop: () => Promise<void> }> {
  const schema = buildSchema(readFileSync(SDL, "utf8"));
  const listeners = new Set<(alert: unknown) => void>();
  let position = 0;
  const rootValue = answers(new Register(), (order) => {
    position += 1;
    const alert = { id: `alert:${position}`, position: String(position), kind: "BOOKINGS_CHANGED", at: "2026-11-09T08:30:00Z", order, waiting: null, suspension: null };
    for (const listener of listeners) listener({ alerts: alert });
  });

  const http = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://mock").pathname;
    if (path === "/graphql") {
      const { query, variables, operationName } = JSON.parse(await body(request));
      const signedIn = request.headers.authorization === "Bearer mock-access";
      const result = await graphql({ schema, source: query, rootValue, variableValues: variables, operationName, contextValue: { signedIn } });
      response.writeHead(200, { "content-type": "application/graphql-response+json; charset=utf-8" });
      return response.end(JSON.stringify(result));
    }
    const file = path === "/" ? "/index.html" : path;
    try {
      const content = await readFile(DIST + file);
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY,
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });

  const sockets = new WebSocketServer({ server: http, path: "/graphql" });
  const subscription = {
    alerts: async function* () {
      const waiting: unknown[] = [];
      let wake = () => {};
      const listener = (alert: unknown) => {
        waiting.push(alert);
        wake();
      };
      listeners.add(listener);
      try {
        for (;;) {
          while (waiting.length > 0) yield waiting.shift();
          await new Promise<void>((resume) => { wake = resume; });
        }
      } finally {
        listeners.delete(listener);
      }
    },
  };
  useServer({ schema, roots: { subscription } }, sockets);

  await new Promise<void>((ready) => http.listen(port, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((done) => http.close(done));
    },
  };
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
