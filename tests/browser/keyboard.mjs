/* A day at a desk without a mouse. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, eventually, mounted, onward, stopsThere } from "./beck.mjs";

let beck, page;
before(async () => {
  beck = await begin();
  page = await beck.page("Alex Reed");
});
after(() => beck?.end());

const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = (of) => page.evaluate((name) => document.activeElement?.closest("[data-row]")?.querySelector("b, th a")?.textContent ?? document.activeElement?.[name], of);

test("the first Tab leads to the page, past the navigation", async () => {
  await page.goto("/today");
  await press("Tab");
  assert.equal(await focused("textContent"), "To the page");
  await press("Enter");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "main"));
});

test("? tells the keys, Escape closes", async () => {
  await press("?");
  await page.getByRole("heading", { name: "Keys" }).waitFor();
  await press("Escape");
  await page.getByRole("heading", { name: "Keys" }).waitFor({ state: "hidden" });
});

test("j and k walk down Today, Enter opens, 2 logs and brings the next", async () => {
  await page.goto("/today");
  await press("j");
  const first = await focused("textContent");
  await press("j");
  const second = await focused("textContent");
  assert.notEqual(second, first);
  await press("k");
  assert.equal(await focused("textContent"), first);
  await onward(page, () => press("Enter"));
  assert.equal(await page.locator("h1").innerText(), first);
  await stopsThere(page, () => press("2"));
  await page.locator("#toasts").getByText("Voicemail 1. Counted.").waitFor();
  await page.waitForURL("**/next");
  await mounted(page);
});

test("1 asks what they said; the answer goes by Tab and Enter", async () => {
  const who = await page.locator("h1").innerText();
  await press("1");
  await page.getByRole("heading", { name: /What did they say/ }).waitFor();
  await page.locator("#said").getByLabel("Note").focus();
  await page.keyboard.type("in spring again");
  const results = page.locator("#said .results");
  for (let tabs = 0; tabs < 20 && !(await results.evaluate((part) => part.contains(document.activeElement))); tabs++)
    await press("Tab");
  await onward(page, () => press("Enter"));
  await page.locator("#toasts").getByText("A talk.").waitFor();
  const [lead] = beck.json("find", who).leads;
  assert.equal(beck.json("show", `lead:${lead.id}`).history[0].note, "in spring again");
});

test("u takes it back", async () => {
  await onward(page, () => press("u"));
  assert.equal(beck.json("report", "persistence").all.talked_leads, 0);
});

async function expectRows(count) {
  await page.waitForFunction((wanted) => document.querySelectorAll("#results [data-row]").length === wanted, count);
}

test("g and a letter goes anywhere, / finds, c captures", async () => {
  for (const [letter, path] of [["l", "/leads"], ["p", "/promises"], ["r", "/reports"], ["t", "/today"]]) {
    await onward(page, () => press("g", letter));
    assert.equal(new URL(page.url()).pathname, path);
  }
  await onward(page, () => press("/"));
  assert.equal(new URL(page.url()).pathname, "/leads");
  await press("/");
  await page.keyboard.type("beth nut");
  await press("Escape", "j"); /* what is found comes only now, and the place is not lost */
  await expectRows(1);
  await page.locator("#results", { hasText: "Beth Nuttall" }).waitFor();
  await onward(page, () => press("Enter"));
  assert.match(page.url(), /\/leads\/\d+$/);
  await onward(page, () => press("c"));
  assert.equal(new URL(page.url()).pathname, "/capture");
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.type("cgnt?");
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "cgnt?");
  assert.deepEqual(page.troubles, []);
});
