/* The first password by the link that was sent, digits of an app besides it, a passkey instead. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { PASSWORD, begin, onward } from "./beck.mjs";

let beck, page;
before(async () => {
  beck = await begin({ fill: false });
  /* Browsers make no passkeys for an address of numbers. */
  beck.origin = beck.origin.replace("127.0.0.1", "localhost");
  page = await beck.page("Alex Reed");
});
after(() => beck?.end());

const signOut = async () => {
  await page.goto("/settings/security");
  await onward(page, () => page.locator("main").getByRole("button", { name: "Sign out", exact: true }).click());
  assert.equal(new URL(page.url()).pathname, "/sign-in");
};
const signIn = async () => {
  await page.getByLabel("E-mail, or your name").fill("Alex Reed");
  await page.getByLabel("Password").fill(PASSWORD);
  await onward(page, () => page.getByRole("button", { name: "Sign in", exact: true }).click());
};

/* RFC 6238, at the server's time. */
function digits(secret) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(Math.floor(beck.clock() / 30000)));
  const mac = createHmac("sha1", key).update(count).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
}

test("somebody new comes in by the link of their invitation", async () => {
  await page.goto("/settings/users");
  await page.getByLabel("Name", { exact: true }).fill("Mary Poe");
  await page.locator("section.card").getByLabel("E-mail").fill("mary@reed.example");
  await onward(page, () => page.getByRole("button", { name: "Add" }).click());
  await onward(page, () => page.locator("tr", { hasText: "Mary Poe" }).getByRole("button", { name: "Invite" }).click());
  const link = (await page.locator("#address").innerText()).trim();
  const mary = await beck.page(null);
  await mary.goto(link);
  await mary.getByLabel("A password").fill("three geese over the weir");
  await onward(mary, () => mary.getByRole("button", { name: "Begin" }).click());
  assert.match(mary.url(), /\/(today|next)/);
  assert.equal((await mary.goto("/settings/users")).status(), 403);
  assert.deepEqual(mary.troubles, []);
});

test("a wrong password is said so, and the name stays", async () => {
  await signOut();
  await page.getByLabel("E-mail, or your name").fill("alex@reed.example");
  await page.getByLabel("Password").fill("not it");
  await onward(page, () => page.getByRole("button", { name: "Sign in", exact: true }).click());
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByLabel("E-mail, or your name").inputValue(), "alex@reed.example");
  await signIn();
  await page.waitForURL(/\/(today|next)/);
});

test("a passkey is made and signs in by itself", async () => {
  const wire = await page.context().newCDPSession(page);
  await wire.send("WebAuthn.enable");
  await wire.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal",
    hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await page.goto("/settings/security");
  await page.getByLabel("What you call it").fill("My phone");
  await page.locator("[data-module=passkey]").getByLabel("Your password").fill(PASSWORD);
  await page.locator("[data-passkey=add]").click();
  await page.locator("summary", { hasText: "My phone" }).waitFor();
  await signOut();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL(/\/(today|next)/);
});

test("with an app its digits are asked for, too", async () => {
  await page.goto("/settings/security");
  const card = page.locator("section.card", { hasText: "Authenticator app" });
  await card.getByLabel("Your password").fill(PASSWORD);
  await onward(page, () => card.getByRole("button", { name: "Set it up" }).click());
  const secret = (await page.locator("#secret").innerText()).replace(/\s/g, "");
  await page.getByLabel("The six digits").fill(digits(secret));
  await onward(page, () => page.getByRole("button", { name: "Done" }).click());
  const codes = (await page.locator("#codes").innerText()).trim().split("\n");
  assert.equal(codes.length, 10);
  await signOut();
  await signIn();
  await page.getByLabel("Code").fill(codes[0]);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(today|next)/);
  assert.deepEqual(page.troubles, []);
});
