/* A hall without a signal: pages are there, what is done is kept on the phone, and the server has each
 * of it once, whatever happened on the way. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PHONE, begin, eventually, lossyWay, mounted, onward, pictureFolder } from "./beck.mjs";

let beck, way, page, toast;
before(async () => {
  beck = await begin();
  way = await lossyWay(beck.origin);
  page = await beck.page("Alex Reed", { ...PHONE, baseURL: way.origin });
  toast = page.locator("#toasts");
});
after(async () => {
  await beck?.end();
  way?.close();
});

/* A picture of one point. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const picture = (name) => page.screenshot({ path: join(pictureFolder(), `${name}.png`), fullPage: true });
const capture = async (name) => {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Keep" }).click();
};
const offline = (gone) => page.context().setOffline(gone);
const found = (name) => beck.json("find", name).leads.length;
/* What a page does by itself has no other sign on the server. */
const until = (what, holds) => eventually(async () => assert.ok(await holds(), what));

test("the pages of the day are there without a network", async () => {
  await page.goto("/today");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await onward(page, () => page.reload());
  const carried = await page.locator("a[data-carry]").first().getAttribute("href");
  await until("the first calls are carried along", () => page.evaluate(async (path) =>
    Boolean(await caches.match(path)), carried));
  await offline(true);
  for (const [path, sign] of [["/today", "#day .touch"], ["/next", "#call"], ["/capture", "#capture"], [carried, "#call"]]) {
    await page.goto(path);
    await page.locator(sign).first().waitFor();
  }
  await page.getByText("No network.").waitFor();
});

test("a lead captured there is kept, and sent when the network is back", async () => {
  await page.goto("/capture");
  await capture("Nina Quennell");
  await toast.getByText("Kept on this phone.").waitFor();
  await page.getByText("1 kept on this phone").waitFor();
  await capture("Owen Quennell");
  await page.getByText("2 kept on this phone").waitFor();
  await onward(page, () => page.reload());
  await page.getByText("2 kept on this phone").waitFor();
  assert.equal(found("quennell"), 0);
  await offline(false);
  await until("both are sent", () => found("quennell") === 2);
  await page.getByText(/\d kept on this phone/).waitFor({ state: "hidden" });
});

test("what was logged there is logged", async () => {
  await page.goto("/today");
  const row = page.locator("#day .calls a.touch-main").first();
  const name = await row.locator("b").innerText();
  await offline(true);
  await onward(page, () => row.click());
  await page.locator("[data-dialled]").click();
  await page.getByRole("button", { name: "Left message" }).click();
  await page.waitForURL("**/today");
  await mounted(page);
  await page.locator("#day .is-kept", { hasText: name }).waitFor();
  await offline(false);
  await until("it is logged", () => {
    const [lead] = beck.json("find", name).leads;
    return beck.json("show", `lead:${lead.id}`).history.some((touch) => touch.outcome === "voicemail");
  });
});

test("an answer lost on the way is asked for again, and nothing is done twice", async () => {
  await page.goto("/capture");
  way.loses = (path) => path === "/api/v1/leads";
  await capture("Petra Lund");
  await toast.getByText("Kept on this phone.").waitFor();
  assert.equal(found("petra lund"), 1);
  way.loses = null; // and nothing else happens on the page
  await until("it is taken as sent", () => page.evaluate(() => new Promise((resolve) => {
    indexedDB.open("beck", 1).onsuccess = (event) => {
      const all = event.target.result.transaction("acts").objectStore("acts").count();
      all.onsuccess = () => resolve(all.result === 0);
    };
  })));
  assert.equal(found("petra lund"), 1);
  assert.deepEqual(beck.json("check").problems, []);
  assert.deepEqual(page.troubles, []);
});

test("a photo and a contact shared from another app wait on the page of capture", async () => {
  await page.goto("/capture");
  const share = (name, type, text) => page.evaluate(async ([file, kind, body]) => {
    const form = new FormData();
    form.append("file", new File([body], file, { type: kind }));
    return (await fetch("/capture/share", { method: "POST", body: form })).redirected;
  }, [name, type, text]);
  assert.ok(await share("card.vcf", "text/vcard", "BEGIN:VCARD\nVERSION:3.0\nFN:Ulla Berg\nTEL;TYPE=CELL:+1 303 555 0166\nEND:VCARD\n"));
  await page.goto("/capture");
  await onward(page, () => page.reload()); // what is not kept yet still waits
  await until("the name is there", async () => (await page.getByLabel("Name", { exact: true }).inputValue()) === "Ulla Berg");
  await page.getByRole("button", { name: "Keep" }).click();
  await until("the contact is a lead", () => found("ulla berg") === 1);
  assert.ok(await share("other.vcf", "text/vcard", "BEGIN:VCARD\nVERSION:3.0\nFN:Uwe Berg\nTEL;TYPE=CELL:+1 303 555 0167\nEND:VCARD\n"));
  await page.goto("/capture");
  await page.getByRole("button", { name: "Leave it out" }).click();
  await page.getByText("From another app.").waitFor({ state: "hidden" });
  await onward(page, () => page.reload());
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "");
});

