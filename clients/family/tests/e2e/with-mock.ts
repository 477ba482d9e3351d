import { startMock } from "../mock/server.ts";
import { NOW } from "../mock/town.ts";

const mock = await startMock();
process.env["PREAU_URL"] = mock.url;
process.env["PREAU_NOW"] = NOW;
process.env["PREAU_OTHER_TOWN"] = "none";
await import("./walk.ts");
await mock.stop();
