// A meeting of a board in Chromium, on the review page that `evenhand serve` shows: open, read, minute, sign, verify.
//
//   node walk.mjs MODULES CHROMIUM URL FOLDER STEP [PICTURES]
//
// STEP is one of the functions in `steps` below; FOLDER is where the keys of the members lie and where files are kept. Nothing here
// runs a script of a page: the forms work without. Prints, as JSON, the pages that were seen. With PICTURES it leaves a picture of each.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [modules, executablePath, url, folder, step, pictures] = process.argv.slice(2);
const require = createRequire(`${modules}/node_modules/`);
const { chromium } = require("playwright-core");

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1080, height: 820 }, acceptDownloads: true });
const page = await context.newPage();
const seen = new Set();

function must(fact, what) {
  if (!fact) throw new Error(`${what}, on ${page.url()}`);
}

async function says(text) {
  await page.getByText(text, { exact: false }).first().waitFor({ timeout: 20_000 });
}

async function note(name, full = false) {
  seen.add(page.url().replace(/[?#].*/, ""));
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: full });
}

async function follow(name) {
  await page.getByRole("link", { name, exact: true }).first().click();
}

async function press(name) {
  await page.getByRole("button", { name, exact: true }).first().click();
}

/** From the list of systems to the audit of a period. */
async function open(period, picture) {
  await page.goto(url);
  await note(`${picture}-overview`);
  await follow("Who gets the card offer");
  await note(`${picture}-system`, true);
  await page.getByRole("heading", { level: 3 }).getByRole("link", { name: period }).click();
  await note(`${picture}-audit`);
}

/** The report as the board reads it, kept as a file. */
async function read(name, ...lines) {
  const audit = page.url();
  await follow("Read the report");
  for (const line of lines) await says(line);
  await note(`${name}-report`);
  const response = await context.request.get(page.url());
  writeFileSync(join(folder, `${name}.html`), await response.body());
  await page.goto(audit);
}

const field = (id) => page.locator(`[id="${id}"]`);

async function fill(values) {
  for (const [id, value] of Object.entries(values)) await field(id).fill(value);
}

async function sign(who) {
  await follow("Sign");
  await note("sign", true);
  await press(`Sign as ${who}`);
  await says("Confirm that you read the report and the minutes.");
  await page.getByLabel(`I, ${who}, read the report and these minutes.`).check();
  await press(`Sign as ${who}`);
  await says("Your signature is recorded.");
}

/** Everything fits; with one letter of the report altered it does not. */
async function verify(report, picture) {
  await follow("Verify");
  const keys = ["abel.pub", "baker.pub"].map((key) => join(folder, key));
  const give = async (file) => {
    await field("report").setInputFiles(file);
    await field("key").setInputFiles(keys);
    await press("Verify");
  };
  await give(join(folder, `${report}.html`));
  await says("Everything fits.");
  await says("the key that you gave: baker.pub");
  await note(`${picture}-verify`, true);
  const altered = join(folder, "altered.html");
  writeFileSync(altered, readFileSync(join(folder, `${report}.html`), "utf8").replace("Bias audit", "Bias  audit"));
  await give(altered);
  await says("This does not fit.");
  await note(`${picture}-refused`);
}

const steps = {
  async "first-meeting"() {
    await open("2026-01", "first");
    await read("first", "2 confirmed gaps", "draft until the board has signed");
    await follow("Write minutes");
    await fill({
      "meeting.date": "2026-02-10",
      "meeting.next": "2026-03-10",
      "present.0.name": "Ada Abel",
      "present.0.role": "chair",
      "present.0.interests": "none",
      "present.1.name": "Ben Baker",
      "present.1.role": "consumer member",
      "question.0.asked_by": "Ben Baker",
      "question.0.question": "Why are so few women selected?",
      "question.0.answer": "The score counts years in the same job. Dora takes it out and tries again.",
      "dissent.0.by": "Ben Baker",
      "dissent.0.text": "I would have paused the campaign until then.",
      "decision.reason": "A missed offer costs a customer little, and the cause of one gap is known",
      "decision.conditions": "The score no longer counts years in the same job from February on",
      "action.0.id": "A-1",
      "action.0.text": "Train the score without years in the same job",
      "action.0.owner": "Dora Diaz",
      "action.0.due": "2026-02-24",
      "action.1.id": "A-2",
      "action.1.text": "Find out why people of 50 and over are selected less",
      "action.1.owner": "Dora Diaz",
      "action.1.due": "2026-03-05",
    });
    await page.getByLabel("accept with conditions", { exact: true }).check();
    await press("Record these minutes");
    await says("Not recorded.");
    must((await field("present.1.interests").getAttribute("aria-invalid")) === "true", "the empty field is not marked");
    must((await field("dissent.0.text").inputValue()).includes("I would have paused"), "what was written is gone");
    await note("first-minutes-wrong");
    await field("present.1.interests").fill("holds shares of the bank");
    await press("Check");
    await says("These minutes can be recorded.");
    const [kept] = await Promise.all([page.waitForEvent("download"), press("Keep as a file")]);
    must(kept.suggestedFilename() === "minutes-card-offer-2026-01.toml", kept.suggestedFilename());
    await kept.saveAs(join(folder, kept.suggestedFilename()));
    await field("file").setInputFiles(join(folder, kept.suggestedFilename()));
    await press("Open it");
    must((await field("present.1.interests").inputValue()) === "holds shares of the bank", "the draft does not come back");
    must(await page.getByLabel("accept with conditions", { exact: true }).isChecked(), "the decision does not come back");
    await note("first-minutes", true);
    await press("Record these minutes");
    await says("The minutes are recorded.");
    await sign("Ada Abel");
    await says("accept with conditions, 1 of 2 signatures");
  },
  async "first-signature"() {
    await open("2026-01", "second");
    await sign("Ben Baker");
    await says("signed by Ada Abel, Ben Baker");
    await note("first-signed");
    await verify("first", "first");
    await page.goto(url);
    await says("signed by Ada Abel, Ben Baker");
  },
  async "second-meeting"() {
    await open("2026-02", "month");
    await read("second", "One gap of earlier audits lies wholly within the limit now: F-2", "Overdue since 2026-02-24");
    await follow("Compare with 2026-01");
    await says("Verdicts that changed");
    await note("compare", true);
    await page.goBack();
    await follow("Write minutes");
    must((await field("action.0.id").inputValue()) === "A-1", "an open action is not carried on");
    await fill({
      "meeting.date": "2026-03-10",
      "meeting.next": "2026-04-14",
      "present.0.name": "Ada Abel",
      "present.0.role": "chair",
      "present.0.interests": "none",
      "present.1.name": "Ben Baker",
      "present.1.role": "consumer member",
      "present.1.interests": "none: he sold his shares",
      "decision.reason": "One gap is fixed, and the other is waived until the new card comes",
      "action.0.done": "2026-02-20",
      "action.1.done": "2026-03-02",
    });
    await page.getByLabel("accept", { exact: true }).check();
    await press("More lines");
    await fill({
      "action.2.id": "A-3",
      "action.2.text": "Show the numbers of the new card for people of 50 and over",
      "action.2.owner": "Dora Diaz",
      "action.2.due": "2026-06-30",
    });
    await press("Record these minutes");
    await says("The minutes are recorded.");
    await sign("Ada Abel");
  },
  async "second-signature"() {
    await open("2026-02", "last");
    await sign("Ben Baker");
    await verify("second", "second");
    await page.goto(`${url}systems/card-offer/history`);
    await says("Everything fits: 9 lines");
    await note("history", true);
    await page.goto(`${url}systems/card-offer/trend.html`);
    await says("2026-02");
    await note("trend");
  },
};

try {
  await steps[step]();
} catch (error) {
  if (pictures) await page.screenshot({ path: join(pictures, "failed.png"), fullPage: true });
  process.stderr.write(`${step}: ${error.stack}\n${await page.locator("body").innerText()}\n`);
  process.exit(1);
}
await browser.close();
process.stdout.write(`${JSON.stringify([...seen])}\n`);
