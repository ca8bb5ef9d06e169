// What the page does beyond links: the day slider, and lighting up the words of a move.  Without it all content is there.
"use strict";

function slider(form) {
  const range = form.querySelector("input[type=range]"), days = form.dataset.days.split(" ");
  const links = form.dataset.links ? form.dataset.links.split(" ") : null;
  const output = form.querySelector("output"), first = range.value;
  const told = (day) => new Date(day + "T00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const address = (at) => {
    if (links) return links[at];
    if (at === days.length - 1) return form.dataset.latest;
    const url = new URL(form.action, location.href);
    for (const field of form.querySelectorAll("input[type=hidden]")) url.searchParams.set(field.name, field.value);
    url.searchParams.set("as-of", days[at]);
    return url.pathname + url.search;
  };
  range.disabled = false;
  range.addEventListener("input", () => {
    const day = told(days[range.value]);
    output.textContent = day;
    range.setAttribute("aria-valuetext", day);
  });
  range.addEventListener("change", () => {
    if (range.value === first) return;
    document.getElementById("page").setAttribute("aria-busy", "true");
    const link = address(Number(range.value));
    if (!window.htmx || links) { location.href = link; return; }
    htmx.ajax("GET", link, { target: "body", swap: "innerHTML" }).then(() => {
      history.pushState(null, "", link);
      shown = here();
      start();
      document.querySelector(".asof input[type=range]")?.focus();
    });
  });
}

function marks(text) {
  const light = (numbers, on) => {
    const wanted = new Set(numbers);
    for (const mark of text.querySelectorAll("mark")) {
      if (mark.dataset.m.split(" ").some((number) => wanted.has(number))) mark.classList.toggle("lit", on);
    }
    for (const note of text.querySelectorAll(".note")) {
      if (wanted.has(note.dataset.n)) note.classList.toggle("lit", on);
    }
  };
  const numbers = (target) => {
    const held = target.closest?.("mark, .note");
    return held ? (held.dataset.m || held.dataset.n).split(" ") : null;
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    text.addEventListener(begin, (event) => { const found = numbers(event.target); if (found) light(found, true); });
    text.addEventListener(end, (event) => { const found = numbers(event.target); if (found) light(found, false); });
  }
}

// What is new since the last visit: the day of the last one but this is kept in the reader's browser, nowhere else.
function visits(form) {
  const today = form.dataset.today, now = Date.now(), apart = 3_600_000;
  let kept;
  try { kept = JSON.parse(localStorage.getItem("communique visits") || "{}"); } catch { return; }
  if (!kept.at || now - kept.at > apart) kept = { before: kept.day, day: today, at: now };
  else kept = { ...kept, day: kept.day > today ? kept.day : today, at: now };
  localStorage.setItem("communique visits", JSON.stringify(kept));
  if (!kept.before || kept.before >= today || new URL(location.href).searchParams.has("since")) return;
  const link = form.querySelector(".visit"), url = new URL(location.href);
  url.searchParams.set("since", kept.before);
  link.href = url.pathname + url.search;
  link.textContent = `since your last visit (${kept.before})`;
  link.hidden = false;
}

// One stop of the Tab key in a drawing; the arrow keys go on from there: along a track, or to the nearest act of the next.
function drawing(svg) {
  const bands = [...svg.querySelectorAll(".band")].map((band) => [...band.querySelectorAll("a.dot")]).filter((marks) => marks.length);
  if (!bands.length) return;
  const middle = (mark) => { const box = mark.querySelector(".s, .l").getBoundingClientRect(); return box.x + box.width / 2; };
  const stop = (mark) => {
    for (const one of bands.flat()) one.setAttribute("tabindex", one === mark ? "0" : "-1");
  };
  stop(bands[0][0]);
  svg.closest("figure").querySelector(".keys").hidden = false;
  svg.addEventListener("focusin", (event) => { const mark = event.target.closest("a.dot"); if (mark) stop(mark); });
  svg.addEventListener("keydown", (event) => {
    const mark = event.target.closest("a.dot"), row = bands.findIndex((marks) => marks.includes(mark));
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const along = { ArrowRight: 1, ArrowLeft: -1 }[event.key], across = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = bands[row].indexOf(mark);
    let next;
    if (along) next = bands[row][at + along];
    else if (event.key === "Home") next = bands[row][0];
    else if (event.key === "End") next = bands[row].at(-1);
    else if (across) next = bands[row + across]?.reduce((a, b) => (Math.abs(middle(a) - middle(mark)) <= Math.abs(middle(b) - middle(mark)) ? a : b));
    else return;
    event.preventDefault();
    next?.focus();
  });
}

function start() {
  document.querySelectorAll("[data-chart]").forEach(drawing);
  document.querySelectorAll("form.news").forEach(visits);
  document.querySelectorAll("form.asof").forEach(slider);
  document.querySelectorAll("[data-marks]").forEach(marks);
}

const here = () => location.pathname + location.search;
let shown = here();
addEventListener("popstate", () => { if (here() !== shown) location.reload(); });
start();
