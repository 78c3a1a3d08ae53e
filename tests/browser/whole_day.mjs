/* A whole day, on a phone and at a desk: a lead is captured, stands on Today, a call climbs through an
 * account, a promise is made and kept, somebody answers, and the report has it all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { DESK, NOW, PHONE, begin, eventually, mailServer, mounted, onward, stopsThere } from "./beck.mjs";

for (const [where, size] of [["phone", PHONE], ["desk", DESK]]) {
  test(`a whole day, ${where}`, async (day) => {
    const beck = await begin();
    day.after(() => beck.end());
    const page = await beck.page("Alex Reed", size);
    const toast = page.locator("#toasts");

    await day.test("captured in ten seconds", async () => {
      await page.goto("/capture");
      await page.getByLabel("Name", { exact: true }).fill("Mia Stone");
      await page.getByLabel("Where can I text this to you?").fill("303 555 0177");
      await page.getByText("Hot", { exact: true }).click();
      await page.getByLabel("Where you met").fill("web: contact form");
      await page.getByRole("button", { name: "Keep" }).click();
      await toast.getByText("Captured.").waitFor();
      await eventually(async () => assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), ""));
      const [lead] = beck.json("find", "mia stone").leads;
      assert.equal(lead.contact.name, "Mia Stone");
    });

    await day.test("a photo of the card alone is enough; it is typed later, with Enter", async () => {
      await page.goto("/capture");
      await page.locator("[name=photo]").setInputFiles(fileURLToPath(new URL("../../ui/static/icon-192.png", import.meta.url)));
      await page.locator("#photo-label img").waitFor();
      await page.getByLabel("Where can I text this to you?").fill("303 555 0159");
      await page.getByRole("button", { name: "Keep" }).click();
      await toast.getByText("Captured.").waitFor();
      await onward(page, () => page.getByRole("link", { name: "Cards to type" }).click());
      const card = page.getByAltText("The photographed card");
      await eventually(async () => assert.ok(await card.evaluate((image) => image.naturalWidth > 0)));
      await page.getByLabel("Cell", { exact: true }).fill(""); // it was misread
      await page.getByLabel("Name", { exact: true }).fill("Iris Falk");
      await page.getByLabel("Name", { exact: true }).press("Enter");
      await page.getByText("Every card is typed.").waitFor();
      const [iris, none] = beck.json("find", "iris falk").leads;
      assert.equal(none, undefined);
      assert.deepEqual(beck.json("show", `lead:${iris.id}`).people[0].addresses, []);
    });

    await day.test("stands on Today, with its clock", async () => {
      await page.goto("/today");
      const row = page.locator("#day .enquiries", { hasText: "Mia Stone" });
      assert.match(await row.innerText(), /hot/);
      await page.goto("/leads?q=mia");
      await onward(page, () => page.getByRole("link", { name: "Mia Stone" }).click());
      assert.match(page.url(), /\/leads\/\d+$/);
      assert.equal(await page.locator("h1").innerText(), "Mia Stone");
    });

    await day.test("a call climbs from number to number, and to the next person", async () => {
      await page.goto("/today");
      await onward(page, () => page.locator("#day .calls a.touch-main", { hasText: "Beth Nuttall" }).click());
      assert.match(await page.locator(".call-reason").innerText(), /We met at Pack Expo/);
      const number = page.locator("[data-call]");
      const first = await number.getAttribute("href");
      assert.match(first, /^tel:\+44/);
      assert.equal(await page.locator(".came").isVisible(), where === "desk");
      const rang = async () => {
        if (where === "phone") await page.locator("[data-dialled]").click();
        await page.getByRole("button", { name: "No answer" }).click();
      };
      await rang();
      await page.locator("[data-tally]", { hasText: "more to try" }).waitFor({ state: "attached" });
      await eventually(async () => assert.notEqual(await number.getAttribute("href"), first));
      await rang();
      await number.filter({ hasText: "Call Aoife Ingham" }).waitFor();
      await eventually(async () => assert.equal(await page.locator(".numbers .tried").count(), 2));
      if (where === "phone") await page.locator("[data-dialled]").click();
      await page.getByRole("button", { name: "Talked" }).click();
      await page.getByRole("heading", { name: /What did they say/ }).waitFor();
      await page.locator("#said").getByLabel("Note").fill("likes the sample");
      await page.locator("#said").getByRole("button", { name: "Promised" }).click();
      await eventually(async () => assert.ok(await page.locator("#said [name=promise]").evaluate((field) => field === document.activeElement),
        "what was promised is asked for"));
      await page.locator("#said [name=promise]").fill("send the quote friday 11am");
      await page.locator("#said").getByRole("button", { name: "Promised" }).click();
      await toast.getByText("A talk.").waitFor();
      const [lead] = beck.json("find", "beth nuttall").leads;
      const shown = beck.json("show", `lead:${lead.id}`);
      const [talk] = shown.history;
      assert.deepEqual([talk.outcome, talk.result, talk.note], ["talked", "promised", "likes the sample"]);
      assert.equal(talk.contact, "Aoife Ingham");
      assert.deepEqual(talk.dials.map((dial) => dial.outcome), ["no_answer", "no_answer", "talked"]);
      assert.equal(shown.promises[0].text, "send the quote");
    });

    await day.test("two taps log, plan and bring the next; who has colleagues takes a third to stop there", async () => {
      await page.goto("/next");
      const who = await page.locator("h1").innerText();
      if (where === "phone") await page.locator("[data-dialled]").click();
      await stopsThere(page, () => page.getByRole("button", { name: "Left message" }).click());
      const counted = toast.locator(".toast", { hasText: "Voicemail 1. Counted." });
      await counted.waitFor();
      assert.notEqual(await page.locator("h1").innerText(), who);
      await onward(page, () => counted.getByRole("button", { name: "Undo" }).click());
      await page.locator("h1", { hasText: who }).waitFor();
    });

    await day.test("the promise is kept", async () => {
      await page.goto("/promises");
      const promise = page.locator(".promise", { hasText: "send the quote" });
      await promise.getByRole("button", { name: "Kept" }).click();
      await toast.getByText("Kept.").waitFor();
      await page.locator(".promise", { hasText: "send the quote" }).waitFor({ state: "detached" });
      await mounted(page);
      await onward(page, () => page.getByRole("link", { name: "Kept" }).click());
      await page.locator(".promise", { hasText: "send the quote" }).waitFor();
    });

    await day.test("letters are looked over, one is edited, one is taken back, one goes", async (letters) => {
      const sink = await mailServer(letters);
      await page.goto("/settings/senders");
      const mailbox = page.locator("form", { has: page.getByPlaceholder("smtp.example.com") });
      await mailbox.getByLabel("Address", { exact: true }).fill("alex@reed.example");
      await mailbox.locator("[name=host]").fill("127.0.0.1");
      await mailbox.getByLabel("Security").selectOption("none");
      await mailbox.getByText("Port, and how much at most").click();
      await mailbox.locator("[name=port]").fill(String(sink.port));
      await onward(page, () => mailbox.getByRole("button", { name: "Add it" }).click());
      await page.getByRole("button", { name: "Try it: alex@reed.example" }).click();
      await page.getByText("its server lets Beck in").waitFor();
      const { id: sender } = beck.json("sender").senders[0];
      await page.goto("/review?limit=2");
      const names = await page.locator(".letter b").allInnerTexts();
      await page.getByLabel("Subject").first().fill("The page I owe you");
      await page.getByLabel(`Send to ${names[1]}`).uncheck();
      await page.getByRole("button", { name: "Send 1" }).waitFor();
      await page.getByLabel(`Send to ${names[1]}`).check();
      const asked = page.waitForRequest((request) => request.method() === "POST");
      await onward(page, () => page.getByRole("button", { name: "Send 2" }).click());
      assert.equal((await asked).postData().match(/(subject|body)\./g).length, 1, "only what was edited goes along");
      await page.getByRole("heading", { name: "2 go in a minute" }).waitFor();
      beck.run("sender", "pause", sender, "--because", "a busy machine may need more than that minute");
      await page.getByRole("button", { name: `Take back: ${names[1]}` }).click();
      await page.getByRole("heading", { name: "1 waits" }).waitFor();
      assert.equal(beck.json("outbox").outbox[0].subject, "The page I owe you");
      beck.run("sender", "resume", sender);
      beck.now = "2026-11-23T15:20:00Z";
      await eventually(() => { /* the server may be at it, where a minute has passed meanwhile */
        beck.run("work", "--once");
        assert.deepEqual(beck.json("outbox").outbox, []);
      });
      beck.now = NOW;
      await page.goto(`/leads/${beck.json("find", names[0]).leads[0].id}`);
      await page.locator(".past", { hasText: "their server has it" }).getByRole("link", { name: "The page I owe you" }).click();
      await page.getByText("Their server took it").waitFor();
      beck.run("sender", "end", sender);
    });

    await day.test("somebody answers", async () => {
      await page.goto("/leads?q=mia");
      await onward(page, () => page.getByRole("link", { name: "Mia Stone" }).click());
      await page.getByRole("button", { name: "They …" }).click();
      await page.locator("#they").getByLabel("What they said").fill("how soon can you deliver?");
      await page.locator("#they").getByRole("button", { name: "Called" }).click();
      await toast.getByText("They came to you.").waitFor();
      await page.goto("/inbox");
      await page.locator(".stream", { hasText: "Mia Stone" }).waitFor();
      await page.goto("/today");
      assert.match(await page.locator("#day section").first().innerText(), /They answered/);
    });

    await day.test("and the report has it", async () => {
      await page.goto("/reports/lines");
      assert.match(await page.locator(".tile").first().innerText(), /^[1-9]/);
      await page.locator(".chart canvas").waitFor();
      assert.deepEqual(beck.json("check").problems, []);
    });
    assert.deepEqual(page.troubles, []);
  });
}
