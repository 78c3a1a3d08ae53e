/* A manager at a desk: finds and gives leads away many at a time, tries a list before it comes in, makes one person of
 * two. What was done is said, and the page stays as it was asked for. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DESK, begin, eventually, onward } from "./beck.mjs";

let beck, page;
before(async () => {
  beck = await begin();
  beck.person("Sam Ortiz", "email=sam@reed.example");
  page = await beck.page("Alex Reed", { ...DESK, serviceWorkers: "block" });
});
after(async () => {
  assert.deepEqual(page?.troubles, []);
  await beck?.end();
});

const told = (words) => page.locator("#toasts").getByText(words).waitFor();
const named = (name) => beck.json("find", name).leads.filter((lead) => lead.name === name).length;
const rows = () => page.locator("#rows tr:not(.more)");

test("a long list comes as far as one scrolls, each lead once", async () => {
  await page.goto("/leads");
  const all = beck.json("leads", "--limit", "500").leads.length;
  assert.ok(await rows().count() < all);
  await eventually(async () => {
    await page.mouse.wheel(0, 5000);
    assert.equal(await page.locator("#rows .more").count(), 0);
  });
  const ids = await page.locator("#rows [name=leads]").evaluateAll((boxes) => boxes.map((box) => box.value));
  assert.deepEqual([ids.length, new Set(ids).size], [all, all]);
});

test("found as one types, given away, taken back", async () => {
  await page.goto("/leads");
  const every = page.locator("#results").getByText(`${beck.json("leads", "--limit", "500").leads.length} found`);
  await every.waitFor();
  await page.locator("#q").fill("pa");
  await every.waitFor({ state: "detached" });
  await eventually(async () => assert.match(page.url(), /q=pa/));
  assert.equal(await page.locator("html.is-leaving").count(), 0, "nobody leaves this page");
  const names = await page.locator("#rows th a").evaluateAll((links) => links.slice(0, 3).map((link) => link.textContent));
  for (const at of [0, 1, 2]) await page.locator("#rows [name=leads]").nth(at).check();
  await page.getByText("3 chosen").waitFor();
  await page.getByLabel("Give to").selectOption({ label: "Sam Ortiz" });
  await onward(page, () => page.getByRole("button", { name: "Do it" }).click());
  await told("3 leads: given to Sam Ortiz");
  assert.match(page.url(), /q=pa/);
  assert.deepEqual(beck.json("leads", "--owner", "Sam Ortiz").leads.map((lead) => lead.name).sort(), names.sort());
  await onward(page, () => page.locator("#toasts").getByRole("button", { name: "Undo" }).click());
  assert.equal(beck.json("leads", "--owner", "Sam Ortiz").leads.length, 0);
});

test("boxes are ticked right after typing: what was found stays, and so does what was chosen", async () => {
  await page.goto("/leads");
  await page.locator("#q").fill("a");
  await eventually(async () => assert.match(page.url(), /q=a/));
  let asked = 0;
  const count = (request) => asked += request.url().includes("/leads") ? 1 : 0;
  page.on("request", count);
  for (const at of [0, 1, 2]) await page.locator("#rows [name=leads]").nth(at).check();
  await page.getByText("3 chosen").waitFor();
  await page.waitForTimeout(400);  // longer than what is typed waits
  page.off("request", count);
  assert.equal(asked, 0, "leaving the field searches for nothing anew");
  await page.getByText("3 chosen").waitFor();
});

test("a filter shows what fits as soon as it is chosen", async () => {
  await page.goto("/leads");
  await page.locator(".filters summary").click();
  await page.getByLabel("Status").selectOption("never");
  await eventually(async () => assert.match(page.url(), /status=never/));
  const never = beck.json("leads", "--status", "never").leads.length;
  await eventually(async () => assert.equal(await rows().count(), never));
});

test("nothing chosen to be done: it says so, and stays", async () => {
  await page.goto("/leads");
  await page.locator("#rows [name=leads]").first().check();
  await page.getByRole("button", { name: "Do it" }).click();
  await told("one thing at a time");
  await page.getByText("1 chosen").waitFor();
});

test("a list is tried, then comes in", async () => {
  const file = join(beck.folder, "more.csv");
  writeFileSync(file, "Name,Firm,Tel\nJo New,New Co,202 555 0170\n,,\nBo New,New Co,202 555 0171\n");
  await page.goto("/import");
  await page.locator("[name=file]").setInputFiles(file);
  await page.waitForURL(/\/imports\/\d+$/);
  const step = page.locator(".steps [aria-current]");
  assert.equal(await step.innerText(), "Columns");
  await page.getByRole("button", { name: "Only try it" }).click();
  await page.getByText("would be new").waitFor();
  assert.equal(await step.innerText(), "Try");
  assert.equal(named("Jo New"), 0);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("button", { name: "To Today" }).waitFor();
  assert.equal(await step.innerText(), "In");
  assert.deepEqual([named("Jo New"), named("Bo New")], [1, 1]);
});

test("two that are one: merged, and both again", async () => {
  await page.goto("/duplicates");
  const pairs = await page.locator(".pair-card").count();
  await onward(page, () => page.getByRole("button", { name: "The same: merge" }).first().click());
  await told("Merged.");
  assert.equal(await page.locator(".pair-card").count(), pairs - 1);
  await onward(page, () => page.locator("#toasts").getByRole("button", { name: "Undo" }).click());
  assert.equal(await page.locator(".pair-card").count(), pairs);
});

test("settings say that they are kept; what is refused is not called saved", async () => {
  await page.goto("/settings");
  await page.getByLabel("Title").fill("Owner");
  await onward(page, () => page.getByRole("button", { name: "Save" }).click());
  await told("Saved.");
  await page.getByLabel("Working hours").fill("never");
  await onward(page, () => page.getByRole("button", { name: "Save" }).click());
  await page.locator("[data-problem]").waitFor();
  assert.equal(await page.locator(".toast").count(), 0);
});
