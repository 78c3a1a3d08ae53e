/* Late in two taps: from each place a promise is shown, on a phone and at a desk, and in a hall
 * without a signal. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { DESK, PHONE, axeSource, begin, eventually, onward } from "./beck.mjs";

let beck;
const promised = (name) => beck.json("promises").promises.find((one) => one.lead.name.includes(name));
before(async () => {
  beck = await begin();
  beck.run("sender", "add", "alex@reed.example", "--set", "host=127.0.0.1", "--set", "security=none");
  for (const [at, name] of ["Vera North", "Walt South", "Xena East"].entries()) {
    beck.run("add", name, "--company", `${name} Ltd`, "--email", `${name[0]}@late.example`, "--cell", `202 555 018${at}`, "--source", "show: Expo");
    const [lead] = beck.json("find", name).leads;
    beck.run("log", `lead:${lead.id}`, "they_wrote", "--promise", "send the quote today 17:00");
  }
});
after(() => beck?.end());

async function sound(page) {
  await page.evaluate(readFileSync(axeSource(), "utf8"));
  assert.deepEqual((await page.evaluate(() => window.axe.run())).violations.map((one) => one.id), []);
}

for (const [where, how, name] of [["phone", PHONE, "Vera North"], ["desk", DESK, "Walt South"]])
  test(`two taps on a ${where}`, async () => {
    const page = await beck.page("Alex Reed", how);
    const { id } = promised(name);
    await page.goto("/promises");
    await onward(page, () => page.locator(`#promise-${id}`).getByRole("button", { name: "Late" }).click()); /* one */
    assert.equal(new URL(page.url()).pathname, `/promises/${id}/late`);
    assert.match(await page.getByLabel("Words").inputValue(), /It takes me longer than I thought\. You will have it by \{when\}/);
    assert.ok(await page.getByLabel("E-mail, by itself in a minute").isChecked());
    await sound(page);
    await page.locator(".late-times button").nth(1).click(); /* two */
    await page.waitForURL("**/promises");
    await page.locator("#toasts").getByText("A new time. They hear of it.").waitFor();
    const moved = promised(name);
    assert.equal(moved.moved, 1);
    assert.equal(moved.first_due_at, "2026-11-23T22:00:00Z");
    const waits = beck.json("outbox").outbox.find((entry) => entry.lead.name === name);
    assert.match(waits.subject, /send the quote/);
    await page.locator(`#promise-${id}`).getByText("moved 1×").waitFor();
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });

test("in words of one's own, without a network", async () => {
  const page = await beck.page("Alex Reed", PHONE);
  const { id } = promised("Xena East");
  await page.goto("/today");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(`/promises/${id}/late`); /* a browser's second page is the first its worker keeps */
  await onward(page, () => page.reload());
  await eventually(async () => assert.ok(await page.evaluate(async (path) => Boolean(await caches.match(path)), `/promises/${id}/late`), "the page is kept"));
  await page.context().setOffline(true);
  await page.goto(`/promises/${id}/late`);
  await page.getByLabel("Words").fill("Xena, it comes {when}.");
  await page.locator(".late-times button").first().click();
  await page.locator("#toasts").getByText("Kept on this phone.").waitFor();
  assert.equal(promised("Xena East").moved, 0);
  await page.context().setOffline(false);
  await eventually(() => assert.ok(promised("Xena East").moved, "it is sent when the network is back"));
  const waits = beck.json("outbox").outbox.find((entry) => entry.lead.name === "Xena East");
  assert.match((await (await page.request.get(`/api/v1/touches/${waits.id}/message`)).json()).body, /^Xena, it comes .*\d\.$/);
  assert.deepEqual(beck.json("check").problems, []);
  await page.context().close();
});

test("from Today and from the lead", async () => {
  const page = await beck.page("Alex Reed", DESK);
  beck.run("add", "Yara West", "--cell", "202 555 0189", "--promise", "bring the sample today 16:00");
  const { id, lead } = promised("Yara West");
  for (const path of ["/today", `/leads/${lead.id}`, `/leads/${lead.id}/next`]) {
    await page.goto(path);
    await onward(page, () => page.locator(`a[href="/promises/${id}/late"]`).first().click());
    await page.getByLabel("Call, by you").waitFor();
  }
  await page.getByText("Another time").click();
  await page.getByLabel("Another time").fill("someday");
  await page.getByRole("button", { name: "Set it" }).click();
  await page.locator("#toasts").getByText("someday").waitFor();
  await page.getByLabel("Another time").fill("friday 10:00");
  await page.getByRole("button", { name: "Set it" }).click();
  await page.waitForURL("**/promises");
  assert.equal(promised("Yara West").due_at, "2026-11-27T15:00:00Z");
  await page.context().close();
});

test("kept by an e-mail that begins at the promise", async () => {
  const page = await beck.page("Alex Reed", PHONE);
  beck.run("add", "Zoe Hall", "--email", "zoe@late.example", "--promise", "send the drawing today 16:00");
  const { id, lead } = promised("Zoe Hall");
  await page.goto(`/leads/${lead.id}`);
  await onward(page, () => page.locator(`#promise-${id}`).getByRole("button", { name: "Write" }).click());
  assert.equal(new URL(page.url()).pathname, `/promises/${id}/mail`);
  await sound(page);
  await page.getByLabel("Words").fill("Hello Zoe,\n\nhere is the drawing. Does it fit? {{first}}");
  await page.locator("[data-lint-said]").getByText("to look at").waitFor();
  await page.getByRole("button", { name: "Send it" }).click();
  await page.waitForFunction(() => /not merged/.test(document.querySelector("[name=words]").validationMessage));
  await page.getByLabel("Words").fill("Hello Zoe,\n\nhere is the drawing. Does it fit?");
  await page.getByLabel("A photo or a file").setInputFiles({ name: "drawing.txt", mimeType: "text/plain", buffer: Buffer.from("a line") });
  await page.getByRole("button", { name: "Send it" }).click();
  await page.waitForURL("**/promises");
  const waits = beck.json("outbox").outbox.find((entry) => entry.lead.name === "Zoe Hall");
  assert.equal(waits.subject, "As promised: send the drawing");
  assert.deepEqual(beck.json("outbox", "files", waits.id).files.map(({ name, way }) => [name, way]), [["drawing.txt", "file"]]);
  assert.deepEqual(page.troubles.filter((trouble) => !/422|409/.test(trouble)), []);
  await page.context().close();
});
