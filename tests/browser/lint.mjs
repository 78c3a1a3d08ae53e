/* What is weak in a letter, beside it while it is typed: on a phone and at a desk, read out, and
 * honest where there is no network. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DESK, PHONE, axeSource, begin, eventually, pictureFolder } from "./beck.mjs";

const GOOD = `Hello,

at the show you asked how long a change of labels takes on the LP-4. It takes 40 seconds.

Shall I bring one on Thursday at ten?

Alex Reed, 202 555 0100`;

/* A call, then a text to look at. */
const TEXTING = `name: texting
title: By text
for: [show]
target: an answer
fallbacks: {first: there}
steps:
  - {key: ring, channel: phone, reason: "You asked for it.", new: "what we do"}
  - {key: hello, channel: text, by: person, after: 1 working day, when: talked, reason: "You asked for it.", new: "a question", body: "Hi {{first}}, where do yours come off?"}
tail:
  rhythm: [3 months]
  steps:
    - {key: call, channel: phone, reason: "I promised to ask again.", new: "a question"}
`;

/* Somebody who talked on Thursday. */
function addText(name, cell) {
  const { now } = beck;
  beck.now = "2026-11-19T16:00:00Z";
  const { lead, next } = JSON.parse(beck.run("--json", "add", name, "--owner", "Alex Reed", "--cell", cell, "--source", "show: Expo", "--cadence", "texting"));
  beck.run("log", String(next.id), "talked");
  beck.now = now;
  return lead;
}

let beck;
before(async () => {
  beck = await begin();
  const cadence = join(beck.folder, "texting.yaml");
  writeFileSync(cadence, TEXTING);
  beck.run("cadence", "add", cadence);
  beck.input = "secret\n";
  beck.run("sender", "add", "+13125550100", "--everybody", "--driver", "kannel", "--set", "user=a", "--set", "cost=0.0079 USD");
  beck.input = undefined;
  addText("Ann Text", "+1 312 200 0001");
  addText("Ben Text", "+1 312 200 0002");
  beck.run("sender", "add", "alex@reed.example", "--set", "host=127.0.0.1", "--set", "security=none");
});
after(() => beck?.end());

for (const [where, how] of [["phone", PHONE], ["desk", DESK]])
  test(`as one types, on a ${where}`, async () => {
    const page = await beck.page("Alex Reed", how);
    await page.goto("/review");
    const letter = page.locator("section.letter:not([data-parts])").first();
    const words = letter.getByLabel("Words");
    const said = letter.locator("[data-lint-said]");
    const list = letter.locator("[data-lint] li");
    assert.equal(await said.getAttribute("aria-live"), "polite");
    await letter.getByLabel("Subject").fill("Labels on the LP-4");
    await words.fill(GOOD);
    await said.getByText("Nothing to mend").waitFor();
    await eventually(async () => assert.equal(await list.count(), 0));
    await words.fill(GOOD.replace("Shall I bring one on Thursday at ten?", "{{first}}, bye."));
    await said.getByText("2 to look at").waitFor();
    await list.getByText("{{first}} would go as it stands.").waitFor();
    await letter.getByRole("button", { name: "line 5" }).click();
    await eventually(async () =>
      assert.equal(await words.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd)), "{{first}}, bye."));
    await eventually(async () => {
      const [text, found] = [await words.boundingBox(), await letter.locator("[data-lint]").boundingBox()];
      if (where === "desk") assert.ok(found.x >= text.x + text.width, "beside the text");
      else assert.ok(found.y >= text.y + text.height, "below the text");
    });
    await page.evaluate(readFileSync(axeSource(), "utf8"));
    assert.deepEqual((await page.evaluate(() => window.axe.run())).violations.map((one) => one.id), []);

    await page.context().setOffline(true);
    await words.fill(GOOD);
    await said.getByText("No network: this is looked at when it is back.").waitFor();
    await page.context().setOffline(false);
    await said.getByText("Nothing to mend").waitFor();
    assert.deepEqual(page.troubles.filter((trouble) => !/ERR_INTERNET_DISCONNECTED/.test(trouble)), []);
    await page.context().close();
  });

for (const [where, how] of [["phone", PHONE], ["desk", DESK]])
  test(`a text's parts and what they cost, on a ${where}`, async () => {
    const page = await beck.page("Alex Reed", how);
    await page.goto("/review");
    const texts = page.locator("section.letter[data-parts]");
    assert.equal(await texts.count(), 2);
    const total = page.locator("[data-texts]");
    assert.equal(await total.textContent(), "2 texts, 2 parts: 0.0158 USD");
    const first = texts.first();
    const size = first.locator("[data-text-size]");
    assert.match(await size.textContent(), /^1 part, room for \d+; 0.0079 USD$/);
    assert.equal(await first.getByLabel("Subject").count(), 0);
    await first.locator("textarea").fill(`It’s ready${" and waits".repeat(7)}`);
    await size.getByText("2 parts, room for 54; 0.0158 USD; “’” makes parts short").waitFor();
    await total.getByText("2 texts, 3 parts: 0.0237 USD").waitFor();
    await first.getByText("makes a part hold 70 characters").waitFor();
    await first.getByRole("checkbox").uncheck();
    await total.getByText("1 text, 1 part: 0.0079 USD").waitFor();
    await first.getByRole("checkbox").check();
    await first.scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(pictureFolder(), `review-text-${where}.png`) });
    await page.evaluate(readFileSync(axeSource(), "utf8"));
    assert.deepEqual((await page.evaluate(() => window.axe.run())).violations.map((one) => one.id), []);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });

test("a cadence, as it is written", async () => {
  const page = await beck.page("Alex Reed", DESK);
  await page.goto("/cadences/new");
  const steps = page.getByLabel("The steps, in YAML");
  const found = page.locator("#found");
  await found.getByText("is said here as you type").waitFor();
  await steps.pressSequentially("name: [fair");
  await found.getByText("It cannot be read yet").waitFor();
  await steps.fill(TEXTING.replace("name: texting", "name: fair"));
  await found.getByText("For somebody met today").waitFor();
  await steps.fill(TEXTING.replace("name: texting", "name: fair").replace("target: an answer\n", "goal: an answer\n"));
  await found.getByRole("button", { name: "line 4" }).click();
  assert.equal(await steps.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd)), "goal: an answer");
  await steps.fill("");
  await found.getByText("is said here as you type").waitFor();
  await steps.fill(TEXTING.replace("name: texting", "name: fair"));
  await found.getByText("For somebody met today").waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL("**/cadences/fair");
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
