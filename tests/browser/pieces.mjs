/* Pages that come in by pieces, as where the signal is weak: what is there already stays where it is, so that nobody
 * taps what moved under the thumb. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESK, PHONE, begin, shifted, slowWay, watchShift } from "./beck.mjs";

test("nothing moves while a page comes in", async (all) => {
  const beck = await begin();
  all.after(() => beck.end());
  const way = await slowWay(beck.origin);
  all.after(() => way.close());
  const [call] = beck.json("today").touches.filter((touch) => touch.channel === "phone");
  beck.run("log", call.id, "talked", "--promise", "send the quote today 17:00");
  const lead = `/leads/${call.lead.id}`;
  for (const [where, size, paths] of [
    ["a phone", PHONE, ["/today", "/next", "/calls", lead, `${lead}/next`, "/capture", "/inbox", "/promises", "/review"]],
    ["a desk", DESK, ["/today", "/leads", lead, "/settings/line", "/settings/users", "/settings/audit"]],
  ])
    await all.test(where, async () => {
      const page = await beck.page("Alex Reed", { ...size, baseURL: way.origin, serviceWorkers: "block" });
      await watchShift(page);
      const problems = [];
      for (const path of paths) {
        await page.goto(path);
        problems.push(...(await shifted(page)).map((problem) => `${path}: ${problem}`));
      }
      await page.context().close();
      assert.deepEqual([...problems, ...page.troubles], []);
    });
});
