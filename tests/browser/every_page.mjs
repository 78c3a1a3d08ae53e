/* Every page, on a phone and at a desk, in the light and in the dark, with a company full of leads and
 * with an empty one: axe finds nothing, nothing moves while it loads, nothing sticks out at the side,
 * and all of it is light. A picture of each goes into one folder, for a person to look at. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { DESK, NOW, PHONE, axeSource, begin, onward, pictureFolder, shifted, watchShift } from "./beck.mjs";

const MOST_BYTES = 100 * 1024; /* over the wire, with everything, at a first visit */
const MOST_REQUESTS = 20;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(axeSource(), "utf8");
const pictures = pictureFolder();

let letter = 999999; /* that waits to go */
let posted = 999999; /* that is to be printed */
let visited = 999999; /* a visit */

/* A mail that comes back, as a program of an office writes it. */
function comes(beck, from, subject, text, extra = "") {
  beck.input = `From: ${from}\nTo: alex@reed.example\nSubject: ${subject}\nDate: ${new Date(beck.now).toUTCString()}\n` +
    `Message-ID: <${from.length}.${subject.length}@else.example>\n${extra}\n${text}\n`;
  beck.run("read", "--take");
  beck.input = undefined;
}

/* A company in the middle of its work: calls made, promises given, answers waiting, somebody away. */
function live(beck) {
  beck.person("Sam Ortiz", "email=sam@reed.example");
  beck.person("Kim Lane", "role=manager", "email=kim@reed.example");
  beck.run("content", "add", "How Ford cut changeovers to four minutes", "--kind", "case-study", "--url", "https://example.com/ford");
  beck.run("content", "add", "What would a day without relabelling be worth?", "--kind", "question");
  beck.now = "2026-11-21T00:40:00Z";
  beck.run("import", "sample/cards.vcf", "--source", "networking");
  beck.now = NOW;
  const calls = beck.json("today").touches.filter((touch) => touch.channel === "phone");
  const came = [["voicemail"], ["no_answer"], ["talked", "--result", "meeting", "--until", "tomorrow 10:00"],
    ["talked", "--promise", "send the quote today 17:00"], ["talked", "--result", "not_now", "--until", "march"], ["busy"]];
  came.forEach((words, at) => beck.run("log", calls[at].id, ...words, "--note", "asked about the LP-4"));
  beck.run("log", `lead:${calls[7].lead.id}`, "they_called", "--note", "call me back about the quote");
  beck.run("set", calls[3].lead.id, "email=buyer@vineyards.example");
  beck.run("skip", calls[8].id, "--because", "no_time");
  for (const touch of calls.slice(10, 14)) beck.run("assign", touch.lead.id, "Sam Ortiz");
  beck.run("add", "Nora Vance", "--company", "Blue Kiln Pottery", "--cell", "303 555 0177", "--source", "web: contact form");
  beck.run("absence", "add", "2026-11-26", "2026-11-27", "--owner", "Sam Ortiz");
  beck.run("sender", "add", "alex@reed.example", "--set", "host=127.0.0.1", "--set", "security=none");
  const letters = beck.json("review").touches.slice(0, 3).map((touch) => touch.id);
  beck.run("outbox", "send", ...letters);
  beck.run("sender", "pause", beck.json("sender").senders[0].id, "--because", "the server said: 535 5.7.8 not accepted");
  beck.run("mailbox", "add", "alex@reed.example", "--set", "folders=Junk");
  beck.run("mailbox", "pause", beck.json("mailbox").mailboxes[0].id, "--because", "the server said: [AUTHENTICATIONFAILED] not accepted");
  registered(beck);
  letter = letters[0];
  const written = beck.json("review").touches.map((touch) => touch.address?.value).filter((mailbox) => mailbox);
  beck.run("config", "set", "keep_strangers", "yes");
  comes(beck, written[0], "Re: The samples", "They stuck. What do ten thousand cost, and how soon?\n\nCould you call before noon?");
  comes(beck, written[1], "Automatic reply: The samples", "I am out of the office until 7 December 2026.", "Auto-Submitted: auto-replied\n");
  comes(beck, "Jo Hart <jo@else.example>", "Re: labels", "I got this from Ann. Where do I find the offer?");
  comes(beck, "MAILER-DAEMON@else.example", "Undelivered Mail Returned to Sender",
    `<${written[2]}>: host mx.else.example said: 550 5.1.1 <${written[2]}>: Recipient address rejected: User unknown (in reply to RCPT TO command)`);
  road(beck);
  beck.run("promises", "kept", beck.json("promise", `lead:${calls[3].lead.id}`, "send the samples today 16:00").id, "--by", "email");
  return calls[3].lead.id;
}

