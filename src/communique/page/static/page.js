// What the page does beyond links: the day slider, lighting up the words of a move, suggestions, saved searches, letters that answer.  Without it all content is there.
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
  if (!link) return;
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

// Ask: what the query may go on with, by the keyboard too.
function suggest(form) {
  const field = form.querySelector("input[type=search]"), list = form.querySelector(".offers");
  let offers = [], at = -1, asked = 0;
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) field.setAttribute(name, value);
  const close = () => { list.hidden = true; offers = []; at = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const light = (to) => {
    at = (to + offers.length + 1) % (offers.length + 1);
    if (at === offers.length) at = -1;
    [...list.children].forEach((item, number) => {
      item.setAttribute("aria-selected", String(number === at));
      if (number === at) item.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) field.removeAttribute("aria-activedescendant"); else field.setAttribute("aria-activedescendant", `offer-${at}`);
  };
  const take = (offer) => {
    const more = offer.text.endsWith(":") ? "" : " ", rest = field.value.slice(offer.end);
    field.value = field.value.slice(0, offer.start) + offer.text + (rest.startsWith(" ") ? "" : more) + rest;
    const caret = offer.start + offer.text.length + (more && 1);
    field.focus();
    field.setSelectionRange(caret, caret);
    if (more) close(); else look();
  };
  const show = (found) => {
    offers = found;
    list.replaceChildren(...found.map((offer, number) => {
      const item = document.createElement("li"), label = document.createElement("span"), hint = document.createElement("span");
      item.id = `offer-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      label.textContent = offer.label;
      hint.textContent = offer.hint;
      item.append(label, hint);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(offer); });
      return item;
    }));
    at = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
  };
  const look = async () => {
    const mine = ++asked, url = new URL(form.dataset.suggest, location.href);
    url.searchParams.set("q", field.value);
    url.searchParams.set("at", field.selectionStart);
    try {
      const found = await (await fetch(url)).json();
      if (mine === asked && document.activeElement === field) show(found);
    } catch { close(); }
  };
  let waiting = 0;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 90); });
  field.addEventListener("blur", () => { asked += 1; clearTimeout(waiting); close(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) look(); else light(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(offers[at]); }
    else if (event.key === "Tab" && at >= 0 && !event.shiftKey) { event.preventDefault(); take(offers[at]); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
  });
}

// Searches that are kept in this browser: each is a link.
function saved(box) {
  const key = "communique-searches", list = box.querySelector("ul"), keep = box.querySelector("button");
  const read = () => { try { const held = JSON.parse(localStorage.getItem(key)); return Array.isArray(held) ? held.filter((one) => typeof one === "string") : []; } catch { return []; } };
  const draw = () => {
    const held = read(), query = box.dataset.query;
    keep.hidden = !query || held.includes(query);
    list.replaceChildren(...held.map((one) => {
      const item = document.createElement("li"), link = document.createElement("a"), drop = document.createElement("button");
      const url = new URL(box.dataset.ask, location.href);
      url.searchParams.set("q", one);
      link.href = url.href;
      link.textContent = one;
      drop.type = "button";
      drop.textContent = "×";
      drop.setAttribute("aria-label", `Forget ${one}`);
      drop.addEventListener("click", () => { write(read().filter((other) => other !== one)); });
      item.append(link, drop);
      return item;
    }));
    box.hidden = !held.length && keep.hidden;
  };
  const write = (held) => { try { localStorage.setItem(key, JSON.stringify(held.slice(-50))); } catch { /* the browser keeps nothing: the address remains */ } draw(); };
  keep.addEventListener("click", () => write([...read(), box.dataset.query]));
  draw();
}

// Review: single letters answer, unless a field has the focus or they are switched off.
function letters() {
  const box = document.querySelector("[data-letters]"), key = "communique-letters";
  if (!box) return;
  let off = null;
  try { off = localStorage.getItem(key); } catch { /* nothing kept */ }
  box.checked = off !== "off";
  box.closest("label").hidden = false;
  box.addEventListener("change", () => { try { localStorage.setItem(key, box.checked ? "on" : "off"); } catch { /* nothing kept */ } });
}
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented || !document.querySelector("[data-keys]")) return;
  if (event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]")) return;
  if (document.querySelector("[data-letters]")?.checked === false) return;
  const wanted = event.key.length === 1 && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.tagName !== "SUMMARY") { wanted.click(); return; }
  wanted.parentElement.open = true;
  wanted.parentElement.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});

// Whoever judges from a line comes back to it.
const line = "communique-line";
addEventListener("submit", (event) => {
  if (event.target.id !== "judging") return;
  try { sessionStorage.setItem(line, JSON.stringify([location.pathname, scrollY])); } catch { /* nothing kept: the page begins at its head */ }
});
function back() {
  let kept;
  try { kept = JSON.parse(sessionStorage.getItem(line)); sessionStorage.removeItem(line); } catch { return; }
  if (Array.isArray(kept) && kept[0] === location.pathname) scrollTo({ top: kept[1], behavior: "instant" });
}

// What is being derived is looked for again until it is there.
function deriving(box) {
  const again = async () => {
    if (!box.isConnected) return;
    try { if ((await fetch(location.href, { method: "HEAD" })).status !== 202) { location.reload(); return; } } catch { /* asked again */ }
    setTimeout(again, 700);
  };
  setTimeout(again, 400);
}

function start() {
  document.querySelectorAll("[data-chart]").forEach(drawing);
  document.querySelectorAll("form.news").forEach(visits);
  document.querySelectorAll("form.asof").forEach(slider);
  document.querySelectorAll("[data-marks]").forEach(marks);
  document.querySelectorAll("form[data-suggest]").forEach(suggest);
  document.querySelectorAll("[data-saved]").forEach(saved);
  document.querySelectorAll("[data-deriving]").forEach(deriving);
  letters();
}

const here = () => location.pathname + location.search;
let shown = here();
addEventListener("popstate", () => { if (here() !== shown) location.reload(); });
start();
back();
