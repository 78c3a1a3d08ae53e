/* Two people at once: what one does, the other sees without asking; what both do is done once. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, eventually, stopsThere } from "./beck.mjs";

let beck, alex, sam;
before(async () => {
  beck = await begin();
  beck.person("Sam Ortiz", "role=manager", "email=sam@reed.example");
  beck.run("user", "set", "Alex Reed", "manager=Sam Ortiz");
  alex = await beck.page("Alex Reed");
  sam = await beck.page("sam@reed.example");
});
after(() => beck?.end());

test("an answer comes in and stands on top, without a reload", async () => {
  await alex.goto("/today");
  const row = alex.locator("#day .calls", { hasText: "Beth Nuttall" }).first();
  await row.waitFor();
  const [lead] = beck.json("find", "beth nuttall").leads;
  await alex.evaluate(() => { window.stays = true; });
  beck.run("log", `lead:${lead.id}`, "they_called", "--note", "call me back");
  await alex.locator("#toasts").getByText("Somebody answered.").waitFor();
  await alex.locator("#day .answers", { hasText: "Beth Nuttall" }).waitFor();
  assert.ok(await alex.evaluate(() => window.stays), "the page was not loaded anew");
});

const log = (page, said) => stopsThere(page, () => page.getByRole("button", { name: said }).click());

test("one takes what the other sees; it goes from the page", async () => {
  await alex.goto("/today");
  const row = alex.locator("#day .calls a.touch-main").first();
  const name = await row.locator("b").innerText();
  const path = await row.getAttribute("href");
  await sam.goto(path);
  await log(sam, "Left message");
  await sam.locator("#toasts").getByText("Counted.").waitFor();
  await alex.locator("#toasts").getByText(`${name}: done by somebody else`).waitFor();
  await eventually(async () => assert.equal(await alex.locator(`#day a[href="${path}"]`).count(), 0));
});

test("both log the same touch: it counts once, and the second is told", async () => {
  await alex.goto("/today");
  const path = await alex.locator("#day .calls a.touch-main").first().getAttribute("href");
  await alex.goto(path);
  await sam.goto(path);
  const name = await alex.locator("h1").innerText();
  await log(alex, "Left message");
  await alex.locator("#toasts").getByText("Counted.").waitFor();
  await log(sam, "No answer");
  await sam.locator("#toasts").getByText(/already|logged|has been/).waitFor();
  const [lead] = beck.json("find", name).leads;
  const made = beck.json("show", `lead:${lead.id}`).history.filter((touch) => touch.channel === "phone");
  assert.equal(made.length, 1);
});

test("each keeps to what is theirs", async () => {
  beck.person("Kim Lane", "email=kim@reed.example");
  const kim = await beck.page("Kim Lane");
  await kim.goto("/today");
  await kim.getByText("Nothing more is due today.").waitFor();
  assert.equal(await kim.getByRole("link", { name: "Monday" }).count(), 0);
  const [lead] = beck.json("find", "beth nuttall").leads;
  assert.equal((await kim.goto(`/leads/${lead.id}`)).status(), 404);
  assert.equal((await kim.goto("/monday")).status(), 403);
  assert.deepEqual([...alex.troubles, ...sam.troubles, ...kim.troubles], []);
});
