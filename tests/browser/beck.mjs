/* A Beck that serves a sample company, and people in real browsers who use it: what the tests of this
 * directory are told with. Each test file is one such Beck; it ends with its own server and browser.
 *
 * The clock stands on a Monday morning, for the server and in the pages: a show was the week before. */
import assert from "node:assert/strict";
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer as createWay, request as askOn } from "node:http";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(join(root, "tool/npm/"));
const program = process.env.BECK_PROGRAM;

export const NOW = "2026-11-23T15:10:00Z";
const FRIDAY_EVENING = "2026-11-21T00:30:00Z";
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const DESK = { viewport: { width: 1280, height: 800 } };
const PATIENCE = 60000; /* milliseconds, on a busy machine */
export const PASSWORD = "a brook that never stops";

const chromium = process.env.BECK_CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (!chromium) {
  console.log("skip: there is no Chromium here (package chromium, or BECK_CHROMIUM)");
  process.exit(77);
}
if (process.env.BECK_SANITIZED === "yes") {
  console.log("skip: pages are tried on the program as it is shipped");
  process.exit(77);
}

export const axeSource = () => require.resolve("axe-core/axe.min.js");

/* Where pictures of pages go, for a person to look at. */
export function pictureFolder() {
  const folder = process.env.BECK_PICTURES ?? join(tmpdir(), "beck-pictures");
  mkdirSync(folder, { recursive: true });
  return folder;
}

