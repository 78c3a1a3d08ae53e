/* The climb of a call: Bob is not there, Jack hears of it, Shelly answers; on a telephone whose page is
 * loaded anew in the midst, and at a desk by keys alone. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { DESK, NOW, PHONE, begin, eventually, onward, pictureFolder } from "./beck.mjs";

/* Bob's account; nobody knows yet whom he has. */
function hillPumps(beck) {
  beck.now = "2026-11-21T00:30:00Z";
  const lead = beck.json("add", "Bob Hill", "--company", "Hill Pumps", "--title", "Owner", "--cell", "202 555 0110",
    "--office", "202 555 0111", "--email", "bob@hill.example", "--source", "call: switchboard", "--cadence", "list").id;
  beck.run("set", lead, "switchboard=202 555 0100");
  beck.now = NOW;
  return lead;
}

/* The clock of the page goes on. */
const pass = (page, seconds) => page.context().clock.setFixedTime(new Date(Date.parse(NOW) + seconds * 1000));
const has = (what, words) => what.filter({ hasText: words }).waitFor();
const picture = (page, name) => page.screenshot({ path: join(pictureFolder(), `${name}.png`), fullPage: false });

test("Bob, Jack, Shelly: on a telephone", async (story) => {
  const beck = await begin({ fill: false });
  story.after(() => beck.end());
  const lead = hillPumps(beck);
  const page = await beck.page("Alex Reed", PHONE);
  const main = page.locator("[data-call]"), opening = page.locator("[data-opening]");
  const headline = page.getByRole("heading", { level: 1 }), instead = page.getByText("instead of Bob Hill");
  const isCalled = async (name, title) => {
    await has(headline, name);
    assert.match(await page.locator(".call-who").innerText(), new RegExp(`${title} · Hill Pumps`));
    assert.equal(await instead.isVisible(), name !== "Bob Hill");
  };
  const rang = async (what) => {
    await main.evaluate((link) => { link.addEventListener("click", (event) => event.preventDefault()); link.click(); });
    await page.getByRole("button", { name: what }).waitFor();
  };
  await page.goto(`/leads/${lead}/next`);
  await story.test("Bob's cell rings and rings; the clock goes on when the page is loaded anew", async () => {
    await has(main, /Call cell \(202\) 555-0110/);
    await isCalled("Bob Hill", "Owner");
    assert.equal(await opening.isVisible(), false);
    await rang("No answer");
    await pass(page, 20);
    await onward(page, () => page.reload());
    await page.locator("[data-clock]", { hasText: "0:20" }).waitFor();
    await picture(page, "call-clock-phone");
    await page.getByRole("button", { name: "No answer" }).click();
    await has(main, /Call office \(202\) 555-0111/);
  });
  await story.test("Bob is left a message; the receptionist tells whom he has", async () => {
    await rang("Left message");
    await pass(page, 65);
    await page.getByRole("button", { name: "Left message" }).click();
    await page.locator("[data-tally]", { hasText: "1 more to try" }).waitFor();
    await has(main, /Call switchboard/i);
    await isCalled("Bob Hill", "Owner"); // whom the switchboard is asked for
    await page.getByText("Somebody else picked up").click();
    await page.getByLabel("Works under them").fill("Jack Hall, plant manager, cell 202 555 0121");
    await onward(page, () => page.getByLabel("Decides").click()); /* the field saves itself */
    await page.locator(".numbers", { hasText: "Jack Hall, plant manager" }).waitFor();
    await page.getByText("Somebody else picked up").click();
    await page.getByLabel("Decides").fill("Shelly Moss, head of purchasing, 202 555 0131");
    await onward(page, () => page.getByLabel("Works under them").click());
    await page.locator(".numbers", { hasText: "Shelly Moss" }).waitFor();
    assert.equal(await page.locator(".numbers .tried").count(), 2, "the climb is where it was");
  });
  await story.test("Jack hears of Bob, Shelly hears of Jack, and answers", async () => {
    await rang("Wrong or gone");
    await page.getByRole("button", { name: "Wrong or gone" }).click();
    await page.getByRole("button", { name: "Reception only" }).click();
    await has(main, /Call Jack Hall|Call Shelly Moss/);
    await has(opening, /^I just left Bob a voicemail/);
    await page.locator("p[data-words]", { hasText: /^Hi (Jack|Shelly),/ }).waitFor(); // what is said is said to who is called
    await picture(page, "call-climb-phone");
    const first = (await main.innerText()).includes("Jack") ? "Jack" : "Shelly";
    const titles = { "Jack Hall": "plant manager", "Shelly Moss": "head of purchasing" };
    const [one, other] = first === "Jack" ? Object.keys(titles) : Object.keys(titles).reverse();
    await isCalled(one, titles[one]);
    await onward(page, () => page.reload());
    await isCalled(one, titles[one]);
    await rang("Left message");
    await pass(page, 110);
    await page.getByRole("button", { name: "Left message" }).click();
    await has(opening, new RegExp(`^I just left ${first} a voicemail`));
    await isCalled(other, titles[other]);
    await rang("Talked");
    await pass(page, 320);
    await page.getByRole("button", { name: "Talked" }).click();
    await page.locator("#said").getByLabel("Note").fill("wants the drawing");
    await onward(page, () => page.locator("#said").getByRole("button", { name: "Nothing yet" }).click());
    await page.locator("#toasts").getByText("A talk.").waitFor();
    const [touch, ...older] = beck.json("show", `lead:${lead}`).history;
    assert.equal(older.length, 0, "one touch");
    assert.deepEqual(touch.dials.map((dial) => dial.outcome), ["no_answer", "voicemail", "gatekeeper", "voicemail", "talked"]);
    assert.deepEqual(touch.dials.map((dial) => dial.seconds), [20, 45, 1, 45, 210]);
    assert.match(touch.dials[1].words, /^Bob, |Bob/);
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("beck-climb")).length), 0);
    await page.goto(`/leads/${lead}`);
    await page.locator(".dials", { hasText: "3:30" }).waitFor();
    await picture(page, "call-history-phone");
    assert.deepEqual(beck.json("check").problems, []);
  });
  assert.deepEqual(page.troubles, []);
});