/* A day on the road: visits by place, one of them at an agreed hour, letters to print, a gift that waits for a yes. */
function road(beck) {
  const found = (name) => beck.json("find", name).leads[0];
  beck.now = "2026-11-21T00:30:00Z";
  beck.run("user", "set", "Alex Reed", "postal=34 Court Street, Albany, NY 12207");
  beck.run("cadence", "add", "sample/road.yaml");
  beck.run("content", "add", "From forty minutes to four", "--kind", "article", "--url", "https://example.com/four");
  beck.run("import", "sample/round.csv", "--source", "list", "--cadence", "road");
  for (const name of ["Linda Schultz", "Vanessa Burgess", "Derek Tran", "Rachel Rivera"]) beck.run("log", found(name).touch_id, "met");
  beck.run("log", found("Rachel Rivera").touch_id, "sent");
  beck.run("log", `lead:${found("Janet Kowalski").id}`, "they_called", "--result", "meeting", "--until", "monday 2pm");
  beck.now = NOW;
  beck.run("gift", "budget", "500");
  beck.run("config", "set", "gift_ask_over", "40");
  beck.run("gift", "order", `lead:${found("Priya Quinn").id}`, "a brass plate with their first label", "--cost", "45", "--checked");
  beck.run("gift", "order", `lead:${found("Tyler Delgado").id}`, "coffee for the shift", "--cost", "25", "--checked");
  assert.equal(beck.json("letter").letters.length, 3);
  assert.equal(beck.json("visits").visits.length, 6);
  assert.equal(found("Rachel Rivera").channel, "article");
  posted = found("Derek Tran").touch_id;
  visited = found("Wei Sherman").touch_id;
  beck.input = "Hello Derek,\n\nOne. Two. Three. Four. Five, and a number: 202 555 0100?\n\nAlex Reed";
  beck.run("words", posted, "-");
  beck.input = undefined;
}

/* A mailbox at a provider, whose user has not signed in there yet. */
function registered(beck) {
  beck.input = "a secret\n";
  beck.run("provider", "set", "any", "--client", "beck@reed.example", "--set", "authorize_url=http://127.0.0.1:1/authorize",
    "--set", "token_url=http://127.0.0.1:1/token", "--set", "scope=mail");
  beck.input = "\n"; /* nothing is pasted */
  assert.throws(() => beck.run("sender", "add", "labels@reed.example", "--oauth", "any", "--everybody", "--set", "host=127.0.0.1", "--paste"));
  assert.ok(beck.json("sender").senders.some((sender) => sender.address === "labels@reed.example"));
  beck.input = undefined;
}

/* Where nobody comes by an address alone: turned away at the door, and the ways through a provider. */
function ways(stranger, page) {
  let state;
  const back = (more) => () => page.goto(`/oauth/callback?state=${state}&${more}`);
  return [
    [stranger, "/sign-in/wrong", async () => {
      await stranger.goto("/sign-in");
      await stranger.getByLabel("E-mail, or your name").fill("Kim Lane");
      await stranger.getByLabel("Password").fill("not this one");
      await onward(stranger, () => stranger.getByRole("button", { name: "Sign in", exact: true }).click());
      await stranger.getByRole("alert").waitFor();
    }],
    [page, "/senders/sign-in", async () => {
      await page.goto("/settings/senders");
      await onward(page, () => page.locator("section", { hasText: "labels@reed.example" }).getByRole("button", { name: "Sign in" }).click());
      const link = page.getByRole("button", { name: "Go there" });
      state = new URL(await link.getAttribute("href")).searchParams.get("state");
    }],
    [page, "/oauth/callback", back("code=what-tokens-are-given-for")],
    [page, "/oauth/callback/no", back("error=access_denied&error_description=The+user+said+no")],
  ];
}

/* What only comes in by a page: the photo of a card, a file that waits to be looked at. */
async function bringIn(page) {
  await page.goto("/capture");
  await page.locator("[name=photo]").setInputFiles(fileURLToPath(new URL("../../ui/static/icon-192.png", import.meta.url)));
  await page.locator("#photo-label img").waitFor();
  await page.getByRole("button", { name: "Keep" }).click();
  await page.locator("#toasts").getByText("Captured.").waitFor();
  await page.goto("/import");
  await page.locator("[name=file]").setInputFiles(fileURLToPath(new URL("../../sample/accounts.csv", import.meta.url)));
  await page.waitForURL(/\/imports\/\d+$/);
  return new URL(page.url()).pathname;
}

