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

function start() {
  document.querySelectorAll("form.news").forEach(visits);
  document.querySelectorAll("form.asof").forEach(slider);
  document.querySelectorAll("[data-marks]").forEach(marks);
}

const here = () => location.pathname + location.search;
let shown = here();
addEventListener("popstate", () => { if (here() !== shown) location.reload(); });
start();
