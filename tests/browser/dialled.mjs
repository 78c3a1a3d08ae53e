/* Beck dials: one tap asks a telephone system, the clock follows what it tells, and its end is offered as
 * what came of it. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { DESK, NOW, PHONE, begin, eventually, onward, pictureFolder } from "./beck.mjs";

/* Takes what it is asked to dial. */
async function exchange() {
  const asked = [];
  const server = createServer((request, answer) => {
    asked.push(new URL(request.url, "http://pbx").searchParams);
    answer.end();
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  return { asked, port: server.address().port, end: () => server.close() };
}

test("one tap dials, and the page follows the telephone", async (story) => {
  const pbx = await exchange();
  story.after(() => pbx.end());
  const beck = await begin({ fill: false });
  story.after(() => beck.end());
  beck.run("config", "set", "public_url", "https://beck.sample.example");
  beck.run("call", "by", "hook", "--set", `url=http://127.0.0.1:${pbx.port}/?to={number}&tell={events}`, "--set", "method=GET",
    "--set", "private=yes", "--everybody");
  beck.now = "2026-11-21T00:30:00Z";
  const lead = beck.json("add", "Bob Hill", "--company", "Hill Pumps", "--cell", "202 555 0110", "--office", "202 555 0111",
    "--source", "call: switchboard", "--cadence", "list").id;
  beck.now = NOW;
  const page = await beck.page("Alex Reed", PHONE);
  const main = page.locator("[data-call]"), clock = page.locator("[data-clock]");
  const tell = (what) => page.evaluate((path) => fetch(path).then((answer) => answer.status),
    `${new URL(pbx.asked.at(-1).get("tell")).pathname}?${what}`);
  await page.goto(`/leads/${lead}/next`);

  await story.test("a tap, and a second one: it is asked once", async () => {
    await main.click();
    await main.click({ force: true }).catch(() => {});
    await clock.filter({ hasText: "dialling" }).waitFor();
    await eventually(() => assert.ok(pbx.asked.length, "it is asked"));
    assert.deepEqual(pbx.asked.map((one) => one.get("to")), ["+12025550110"]);
  });
  await story.test("it rings; the page is loaded anew, and goes on; busy is offered", async () => {
    assert.equal(await tell("event=ringing"), 204);
    await clock.filter({ hasText: "ringing" }).waitFor();
    await page.screenshot({ path: join(pictureFolder(), "dialled-phone.png") });
    await onward(page, () => page.reload());
    await clock.filter({ hasText: "ringing" }).waitFor();
    assert.equal(await tell("event=ended&why=busy"), 204);
    await clock.filter({ hasText: "hung up" }).waitFor();
    await page.getByRole("button", { name: "Wrong or gone" }).click();
    const busy = page.getByRole("button", { name: "Busy" });
    await eventually(async () => assert.match(await busy.getAttribute("class"), /suggested/));
    await page.screenshot({ path: join(pictureFolder(), "dialled-busy-phone.png") });
    await busy.click();
    await eventually(() => assert.equal(beck.json("show", lead).history[0]?.outcome, "busy")); // the page stays where it is
  });
  await story.test("at a desk, how others dial is set up", async () => {
    const desk = await beck.page("Alex Reed", DESK);
    await desk.goto("/settings/dialling");
    await desk.getByText("You dial by hook").waitFor();
    await desk.screenshot({ path: join(pictureFolder(), "dialling-desk.png"), fullPage: true });
  });
  assert.equal(pbx.asked.length, 1);
});
