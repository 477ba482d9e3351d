import { startMock } from "./server.ts";

const { url } = await startMock(Number(process.env["PORT"] ?? 8081));
console.log(`fake town on ${url}`);