class Beck {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "beck-browser-"));
    this.database = join(this.folder, "beck.db");
    this.now = NOW;
  }

  /* The command line, on the same database at the same time. */
  run(...words) {
    return execFileSync(program, ["--db", this.database, "--now", this.now, "--no-pager", ...words],
      { encoding: "utf8", cwd: root, input: this.input, stdio: ["pipe", "pipe", "inherit"] });
  }

  json(...words) {
    return JSON.parse(this.run("--json", ...words));
  }

  /* A user who may sign in; the first is there already. */
  person(name, ...fields) {
    if (fields.length) this.run("user", "add", name, ...fields);
    this.input = `${PASSWORD}\n`;
    this.run("user", "password", name);
    this.input = undefined;
  }

  async serve() {
    this.server = spawn(program, ["--db", this.database, "--now", NOW, "--json", "serve", "--listen", "127.0.0.1:0"],
      { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(createInterface(this.server.stdout), "line");
    this.began = Date.now();
    this.origin = JSON.parse(line).url.replace(/\/$/, "");
    const { chromium: driver } = require("playwright-core");
    this.browser = await driver.launch({
      executablePath: chromium,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
  }

  /* A browser of one's own, signed in as that user; null: nobody. What goes wrong in its pages is
   * put into `page.troubles`. */
  async page(name, options = DESK) {
    const context = await this.browser.newContext({ baseURL: this.origin, timezoneId: "America/New_York", ...options });
    await context.clock.setFixedTime(new Date(NOW));
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    page.troubles = [];
    page.on("pageerror", (error) => page.troubles.push(`${page.url()}: ${error.message}`));
    page.on("console", (said) => {
      if (said.type() === "error" && !/Failed to load resource|ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(said.text()))
        page.troubles.push(`${page.url()}: ${said.text()}`);
    });
    const goto = page.goto.bind(page);
    page.goto = async (...where) => {
      const answer = await goto(...where);
      await mounted(page);
      return answer;
    };
    if (name) {
      await page.goto("/sign-in");
      await page.getByLabel("E-mail, or your name").fill(name);
      await page.getByLabel("Password").fill(PASSWORD);
      await onward(page, () => page.getByRole("button", { name: "Sign in", exact: true }).click());
      assert.match(page.url(), /\/(today|next)/);
    }
    return page;
  }

  /* The server's clock, in milliseconds: it goes on, by as much as this machine takes for a test. */
  clock() {
    return Date.parse(NOW) + Date.now() - this.began;
  }

  async end() {
    await this.browser?.close();
    if (this.server && this.server.exitCode === null) {
      this.server.kill("SIGTERM");
      await once(this.server, "exit");
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/* The scripts of the page that is there have taken its parts; before that a click is what HTML makes of it. Pages that
 * have no script (files, a person's way out) are there at once. */
export async function mounted(page) {
  await page.waitForFunction(() => document.readyState === "complete" &&
    (document.documentElement.hasAttribute("data-mounted") || !document.querySelector("script[src*='app']")));
}

/* Does what leads to another page, or to the same one anew, until that page's scripts have taken it. */
export async function onward(page, act) {
  await page.evaluate(() => { document.documentElement.dataset.left = ""; });
  await act();
  await page.waitForFunction(() => !("left" in document.documentElement.dataset));
  await mounted(page);
}

/* Asks again until it holds: what an act changes comes when it comes. */
export async function eventually(check) {
  for (const end = Date.now() + PATIENCE; ;) {
    try {
      return await check();
    } catch (why) {
      if (Date.now() > end) throw why;
    }
    await pause(50);
  }
}

/* Says what came of a call, and stops there: where the climb could go on to a colleague, that is a third tap. */
export async function stopsThere(page, say) {
  await page.evaluate(() => { document.documentElement.dataset.left = ""; });
  await say();
  const enough = page.locator("[data-left] [data-enough]");
  await enough.or(page.locator("html:not([data-left]), .toast")).first().waitFor({ state: "attached" });
  if (await enough.count()) await enough.click();
}

/* Below those that the system gives to connections that go out, which would take it meanwhile. */
async function freePort() {
  for (;;) {
    const port = 10000 + Math.floor(Math.random() * 22000);
    const found = createServer();
    const free = await new Promise((tell) => {
      found.once("error", () => tell(false)).listen(port, "127.0.0.1", () => tell(true));
    });
    await new Promise((closed) => { found.close(closed); });
    if (free) return port;
  }
}

const listens = (port) => new Promise((resolve) => {
  const link = connect(port, "127.0.0.1", () => resolve(link.destroy() && true)).on("error", () => resolve(false));
});

/* The way to the server: passed on is what `pass(asked, said, answer)` makes of the server's answer. */
async function wayTo(origin, pass, asking = {}) {
  const way = createWay((asked, answer) => {
    const on = askOn(new URL(asked.url, origin), { method: asked.method, headers: { ...asked.headers, ...asking } },
      (said) => pass(asked, said, answer));
    on.on("error", () => asked.socket.destroy());
    answer.on("close", () => on.destroy());
    asked.pipe(on);
  });
  way.listen(0, "127.0.0.1");
  await once(way, "listening");
  way.origin = `http://127.0.0.1:${way.address().port}`;
  return way;
}

function passOn(said, answer) {
  answer.writeHead(said.statusCode, said.headers);
  said.pipe(answer);
}

/* It loses answers where `way.loses(path)` says so: the server has done it all, and the phone does not hear of it. */
export async function lossyWay(origin) {
  const way = await wayTo(origin, (asked, said, answer) => {
    if (way.loses?.(asked.url)) said.resume().on("end", () => asked.socket.destroy());
    else passOn(said, answer);
  });
  return way;
}

const PIECES = 60;
const BETWEEN = 25; /* milliseconds, in which a browser paints what it has */

/* Pages come in by pieces, as where the signal is weak; all else comes as it is. */
export const slowWay = (origin) => wayTo(origin, async (asked, said, answer) => {
  if (!said.headers["content-type"]?.startsWith("text/html")) {
    passOn(said, answer);
    return;
  }
  const page = Buffer.concat(await said.toArray());
  answer.writeHead(said.statusCode, said.headers);
  const size = Math.ceil(page.length / PIECES);
  for (let at = 0; at < page.length; at += size) {
    answer.write(page.subarray(at, at + size));
    await pause(BETWEEN);
  }
  answer.end();
}, { "accept-encoding": "identity" });

/* Cumulative layout shift; 0.1 is called good. */
export const MOST_SHIFT = 0.02;

/* Watches what moves; before the page does anything. */
export const watchShift = (page) => page.addInitScript(() => {
  window.shift = 0;
  window.moved = [];
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      window.shift += value;
      for (const { node, previousRect, currentRect } of sources)
        window.moved.push(`${node?.nodeName} ${node?.className ?? ""} ${place(previousRect)} to ${place(currentRect)}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
});

/* What is too much of it, in words; else nothing. */
export async function shifted(page) {
  const { shift, moved } = await page.evaluate(() => ({ shift: window.shift, moved: window.moved }));
  return shift > MOST_SHIFT ? [`moved by ${shift.toFixed(3)}: ${moved.join("; ")}`] : [];
}

/* Postfix's smtp-sink for the time of a test, on a port of its own. */
export async function mailServer(test) {
  const port = await freePort();
  const user = process.getuid() === 0 ? ["-u", "nobody"] : [];
  const server = spawn("/usr/sbin/smtp-sink", [...user, `127.0.0.1:${port}`, "20"], { stdio: "ignore" });
  test.after(() => server.kill());
  await eventually(async () => assert.ok(await listens(port), "smtp-sink listens"));
  return { port };
}

/* `fill` false: a company without a lead. */
export async function begin({ fill = true } = {}) {
  const beck = new Beck();
  beck.now = FRIDAY_EVENING;
  beck.run("init", "--workspace", "Reed Labels", "--user", "Alex Reed", "--cell", "202 555 0100",
    "--email", "alex@reed.example", "--zone", "America/New_York");
  beck.person("Alex Reed");
  if (fill) beck.run("import", "sample/show-list.csv", "--source", "Pack Expo");
  beck.now = NOW;
  await beck.serve();
  return beck;
}