/* Counts what it is asked to text, by number. */
async function texting() {
  const taken = [];
  const gateway = createServer((request, answer) => {
    request.on("data", () => {}).on("end", () => {
      taken.push(new URL(request.url, "http://gateway").searchParams.get("to"));
      answer.end("OK");
    });
  });
  await new Promise((listening) => gateway.listen(0, "127.0.0.1", listening));
  beck.run("config", "set", "public_url", "https://beck.sample.example/");
  gateway.unref(); // a test that fails ends all the same
  beck.run("sender", "add", "+13125550100", "--driver", "http", "--everybody", "--day", "1000", "--minute", "1000", "--set", "private=yes", "--set", "method=GET",
    "--set", "success=OK", "--set", `url=http://127.0.0.1:${gateway.address().port}/?to={to}&text={text}`);
  return { taken, stop: () => gateway.close() };
}
const acts = () => page.evaluate(() => new Promise((resolve) => {
  indexedDB.open("beck", 1).onsuccess = (event) => {
    const all = event.target.result.transaction("acts").objectStore("acts").getAll();
    all.onsuccess = () => resolve(all.result.map((act) => act.path));
  };
}));
const files = (lead) => beck.json("files", `${lead}`).files.length;
const toText = { name: "site.png", mimeType: "image/png", buffer: PIXEL };

test("a photo taken for them is texted before they leave, once there is a signal, and once", async () => {
  const gateway = await texting();
  await page.goto("/capture");
  await page.locator("#capture [name=text]").setInputFiles(toText);
  await page.locator("#text-label img").waitFor();
  await page.getByRole("button", { name: "Keep" }).click();
  assert.equal(await page.locator("#capture :invalid").count() > 0, true, "who and where is asked for first");
  await page.getByLabel("Where can I text this to you?").fill("312 200 0171");
  await picture("capture-to-text");
  await offline(true);
  await capture("Tess Quill");
  await page.getByText("1 kept on this phone").waitFor();
  assert.equal(found("tess quill"), 0);
  way.loses = (path) => path === "/api/v1/leads"; // the first answer is lost on the way
  await offline(false);
  await until("it is captured", () => found("tess quill") === 1);
  way.loses = null;
  await until("it is taken as sent", async () => !(await acts()).length);
  await until("it is texted", () => gateway.taken.length > 0);
  const [lead] = beck.json("find", "tess quill").leads;
  assert.equal(files(lead.id), 1);
  await page.goto(`/leads/${lead.id}/text`); // at the next visit
  await offline(true);
  await onward(page, () => page.reload());
  await page.locator(".text-now [name=photo]").setInputFiles({ ...toText, buffer: Buffer.concat([PIXEL, PIXEL]) });
  await page.getByText("it goes once there is a signal").first().waitFor();
  await picture("text-now-kept");
  await offline(false);
  await until("it is texted, too", () => gateway.taken.length > 1);
  await until("nothing waits", async () => !(await acts()).length);
  assert.deepEqual(gateway.taken, ["+13122000171", "+13122000171"]);
  assert.equal(files(lead.id), 2);
  beck.run("log", `lead:${lead.id}`, "stopped", "--channel", "text");
  await onward(page, () => page.reload());
  await offline(true);
  await page.locator(".text-now [name=photo]").setInputFiles({ ...toText, buffer: Buffer.concat([PIXEL, PIXEL, PIXEL]) });
  await page.getByText("it goes once there is a signal").first().waitFor();
  await offline(false);
  await toast.getByText("They text START").or(toast.getByText("has ended texts")).first().waitFor();
  await until("the photo is kept with the lead", () => files(lead.id) === 3);
  await until("it is promised", () => beck.json("show", `lead:${lead.id}`).promises.some((one) => one.text === "text the photo"));
  assert.equal(gateway.taken.length, 2);
  assert.deepEqual(beck.json("check").problems, []);
  assert.deepEqual(page.troubles, []);
  gateway.stop();
});

test("what the server would not take stays, and is mended", async () => {
  const untaken = page.locator("#untaken");
  await page.goto("/capture");
  await offline(true);
  await page.getByLabel("Where can I text this to you?").fill("12");
  await page.getByLabel("Note").fill("wants two");
  await capture("Vera Quist");
  await page.getByText("1 kept on this phone").waitFor();
  await offline(false);
  await untaken.getByText("Vera Quist").waitFor();
  await picture("untaken");
  assert.equal(found("vera quist"), 0);
  await page.getByRole("button", { name: "More" }).click();
  await page.locator("#more").getByRole("button", { name: "Sign out" }).click();
  await toast.getByText("Something was not taken").waitFor();
  await page.keyboard.press("Escape");
  await onward(page, () => untaken.getByRole("link", { name: "Mend it" }).click());
  assert.equal(await page.getByLabel("Note").inputValue(), "wants two");
  await page.getByLabel("Where can I text this to you?").fill("312 200 0172");
  await page.getByRole("button", { name: "Keep" }).click();
  await until("it is there", () => found("vera quist") === 1);
  await untaken.waitFor({ state: "detached" });
});

test("nobody signs out over what waits", async () => {
  await page.goto("/capture");
  await offline(true);
  await capture("Rosa Kent");
  await page.getByText("1 kept on this phone").waitFor();
  await page.getByRole("button", { name: "More" }).click();
  await page.locator("#more").getByRole("button", { name: "Sign out" }).click();
  await toast.getByText("1 still wait here").waitFor();
  await offline(false);
  await until("it is sent", () => found("rosa kent") === 1);
  await page.locator("#more").getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
});
