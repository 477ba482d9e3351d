// After vite: writes the service worker with the list of what was built, compresses what servers send, reports sizes.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
/** What the first screen may weigh in JavaScript, gzipped. */
const BUDGET = 130_000;

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name) && entry.name !== "sw.js")
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const address = (file) => `/${relative(dist, file).split(sep).join("/")}`.replace(/^\/index\.html$/, "/");

const version = createHash("sha256");
for (const file of files) version.update(address(file)).update(readFileSync(file));
const worker = readFileSync(new URL("./sw.js", import.meta.url), "utf8")
  .replace("__VERSION__", version.digest("hex").slice(0, 12))
  .replace("__FILES__", JSON.stringify(files.map(address)));
writeFileSync(join(dist, "sw.js"), worker);

const page = readFileSync(join(dist, "index.html"), "utf8");
let initial = 0;
for (const file of [...files, join(dist, "sw.js")]) {
  if (!/\.(html|js|css|svg|webmanifest)$/.test(file)) continue;
  const body = readFileSync(file);
  const zipped = gzipSync(body, { level: 9 });
  writeFileSync(`${file}.gz`, zipped);
  writeFileSync(`${file}.br`, brotliCompressSync(body));
  if (file.endsWith(".js") && page.includes(address(file))) initial += zipped.length;
}
console.log(`JavaScript of the first screen: ${(initial / 1000).toFixed(1)} kB gzipped, at most ${BUDGET / 1000} kB`);
if (initial > BUDGET) process.exit(1);