test("a message left, and an e-mail behind it in one tap more", async (story) => {
  const beck = await begin({ fill: false });
  story.after(() => beck.end());
  const lead = hillPumps(beck);
  const page = await beck.page("Alex Reed", PHONE);
  await page.goto(`/leads/${lead}/next`);
  await page.locator("[data-dialled]").click();
  await picture(page, "call-follow-up-phone");
  await onward(page, () => page.getByRole("button", { name: "Message left, email it too" }).click());
  assert.match(page.url(), /\/touches\/\d+$/);
  assert.match(await page.locator("#words").innerText(), /I just left you a voicemail/);
  await page.getByRole("button", { name: "Beck sends it, in a minute" }).waitFor();
  await picture(page, "call-follow-up-mail-phone");
  const { history, next } = beck.json("show", `lead:${lead}`);
  assert.deepEqual([history[0].outcome, next.channel, next.address.value], ["voicemail", "email", "bob@hill.example"]);
  assert.deepEqual(page.troubles, []);
});

test("at a desk, by keys: enough for now, and a climb that was left", async (story) => {
  const beck = await begin({ fill: false });
  story.after(() => beck.end());
  const lead = hillPumps(beck);
  const page = await beck.page("Alex Reed", DESK);
  await page.goto(`/leads/${lead}/next`);
  await page.keyboard.press("3");
  await page.locator("[data-tally]", { hasText: "2 more to try" }).waitFor({ state: "attached" });
  await page.goto("/next");
  await page.goto(`/leads/${lead}/next`);
  assert.equal(await page.locator(".numbers .tried").count(), 1);
  await page.keyboard.press("4");
  await page.getByRole("button", { name: "Does not ring" }).click();
  await page.locator(".numbers .tried").nth(1).waitFor();
  await picture(page, "call-climb-desk");
  await onward(page, () => page.keyboard.press("e"));
  assert.equal(new URL(page.url()).pathname, "/next");
  const shown = beck.json("show", `lead:${lead}`);
  assert.deepEqual(shown.history[0].dials.map((dial) => dial.outcome), ["no_answer", "wrong_number"]);
  const office = shown.people[0].addresses.find((one) => one.kind === "office");
  assert.deepEqual([office.state, office.why], ["bad", "it does not ring"]);
  assert.deepEqual(page.troubles, []);
});

test("the block of calls, by keys: dial, say what came of it, the next one", async (story) => {
  const beck = await begin();
  story.after(() => beck.end());
  const page = await beck.page("Alex Reed", DESK);
  await page.addInitScript(() => addEventListener("click", (event) => event.target.closest("a[href^='tel:']") && event.preventDefault()));
  await page.goto("/calls");
  const current = page.locator(".call-list [aria-current]");
  const isAt = (call) => eventually(async () => assert.equal(await current.locator("b").first().innerText(), call.contact.name));
  const [first, second, third] = beck.json("calls").calls;
  await isAt(first);
  await page.keyboard.press("d");
  await pass(page, 31);
  await current.locator("[data-clock]", { hasText: "0:31" }).waitFor();
  await onward(page, () => page.reload());
  await current.locator("[data-clock]", { hasText: "0:31" }).waitFor();
  await picture(page, "calls-desk");
  await page.keyboard.press("2");
  await page.locator(`#touch-${first.id}.is-done`, { hasText: "Message left." }).waitFor();
  await isAt(second);
  await page.keyboard.press("d");
  await page.keyboard.press("1");
  await page.getByRole("heading", { name: /What did they say/ }).waitFor();
  await page.locator("#call-said").getByLabel("Note").fill("in spring");
  await page.locator("#call-said").getByRole("button", { name: "Not now" }).click();
  await page.locator(`#touch-${second.id}.is-done`).waitFor();
  await isAt(third);
  const [left] = beck.json("show", `lead:${first.lead.id}`).history, [talk] = beck.json("show", `lead:${second.lead.id}`).history;
  assert.deepEqual([left.outcome, left.dials[0].seconds], ["voicemail", 31]);
  assert.ok(left.dials[0].words);
  assert.deepEqual([talk.outcome, talk.result, talk.note], ["talked", "not_now", "in spring"]);

  await story.test("without a network it goes on, and is sent later", async () => {
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active.state);
    await page.context().setOffline(true);
    await page.keyboard.press("3");
    await page.locator(`#touch-${third.id}.is-done`, { hasText: "kept on this phone" }).waitFor();
    await page.context().setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await eventually(() => assert.ok(beck.json("show", `lead:${third.lead.id}`).history.length, "what was logged there is logged"));
  });
  assert.deepEqual(page.troubles, []);
});

test("the block of calls on a telephone, and when there is none", async (story) => {
  const beck = await begin();
  story.after(() => beck.end());
  beck.person("Sam Ortiz", "email=sam@reed.example");
  const page = await beck.page("Alex Reed", PHONE);
  await page.goto("/calls");
  await page.locator(".call-list [aria-current]").waitFor();
  await picture(page, "calls-phone");
  for (const call of beck.json("calls", "--limit", "200").calls) beck.run("assign", call.lead.id, "Sam Ortiz");
  await page.goto("/calls");
  await page.getByRole("heading", { name: "Nobody is to be called now." }).waitFor();
  await picture(page, "calls-none-phone");
  assert.deepEqual(page.troubles, []);
});
