// Adds to the page what needs a script: columns that sort, and a filter. Without it, the tables are all there.
"use strict";
const say = JSON.parse(document.getElementById("ord").textContent);
const value = (row, column) => {
  const cell = row.cells[column];
  return "verdi" in cell.dataset ? Number(cell.dataset.verdi) : cell.textContent.trim();
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
      const rows = [...body.rows].sort((a, b) => compare(value(a, column), value(b, column)));
      body.append(...(down ? rows.reverse() : rows));
    });
  });
}

const section = document.getElementById("kommuner");
if (section) {
  const rows = [...section.querySelectorAll("tbody tr")];
  const controls = document.createElement("div");
  controls.className = "valg";
  const text = Object.assign(document.createElement("input"), { type: "search" });
  const lights = document.createElement("select");
  lights.append(new Option(say.all, ""), ...Object.entries(say.lights).map(([key, name]) => new Option(name, key)));
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  for (const [words, control] of [[say.search, text], [say.light, lights]]) {
    const label = document.createElement("label");
    label.append(words, control);
    controls.append(label);
  }
  controls.append(count);
  section.querySelector("h2").after(controls);
  const filter = () => {
    const wanted = text.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !(row.textContent.toLocaleLowerCase().includes(wanted)
        && (!lights.value || row.dataset.lys === lights.value));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = say.shown.replace("{n}", shown).replace("{of}", rows.length);
  };
  text.addEventListener("input", filter);
  lights.addEventListener("change", filter);
  filter();
}

// Printed, everything is shown.
const closed = [...document.querySelectorAll("details")];
addEventListener("beforeprint", () => closed.forEach((one) => { one.dataset.open = one.open; one.open = true; }));
addEventListener("afterprint", () => closed.forEach((one) => { one.open = one.dataset.open === "true"; }));
