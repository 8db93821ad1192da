"use strict";
// Tables can be sorted by a column, and long ones filtered. Without this script every row stands in its place.
(() => {
  const { lang, dataset } = document.documentElement;
  const part = (type) =>
    new Intl.NumberFormat(lang, { useGrouping: "always" }).formatToParts(-12345.6).find((each) => each.type === type)?.value ?? "";
  const [group, decimal] = [part("group"), part("decimal")];

  // The first number of a cell, as the language of the page writes it.
  const number = (text) => {
    const plain = text
      .replaceAll(group, "")
      .replace(/[\s\u00a0\u2009\u202f]/g, " ")
      .replace("\u2212", "-")
      .replace("\u221e", "Infinity")
      .replaceAll(decimal, ".");
    const found = plain.match(/[-+]?(?:Infinity|\d*\.?\d+(?:e[-+]?\d+)?)/i);
    return found ? Number(found[0]) : NaN;
  };

  const compare = (numeric) => (a, b) => {
    if (!numeric) return a.localeCompare(b, lang, { numeric: true });
    const [x, y] = [number(a), number(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
    return x - y;
  };

  for (const table of document.querySelectorAll(".scroll > table")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    if (rows.length < 3) continue;
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: undefined }[head.ariaSort] ?? (head.ariaSort ? undefined : "ascending");
        heads.forEach((each) => each.removeAttribute("aria-sort"));
        const order = [...rows];
        if (next) {
          head.setAttribute("aria-sort", next);
          const by = compare(head.classList.contains("n"));
          const sign = next === "ascending" ? 1 : -1;
          const text = (row) => row.cells[column]?.textContent ?? "";
          // Empty cells stay last whichever way.
          order.sort((a, b) => (text(a) === "") - (text(b) === "") || sign * by(text(a), text(b)));
        }
        body.append(...order);
      });
    });
    if (rows.length < 12) continue;
    const field = document.createElement("input");
    field.type = "search";
    field.className = "filter";
    field.placeholder = dataset.filter;
    field.setAttribute("aria-label", `${dataset.filter}: ${table.caption?.textContent ?? ""}`);
    const told = document.createElement("p");
    told.className = "told";
    told.setAttribute("role", "status");
    field.addEventListener("input", () => {
      const wanted = field.value.toLocaleLowerCase(lang).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLocaleLowerCase(lang);
        row.hidden = !wanted.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      told.textContent = wanted.length > 0 ? dataset.shown.replace("0", shown).replace("0", rows.length) : "";
    });
    table.parentElement.before(field, told);
  }
})();
