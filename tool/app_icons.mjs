/* Draws ui/static/beck.svg as the pictures that home screens want: node tool/app_icons.mjs
 *
 * Committed, because a build has no browser: run it again when the drawing changes. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const { chromium } = createRequire(`${root}tool/npm/`)("playwright-core");
const drawing = readFileSync(`${root}ui/static/beck.svg`, "utf8");

/* Maskable ones fill the square: a launcher cuts its own shape out of the middle four fifths. */
const icons = [
  { name: "icon-192.png", size: 192 },
  { name: "icon-512.png", size: 512 },
  { name: "icon-mask-512.png", size: 512, whole: true },
  { name: "icon-apple-180.png", size: 180, whole: true },
];

const browser = await chromium.launch({
  executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync),
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const { name, size, whole } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const drawn = whole ? drawing.replace('rx="112"', 'rx="0"') : drawing;
  await page.setContent(`<style>body{margin:0;background:none}svg{display:block;width:100vw;height:100vh}</style>${drawn}`);
  await page.screenshot({ path: `${root}ui/static/${name}`, omitBackground: true });
  await page.close();
}
await browser.close();
