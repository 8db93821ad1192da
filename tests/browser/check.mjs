// Opens reports in Chromium as their readers do and prints, as JSON, everything that is wrong with them.
//
//   node check.mjs MODULES CHROMIUM REPORT.html|http://…
//
// MODULES is the folder of `node_modules`. Each report is opened at three widths, on light and dark pages, printed, and
// read with the keyboard alone and without script. Exit code 0 when it could be looked at, whatever was found.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, executablePath, ...reports] = process.argv.slice(2);
const require = createRequire(`${modules}/node_modules/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const WIDTHS = [1280, 768, 390];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Links and buttons inside a sentence are exempt from the least size of a target.
const TARGET = 24;

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const found = [];
let looked = 0;

/** Opens a report; whatever leaves the file or complains is found. */
async function open(report, where, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const url = report.startsWith("http:") ? report : pathToFileURL(report).href;
  // A page that is served has its style sheet beside it, and nothing from elsewhere.
  const served = report.startsWith("http:");
  page.on("request", (request) => {
    const inside = served ? request.url().startsWith(`${new URL(url).origin}/`) : request.url() === url;
    if (!inside && !request.url().startsWith("data:")) tell(report, where, "request", request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) tell(report, where, "console", message.text());
  });
  page.on("pageerror", (error) => tell(report, where, "error", String(error)));
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  looked += 1;
  return { context, page };
}

function tell(report, where, what, detail) {
  found.push({ report, where, what, detail });
}

/** What axe finds wrong: rule, where, and why. */
async function rules(page, report, where) {
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), RULES);
  for (const violation of result.violations) {
    for (const node of violation.nodes.slice(0, 3)) {
      tell(report, where, `axe ${violation.id}`, `${node.target.join(" ")}: ${node.failureSummary.replaceAll("\n", " ")}`);
    }
  }
  return result.testEngine.version;
}

/** Parts that stick out of the page to the side. */
async function sideways(page, report, where) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element) => {
      for (let at = element; at; at = at.parentElement) {
        if (["auto", "scroll", "hidden"].includes(getComputedStyle(at).overflowX)) return true;
      }
      return false;
    };
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element))
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  for (const element of wide) tell(report, where, "horizontal scroll", element);
}

/** Tab from the first to the last: everything that can be used is reached, in order, and seen to be. */
async function keyboard(page, report, where) {
  const wanted = await page.evaluate(() => {
    // Of buttons of which one is chosen the keyboard reaches the chosen one, or the first; arrows lead to the others.
    const choice = (element) => {
      if (element.type !== "radio") return true;
      const group = [...document.getElementsByName(element.name)];
      return element === (group.find((one) => one.checked) ?? group[0]);
    };
    const usable = [...document.querySelectorAll("a[href],summary,button,input,select,textarea,[tabindex]")].filter(
      (element) => element.tabIndex >= 0 && element.checkVisibility() && element.type !== "hidden" && choice(element),
    );
    usable.forEach((element, i) => element.setAttribute("data-order", i));
    return usable.length;
  });
  const order = [];
  for (let i = 0; i < wanted; i += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0;
      const small = Math.min(box.width, box.height);
      return { order: Number(element.getAttribute("data-order") ?? -1), seen, inside, small, html: element.outerHTML.slice(0, 100) };
    });
    order.push(at.order);
    if (!at.seen) tell(report, where, "focus not seen", at.html);
    if (!at.inside) tell(report, where, "focus off the page", at.html);
    if (at.small < TARGET) tell(report, where, "target too small", `${at.small}: ${at.html}`);
  }
  const inOrder = order.every((value, i) => value === i);
  if (!inOrder) tell(report, where, "keyboard order", `${wanted} to reach, reached ${order.slice(0, 40).join(" ")}`);
}

/** The first part that opens on demand opens with Enter and closes again. */
async function opens(page, report, where) {
  const summary = page.locator("summary").first();
  if ((await summary.count()) === 0) return;
  const isOpen = () => summary.evaluate((element) => element.parentElement.open);
  await summary.focus();
  await page.keyboard.press("Enter");
  if (!(await isOpen())) tell(report, where, "keyboard", "a closed part does not open with Enter");
  await page.keyboard.press("Enter");
  if (await isOpen()) tell(report, where, "keyboard", "an open part does not close with Enter");
}

/** A click on a heading sorts its table, a third brings the order back; a long table can be filtered. */
async function tables(page, report, where) {
  const wrong = await page.evaluate(() => {
    const wrong = [];
    const button = document.querySelector(".scroll > table th.num button.sort");
    if (button) {
      const head = button.closest("th");
      const table = head.closest("table");
      const column = head.cellIndex;
      const texts = () => [...table.tBodies[0].rows].map((row) => row.cells[column].textContent);
      const numbers = () => texts().filter((text) => /\d/.test(text)).map((text) => parseFloat(text.replaceAll(",", "").replace("\u2212", "-")));
      const before = texts();
      const sorted = (sign) => numbers().every((value, i, all) => i === 0 || sign * (value - all[i - 1]) >= 0);
      button.click();
      if (head.getAttribute("aria-sort") !== "ascending" || !sorted(1)) wrong.push(`not ascending: ${texts()}`);
      button.click();
      if (head.getAttribute("aria-sort") !== "descending" || !sorted(-1)) wrong.push(`not descending: ${texts()}`);
      button.click();
      if (head.hasAttribute("aria-sort") || texts().join() !== before.join()) wrong.push("the order does not come back");
    }
    const field = document.querySelector("input.filter");
    if (field) {
      const rows = [...field.nextElementSibling.nextElementSibling.querySelectorAll("tbody tr")];
      const word = rows[1].cells[0].textContent.toLowerCase();
      field.value = word;
      field.dispatchEvent(new Event("input"));
      const shown = rows.filter((row) => !row.hidden);
      if (shown.length === 0 || !shown.every((row) => row.textContent.toLowerCase().includes(word.split(" ")[0]))) wrong.push(`filter: ${shown.length} rows`);
      if (!field.nextElementSibling.textContent.includes(String(shown.length))) wrong.push(`told: ${field.nextElementSibling.textContent}`);
      field.value = "";
      field.dispatchEvent(new Event("input"));
      if (rows.some((row) => row.hidden)) wrong.push("rows stay hidden");
    }
    return { wrong, buttons: document.querySelectorAll("button.sort").length, fields: document.querySelectorAll("input.filter").length };
  });
  for (const each of wrong.wrong) tell(report, where, "table", each);
  worked.buttons += wrong.buttons;
  worked.fields += wrong.fields;
}

const worked = { buttons: 0, fields: 0 };
let version = "";
for (const report of reports) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of WIDTHS) {
      const where = `${width} px, ${colorScheme}`;
      const { context, page } = await open(report, where, { viewport: { width, height: 900 }, colorScheme });
      await sideways(page, report, where);
      version = await rules(page, report, where);
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
      await sideways(page, report, `${where}, all parts open`);
      // What opens holds the same kinds of parts at every width: the rules are asked for both themes, once wide and once narrow.
      if (where === "1280 px, light" || where === "390 px, dark") await rules(page, report, `${where}, all parts open`);
      await context.close();
    }
  }
  // The narrowest page that must not scroll sideways: WCAG 2.2, 1.4.10 Reflow.
  const narrow = await open(report, "320 px", { viewport: { width: 320, height: 900 } });
  await sideways(narrow.page, report, "320 px");
  await narrow.context.close();

  const keys = await open(report, "keyboard", { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await keyboard(keys.page, report, "keyboard");
  await opens(keys.page, report, "keyboard");
  if ((await keys.page.getAttribute("html", "lang")) === "en") await tables(keys.page, report, "tables");
  await keys.context.close();

  const plain = await open(report, "without script", { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const headings = await plain.page.locator("h1:visible, h2:visible").count();
  const least = report.startsWith("http:") ? 1 : 3;
  if (headings < least) tell(report, "without script", "unreadable", `${headings} headings are seen`);
  await plain.context.close();

  const paper = await open(report, "print", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" });
  await paper.page.emulateMedia({ media: "print", colorScheme: "dark" });
  const printed = await paper.page.evaluate(() => {
    const dark = getComputedStyle(document.body).backgroundColor;
    const closed = [...document.querySelectorAll("details:not(.bulk)")].filter((part) => {
      const inside = [...part.children].filter((child) => child.tagName !== "SUMMARY");
      return inside.length > 0 && inside.every((child) => child.getBoundingClientRect().height === 0);
    });
    return { background: dark, closed: closed.length, first: closed[0]?.outerHTML.slice(0, 120) ?? "" };
  });
  if (printed.background !== "rgb(255, 255, 255)") tell(report, "print", "dark paper", printed.background);
  if (printed.closed > 0) tell(report, "print", "closed on paper", `${printed.closed}: ${printed.first}`);
  await paper.context.close();
}
await browser.close();
process.stdout.write(`${JSON.stringify({ axe: version, looked, worked, found }, null, 1)}\n`);