const places = (lead, account) => ["/today", "/next", "/calls", `/leads/${lead}/next`, "/capture", "/inbox", "/visits", "/gifts", "/promises", "/promises/PROMISE/late", "/promises/PROMISE/mail", "/promises?state=kept", "/leads",
  "/leads?q=an&status=any", `/leads/${lead}`, `/leads/${lead}/consent`, `/leads/${lead}/text`, `/accounts/${account}`, "/cadences", "/cadences/show", "/cadences/new", "/trials", "/content",
  "/content/CONTENT", "/touches/LETTER/files", "/touches/POSTED/words", "/touches/VISIT/words", "/duplicates", "/forecast", "/reports", "/reports/lines", "/reports/doubt", "/reports/silence", "/reports/persistence",
  "/reports/promises", "/reports/activity", "/reports/speed", "/reports/channels", "/reports/excuses", "/monday", "/review", "/letters",
  "/capture/cards", "/import", "/settings", "/morning", "/outbox", "/settings/senders", "/settings/dialling", "/settings/mailboxes", "/settings/calendars", "/settings/contacts", "/settings/security", "/settings/phone", "/settings/tokens", "/settings/line",
  "/settings/holidays", "/settings/users", "/settings/forms", "/settings/webhooks", "/settings/audit", "/touches/LETTER", "/touches/LETTER/message", "/leads/999999"];

/* In a long run each page is seen in every light and width. */
function looks(fill) {
  if (process.env.BECK_TEST_LONG)
    return [["phone", "light"], ["phone", "dark"], ["desk", "light"], ["desk", "dark"]];
  return fill ? [["phone", "light"], ["desk", "dark"]] : [["phone", "dark"]];
}

const nameOf = (path) => path.replace(/^\//, "").replace("999999", "missing").replace(/\d{3,}/g, "one").replace(/\W+/g, "-") || "root";

async function look(page, picture, go) {
  const wire = await page.context().newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  wire.on("Network.requestWillBeSent", ({ type }) => {
    if (type === "Document") [bytes, requests] = [0, 0]; /* of the page it comes to, not of those before */
  });
  wire.on("Network.responseReceived", () => { requests += 1; });
  wire.on("Network.loadingFinished", (done) => { bytes += done.encodedDataLength; });
  await go();
  if (await page.locator(".chart").count()) await page.locator(".chart canvas").first().waitFor();
  await page.waitForTimeout(100); /* what would still move, moves now */
  const moved = await shifted(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.screenshot({ path: join(pictures, `${picture}.png`) });
  await page.evaluate(axe);
  /* Of what passed it need not name every part. */
  const found = await page.evaluate((tags) => window.axe.run({ runOnly: tags, resultTypes: ["violations"] }), TAGS);
  await wire.detach();
  assert.ok(found.passes.length > 10, "axe has looked");
  const problems = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).slice(0, 3).join("; ")}`);
  if (bytes > MOST_BYTES) problems.push(`${bytes} bytes`);
  if (requests > MOST_REQUESTS) problems.push(`${requests} requests`);
  problems.push(...moved);
  if (wide > 0) problems.push(`${wide} px too wide`);
  return { problems, bytes, requests };
}

for (const fill of [true, false]) {
  test(fill ? "a company full of leads" : "an empty company", async (company) => {
    const beck = await begin({ fill });
    company.after(() => beck.end());
    const lead = fill ? live(beck) : 999999;
    const account = fill ? beck.json("show", `lead:${lead}`).account.id : 999999;
    if (fill) beck.run("set", lead, "texts=yes");
    const promise = fill ? beck.json("promises").promises[0].id : 999999;
    const content = fill ? beck.json("content", "list").contents[0].id : 999999;
    for (const [where, colorScheme] of looks(fill)) {
      await company.test(`${where}, ${colorScheme}`, async () => {
        const options = { ...(where === "phone" ? PHONE : DESK), colorScheme, serviceWorkers: "block" };
        const stranger = await beck.page(null, options);
        const page = await beck.page("Alex Reed", options);
        const problems = [];
        const job = fill ? await bringIn(page) : "/imports/999999";
        let heaviest = { bytes: 0 };
        const seen = [[stranger, "/sign-in"], ...[...places(lead, account), job].map((path) => [page, path.replace("CONTENT", content).replace("LETTER", letter).replace("POSTED", posted).replace("VISIT", visited).replace("PROMISE", promise)]),
          ...fill ? ways(stranger, page) : []];
        for (const one of [stranger, page]) await watchShift(one);
        for (const [by, path, go] of seen) {
          const looked = await look(by, `${nameOf(path)}-${fill ? "full" : "empty"}-${where}-${colorScheme}`, go ?? (() => by.goto(path)));
          problems.push(...looked.problems.map((problem) => `${path}: ${problem}`));
          if (looked.bytes > heaviest.bytes) heaviest = { path, ...looked };
        }
        console.log(`# ${where}, ${colorScheme}: heaviest ${heaviest.path}, ${heaviest.bytes} bytes, ${heaviest.requests} requests`);
        const troubles = page.troubles.filter((trouble) => !/Service Worker/.test(trouble));
        await Promise.all([stranger, page].map((one) => one.context().close()));
        assert.deepEqual([...problems, ...troubles], []);
      });
    }
  });
}
