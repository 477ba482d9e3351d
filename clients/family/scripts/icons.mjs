// Draws the PNG icons from public/icon.svg, with the system's Chromium. Run by hand after the drawing changes.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = fileURLToPath(new URL("../public/", import.meta.url));
const svg = readFileSync(`${folder}icon.svg`, "utf8");
// Launchers cut maskable icons to their own shape, and iOS rounds the corners itself: both want a full ground.
const full = svg.replace('rx="12" ', "");
const ICONS = [
  { name: "icon-192.png", size: 192, drawing: svg, inset: 0 },
  { name: "icon-512.png", size: 512, drawing: svg, inset: 0 },
  { name: "icon-180.png", size: 180, drawing: full, inset: 0 },
  { name: "icon-maskable-512.png", size: 512, drawing: full, inset: 40 },
];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
for (const { name, size, drawing, inset } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  const ground = inset > 0 ? "#1f5b4e" : "transparent";
  await page.setContent(
    `<style>body{margin:0;padding:${inset}px;background:${ground}}svg{display:block;width:${size - 2 * inset}px}</style>${drawing}`,
  );
  await page.screenshot({ path: folder + name, omitBackground: inset === 0 });
}
await browser.close();
