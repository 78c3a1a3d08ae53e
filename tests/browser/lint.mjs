/* What is weak in a letter, beside it while it is typed: on a phone and at a desk, read out, and
 * honest where there is no network. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { DESK, PHONE, axeSource, begin } from "./beck.mjs";

const GOOD = `Hello,

at the show you asked how long a change of labels takes on the LP-4. It takes 40 seconds.

Shall I bring one on Thursday at ten?

Alex Reed, 202 555 0100`;

let beck;
before(async () => {
  beck = await begin();
  beck.run("sender", "add", "alex@reed.example", "--set", "host=127.0.0.1", "--set", "security=none");
});
after(() => beck?.end());

for (const [where, how] of [["phone", PHONE], ["desk", DESK]])
  test(`as one types, on a ${where}`, async () => {
    const page = await beck.page("Alex Reed", how);
    await page.goto("/review");
    const letter = page.locator("section.letter").first();
    const words = letter.getByLabel("Words");
    const said = letter.locator("[data-lint-said]");
    const list = letter.locator("[data-lint] li");
    assert.equal(await said.getAttribute("aria-live"), "polite");
    await letter.getByLabel("Subject").fill("Labels on the LP-4");
    await words.fill(GOOD);
    await said.getByText("Nothing to mend").waitFor();
    assert.equal(await list.count(), 0);
    await words.fill(GOOD.replace("Shall I bring one on Thursday at ten?", "{{first}}, bye."));
    await said.getByText("2 to look at").waitFor();
    await list.getByText("{{first}} would go as it stands.").waitFor();
    await letter.getByRole("button", { name: "line 5" }).click();
    assert.equal(await words.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd)), "{{first}}, bye.");
    const [text, found] = [await words.boundingBox(), await letter.locator("[data-lint]").boundingBox()];
    if (where === "desk") assert.ok(found.x >= text.x + text.width, "beside the text");
    else assert.ok(found.y >= text.y + text.height, "below the text");
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
