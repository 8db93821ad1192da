// The pictures of the documentation, made from the sample's report:
//
//     node docs/pictures.mjs [path to the evenhand command]
//
// It needs Node 20.15 or later, and Chromium on the path (or its name in CHROMIUM). Few colours keep each picture small.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync, inflateSync, crc32 } from "node:zlib";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const evenhand = resolve(process.argv[2] ?? join(root, "target/release/evenhand"));
const scratch = mkdtempSync(join(tmpdir(), "evenhand-pictures-"));
const LIMIT = 150_000;

/** Renders a page in Chromium; `scale` below 1 makes text and picture smaller together. */
function shoot(page, width, height, scale = 1) {
  const file = join(scratch, "shot.png");
  execFileSync(process.env.CHROMIUM ?? "chromium", [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    `--user-data-dir=${join(scratch, "profile")}`, `--force-device-scale-factor=${scale}`,
    `--window-size=${width},${height}`, `--screenshot=${file}`, `file://${page}`,
  ], { stdio: "ignore", timeout: 120_000 });
  return decode(readFileSync(file));
}

/** Colours of an 8-bit PNG without interlacing, as Chromium writes it. */
function decode(png) {
  const width = png.readUInt32BE(16), height = png.readUInt32BE(20), step = png[25] === 6 ? 4 : 3;
  const parts = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts)), row = width * step, bytes = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x++) {
      const left = x < step ? 0 : bytes[y * row + x - step], up = y ? bytes[(y - 1) * row + x] : 0;
      const corner = x < step || !y ? 0 : bytes[(y - 1) * row + x - step];
      const guess = left + up - corner;
      const paeth = [left, up, corner].reduce((a, b) => (Math.abs(guess - b) < Math.abs(guess - a) ? b : a));
      bytes[y * row + x] = raw[y * (row + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth][filter];
    }
  }
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; i++) colours[i] = (bytes[i * step] << 16) | (bytes[i * step + 1] << 8) | bytes[i * step + 2];
  return { width, height, colours };
}

/** Writes a PNG of at most `most` colours; every other becomes the nearest of them. */
function write(path, { width, height, colours }, most = 160) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const frequent = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const apart = (a, b) => parts(a).reduce((sum, part, i) => sum + (part - parts(b)[i]) ** 2, 0);
  // First what is unlike anything taken so far, so that a small mark keeps its colour; then the shades between.
  const palette = [];
  for (const least of [2_000, 0]) {
    for (const colour of frequent) {
      if (palette.length < most && palette.every((taken) => apart(colour, taken) > least)) palette.push(colour);
    }
  }
  const place = new Map();
  for (const colour of counts.keys()) {
    place.set(colour, palette.reduce((best, other, i) => (apart(colour, other) < apart(colour, palette[best]) ? i : best), 0));
  }
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = place.get(colours[y * width + x]);
  }
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]), frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap(parts))), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0)),
  ]);
  if (png.length > LIMIT) throw new Error(`${path} has ${png.length} bytes, more than ${LIMIT}`);
  writeFileSync(path, png);
  console.log(`${path}  ${width} × ${height}, ${png.length} bytes`);
}

/** What a command prints, as a page with its colours. */
function terminal(command, args, lines) {
  let text = "";
  try {
    text = execFileSync(evenhand, [command, ...args, "--color", "always"], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (ended) {
    text = ended.stdout; // A gate that fails ends with 1; what it printed is what we want.
  }
  const styles = { 1: "font-weight:700", 2: "opacity:.65", "38;5;202": "color:#ff8a4c", "38;5;214": "color:#ffc04d", "38;5;39": "color:#59b8ff", "38;5;246": "color:#a9adb5" };
  const shown = text.split("\n").slice(0, lines).join("\n")
    .replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign])
    .replace(/\x1b\[0m/g, "</span>")
    .replace(/\x1b\[([0-9;]+)m/g, (_, codes) => {
      const style = Object.entries(styles).filter(([code]) => `;${codes};`.includes(`;${code};`)).map(([, css]) => css);
      return `<span style="${style.join(";")}">`;
    });
  const page = join(scratch, "terminal.html");
  writeFileSync(page, `<meta charset="utf-8"><body style="margin:0;background:#16181d;color:#e6e7ea">
<pre style="margin:0;padding:18px 22px;font:15px/1.45 'DejaVu Sans Mono',monospace"><span style="opacity:.65">$ evenhand ${command} ${args.join(" ")}</span>\n${shown}</pre>`);
  return page;
}

try {
  const report = join(root, "reports/spring-campaign/report.html");
  const pictures = join(root, "crates/evenhand/guide/pictures");
  write(join(root, "docs/report.png"), shoot(report, 1280, 1120));
  write(join(pictures, "page-one.png"), shoot(report, 1280, 2260, 0.75));
  // A chart stands alone as SVG; it is shown at its own size on white.
  const chart = join(root, "reports/spring-campaign/charts/disparate-impact-ratio-heritage.svg");
  const [, width, height] = readFileSync(chart, "utf8").match(/ width="(\d+)" height="(\d+)"/).map(Number);
  const frame = join(scratch, "chart.html");
  writeFileSync(frame, `<body style="margin:0;background:#fff"><img style="display:block" width="${width}" height="${height}" src="file://${chart}">`);
  write(join(pictures, "chart.png"), shoot(frame, width, height, 1.25));
  write(join(pictures, "terminal.png"), shoot(terminal("check", ["datasets/spring-campaign/evenhand.toml"], 20), 760, 490));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
