// Adds to the page what needs a script: columns that sort, and a filter. Without it, the tables are all there.
"use strict";
const say = JSON.parse(document.getElementById("ord").textContent);
const number = (text) => {
  const share = /^(\d+)\/(\d+)$/.exec(text);
  if (share) return share[1] / share[2];
  const plain = text.replace(/\s/g, "").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
};
const value = (row, column) => {
  const cell = row.cells[column];
  const text = cell.textContent.trim();
  return "verdi" in cell.dataset ? Number(cell.dataset.verdi) : number(text) ?? text;
};
const compare = (a, b) =>
  typeof a === "number" && typeof b === "number" ? a - b
    : typeof a === "number" ? -1
    : typeof b === "number" ? 1
    : a.localeCompare(b, document.documentElement.lang, { numeric: true });

for (const table of document.querySelectorAll("table.sorteres")) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].map((row) => [value(row, column), row]).sort((a, b) => compare(a[0], b[0]));
      body.append(...(down ? rows.reverse() : rows).map((pair) => pair[1]));
    });
  });
}

const section = document.getElementById("kommuner");
if (section?.querySelector("tbody tr + tr")) {
  const table = section.querySelector("table");
  const found = [...table.tBodies[0].rows].map((row) => ({ row, words: row.textContent.toLocaleLowerCase() }));
  const controls = document.createElement("div");
  controls.className = "valg";
  const chooser = (options) => {
    const control = document.createElement("select");
    control.append(new Option(say.all, ""), ...options.map(([key, name]) => new Option(name, key)));
    return control;
  };
  const text = Object.assign(document.createElement("input"), { type: "search" });
  const lights = chooser(Object.entries(say.lights));
  const column = [...table.tHead.rows[0].cells].findIndex((head) => head.classList.contains("distrikt"));
  const district = (one) => one.row.cells[column].textContent;
  const names = column < 0 ? [] : [...new Set(found.map(district))].sort((a, b) => compare(a, b));
  const districts = chooser(names.map((name) => [name, name]));
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  for (const [words, control] of [[say.search, text], [say.light, lights], [say.district, districts]]) {
    if (control === districts && names.length < 2) continue;
    const label = document.createElement("label");
    label.append(words, control);
    controls.append(label);
  }
  controls.append(count);
  for (const [name, on] of [["focusin", true], ["focusout", false]]) {
    controls.addEventListener(name, () => document.querySelector("main").classList.toggle("filtreres", on));
  }
  section.querySelector("h2").after(controls);
  // As many rows as a screen shows are right at once, the others after they are painted: a letter is answered before
  // the next.
  const atOnce = () => Math.ceil(innerHeight / 28);
  const AFTER = 100;
  const known = new Map(found.map((one) => [one.row, one]));
  let turn = 0;
  const settle = (rows, mine, most) => {
    if (mine !== turn) return;
    let shown = 0;
    while (rows.length && shown < most) {
      const [row, kept] = rows.shift();
      if (row.hidden === kept) row.hidden = !kept;
      if (kept) shown += 1;
    }
    if (rows.length) requestAnimationFrame(() => setTimeout(() => settle(rows, mine, AFTER)));
  };
  const filter = () => {
    table.parentElement.scrollTop = 0;
    const wanted = text.value.trim().toLocaleLowerCase();
    const here = (row) => known.get(row).words.includes(wanted)
      && (!lights.value || row.dataset.lys === lights.value)
      && (!districts.value || district(known.get(row)) === districts.value);
    const rows = [...table.tBodies[0].rows].map((row) => [row, here(row)]);
    count.textContent = say.shown.replace("{n}", rows.filter(([, kept]) => kept).length).replace("{of}", found.length);
    turn += 1;
    settle(rows, turn, atOnce());
  };
  text.addEventListener("input", filter);
  for (const one of [lights, districts]) one.addEventListener("change", filter);
  filter();
}
