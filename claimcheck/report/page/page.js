"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  document.documentElement.classList.add("js");

  /* ---- What can be kept from one opening to the next; a browser may refuse. ---- */
  const keep = {
    get(name) { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; } },
  };

  /* ---- Events as the filters see them ---- */
  const events = all(".event").map((element) => ({
    element,
    place: element.dataset.place,
    claims: all(".claim", element).map((claim) => claim.dataset),
    disputes: all(".dispute", element),
    text: null,
  }));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (event) => {
    event.text ??= plain(all("h3, .facts, .summary, .claim, .figures bdi", event.element).map((part) => part.textContent).join("\n"));
    return event.text;
  };
  const pairs = all(".pair");
  const byId = new Map(events.map((event) => [event.element.id, event]));
  const form = one("#filter");
  const contents = one(".contents");
  const entries = new Map(all(".contents li").map((item) => [item.dataset.for, item]));

  function filter() {
    const asked = Object.fromEntries(new FormData(form));
    const words = plain(asked.q).split(/\s+/).filter(Boolean);
    const speaks = (event) => {
      if (asked.place && event.place !== asked.place) return false;
      if ((asked.source || asked["source-kind"] || asked.measure) && !event.claims.some((claim) =>
        (!asked.source || claim.s === asked.source) && (!asked["source-kind"] || claim.k === asked["source-kind"])
        && (!asked.measure || claim.m === asked.measure))) return false;
      return words.every((word) => textOf(event).includes(word));
    };
    const stands = (question) => (!asked.kind || question.dataset.kind === asked.kind)
      && (!asked.state || (asked.state === "done") === question.hasAttribute("data-done"));
    const spoken = new Set(events.filter(speaks));
    let shown = 0;
    for (const event of events) {
      const fit = spoken.has(event) && (!(asked.kind || asked.state) || event.disputes.some(stands));
      event.element.hidden = !fit;
      shown += fit;
      for (const dispute of event.disputes) entries.get(dispute.id).hidden = !fit;
    }
    for (const pair of pairs) {
      pair.hidden = !(stands(pair) && pair.dataset.events.split(" ").some((id) => spoken.has(byId.get(id))));
    }
    for (const group of all(".group:not(.back)")) {
      const held = all(".event, .pair", group);
      if (held.length) group.hidden = held.every((element) => element.hidden);
    }
    if (contents) {
      one("p", contents)?.toggleAttribute("hidden", one("#pairs").hidden);
      contents.hidden = all("li, p", contents).every((part) => part.hidden);
    }
    const active = Object.entries(asked).filter(([name, value]) => name !== "q" && value).length;
    one("#active").textContent = active ? ` (${active})` : "";
    one("#shown").textContent = shown === events.length ? `${shown} events` : `${shown} of ${events.length} events`;
    one("#none").hidden = shown > 0 || events.length === 0;
  }
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  /* ---- A link opens what it points to, even if a filter hides it ---- */
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) { form.reset(); filter(); }
    for (let part = target; part; part = part.parentElement) if (part.localName === "details") part.open = true;
    target.scrollIntoView();
    (one("summary", target) || target).focus({ preventScroll: true });
  }
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.hash === location.hash) setTimeout(reveal);
  });

  /* ---- On paper all that is folded is open; the filters hold ---- */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open])").filter((part) => !part.closest("[hidden]"));
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of opened) part.open = false; });

  /* ---- Review: "saved" is what the file said when the page was made, "mine" what was decided here since ---- */
  const subjects = JSON.parse(one("#subjects").textContent); // what a decision on each question holds
  const saved = new Map(Object.entries(JSON.parse(one("#saved").textContent)));
  const questions = all(".question"); // discrepancies, and pairs of events that may be one
  const listed = all("[data-decision]"); // decisions without a question: followed, or matching nothing
  const ids = [...questions.map((question) => question.dataset.id), ...listed.map((item) => item.dataset.decision)];
  const mine = new Map(); // fingerprint → decision, or null where a saved one was taken back
  const store = "claimcheck-review";
  const name = one("#by");
  const same = (left, right) => JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
  const current = (id) => (mine.has(id) ? mine.get(id) : saved.get(id)) ?? null;
  let unsaved = false;
  let keptHere = true; // by the browser

  function restore() {
    const kept = keep.get(store) ?? {};
    for (const id of ids) {
      const row = Object.hasOwn(kept, id) ? kept[id] : null;
      // Where the file has moved on since, the file holds.
      if (row && same(row.base, saved.get(id)) && !same(row.decision, saved.get(id))) mine.set(id, row.decision);
    }
    if (name) name.value = keep.get(`${store}-by`) ?? "";
  }
  function remember() {
    const kept = keep.get(store) ?? {};
    for (const id of ids) {
      if (mine.has(id)) kept[id] = { base: saved.get(id) ?? null, decision: mine.get(id) };
      else delete kept[id];
    }
    keptHere = keep.set(store, kept);
  }
  function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }
  // A lone direction mark would end the isolation that <bdi> gives.
  const turns = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  const make = (tag, text, className = "") =>
    Object.assign(document.createElement(tag), { textContent: text.replace(turns, ""), className });

  /* A verdict may be about some of the claims: those that were misread, or that are of another event. */
  const which = {
    "wrong-source": "Which source is wrong?",
    "wrong-number": "Which number was misread?",
    "not-same-event": "Which are of another event?",
  };
  const known = (claim) => JSON.stringify([claim.sentence, claim.figure, claim.source]);
  function asks(id, verdict) {
    const sides = new Set(subjects[id].claims.map((claim) => claim.side));
    return verdict in which && subjects[id].measure !== "" && (verdict.startsWith("wrong") || sides.size > 2);
  }
  function marked(id, verdict, ticked) {
    const { claims } = subjects[id];
    if (!ticked.size) return claims;
    if (verdict.startsWith("wrong")) return claims.map((claim) => (ticked.has(known(claim)) ? { ...claim, wrong: true } : claim));
    return claims.map((claim) => ({ ...claim, side: ticked.has(known(claim)) ? "b" : "a" }));
  }
  function ticksOf(id, decision) {
    const sides = new Map(subjects[id].claims.map((claim) => [known(claim), claim.side]));
    const sorted = decision.claims.some((claim) => sides.get(known(claim)) !== claim.side);
    const hit = decision.verdict.startsWith("wrong") ? (claim) => claim.wrong : (claim) => sorted && claim.side === "b";
    return new Set(decision.claims.filter(hit).map(known));
  }
  function ask(question, verdict, ticked = new Set()) {
    const box = one(".which", question);
    const { id } = question.dataset;
    box.hidden = !asks(id, verdict);
    one(".hint", question).textContent = box.hidden || ticked.size ? "" : verdict.startsWith("wrong")
      ? "Tick it, and later runs leave that claim out of the comparison." : "None ticked: each side is an event of its own.";
    if (box.hidden) { box.replaceChildren(make("legend", "")); return; }
    const rows = subjects[id].claims.map((claim) => {
      const row = make("label", "");
      const input = Object.assign(document.createElement("input"), { type: "checkbox", value: known(claim), checked: ticked.has(known(claim)) });
      row.append(input, make("span", claim.side.toUpperCase(), `letter side-${claim.side}`), make("bdi", claim.figure, "amount"),
        make("bdi", claim.source || claim.path, "who"), make("bdi", claim.sentence, "where"));
      return row;
    });
    box.replaceChildren(make("legend", which[verdict]), ...rows);
  }

  function decide(question, target) {
    const id = question.dataset.id;
    const verdict = one(".verdicts input:checked", question)?.value;
    const note = one("textarea", question).value.trim();
    one(".hint", question).textContent = note && !verdict ? "Choose a verdict to keep this note." : "";
    if (!verdict) return;
    const ticked = new Set(target.type === "radio" ? [] : all(".which input:checked", question).map((input) => input.value));
    const claims = marked(id, verdict, ticked);
    if (target.type === "radio") ask(question, verdict);
    else one(".hint", question).textContent = "";
    mine.set(id, { verdict, note, by: name.value.trim(), at: today(), ...subjects[id], claims });
    if (same(mine.get(id), saved.get(id))) mine.delete(id);
    changed();
    show(question);
    progress();
  }
  function changed() {
    unsaved = true;
    remember();
  }
  function undo(question) {
    const id = question.dataset.id;
    if (mine.has(id) || !saved.has(id)) mine.delete(id);
    else mine.set(id, null);
    changed();
    fill(question);
    show(question);
    progress();
    one("input", question).focus();
  }
  function fill(question) {
    const { id } = question.dataset;
    const decision = current(id);
    for (const input of all(".verdicts input", question)) input.checked = input.value === decision?.verdict;
    one("textarea", question).value = decision?.note ?? "";
    ask(question, decision?.verdict ?? "", decision ? ticksOf(id, decision) : new Set());
    if (!mine.has(id)) one(".hint", question).textContent = "";
  }
  function show(question) {
    const decision = current(question.dataset.id);
    const line = one(".decided", question);
    question.toggleAttribute("data-done", Boolean(decision));
    entries.get(question.id)?.classList.toggle("done", Boolean(decision));
    one(".undo", question).hidden = !decision;
    line.hidden = !decision;
    if (!decision) return;
    const option = all(".verdicts input", question).find((input) => input.value === decision.verdict);
    const label = option ? option.nextElementSibling.textContent : decision.verdict.replaceAll("-", " ");
    line.replaceChildren(make("b", label));
    const wrong = decision.claims.filter((claim) => claim.wrong);
    const named = (claim) => [claim.figure, claim.source].filter(Boolean).map((part) => (part.length > 60 ? `${part.slice(0, 60)}…` : part)).join(", ");
    if (wrong.length) line.append(" (", make("bdi", wrong.map(named).join("; ")), ")");
    if (decision.by || decision.at) line.append(" ", make("bdi", `— ${[decision.by, decision.at].filter(Boolean).join(", ")}`, "by"));
    if (decision.note) { const note = make("q", decision.note); note.dir = "auto"; line.append(" ", note); }
  }
  function progress() {
    const done = questions.filter((question) => question.hasAttribute("data-done")).length;
    one("#progress").textContent = `${done} of ${questions.length} decided${unsaved ? ", not saved to a file yet" : ""}`;
  }

  /* A decision whose question is gone can be taken back; it then is not in the file that is saved. */
  function list(item) {
    const id = item.dataset.decision;
    const taken = current(id) === null;
    const button = one("button", item) ?? item.appendChild(Object.assign(make("button", "", "undo"), { type: "button" }));
    button.textContent = taken ? "Keep it" : "Take back";
    button.onclick = () => {
      if (taken) mine.delete(id); else mine.set(id, null);
      changed();
      list(item);
      progress();
    };
    item.classList.toggle("taken", taken);
  }

  const named = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  // Controls and direction marks are written as escapes, so that the file is valid and shows what it holds.
  const toml = (text) => `"${String(text ?? "").replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\\"\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
      (sign) => named[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
  function file() {
    const kept = new Set([...saved.keys(), ...mine.keys()]);
    // Decided anew since a side came up: the earlier decision has no discrepancy of its own any more.
    for (const { dataset: { id, replaces } } of questions) if (replaces && current(id)) kept.delete(replaces);
    const parts = ["# What was decided about discrepancies; claimcheck reads it with --review.\n"];
    for (const id of [...kept].sort()) {
      const decision = current(id);
      if (!decision) continue;
      parts.push("\n[[decision]]\n", `fingerprint = ${toml(id)}\n`);
      for (const key of ["verdict", "note", "by", "at", "summary", "measure"]) parts.push(`${key} = ${toml(decision[key])}\n`);
      const rows = decision.claims.map((claim) =>
        `  {${["path", "sentence", "figure", "source", "side"].map((key) => `${key} = ${toml(claim[key])}`).join(", ")}${claim.wrong ? ", wrong = true" : ""}},\n`);
      parts.push(rows.length ? `claims = [\n${rows.join("")}]\n` : "claims = []\n");
    }
    return parts.join("");
  }
  function sign() {
    // Decided in this sitting before the name was typed.
    const by = name.value.trim();
    if (!by) return;
    for (const question of questions) {
      const decision = mine.get(question.dataset.id);
      if (decision && !decision.by) { decision.by = by; show(question); }
    }
    remember();
  }
  function save(event) {
    event.preventDefault();
    sign();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file()], { type: "application/toml" }));
    link.download = "claimcheck-review.toml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
    progress();
  }
  function next() {
    const open = questions.filter((question) => !question.hasAttribute("data-done") && !question.closest("[hidden]"));
    const here = document.activeElement.closest(".question");
    const after = open.find((question) => here
      ? here.compareDocumentPosition(question) & Node.DOCUMENT_POSITION_FOLLOWING
      : question.getBoundingClientRect().top > 120);
    const chosen = after ?? open[0];
    if (!chosen) { one("#progress").textContent = "All that is shown here is decided."; return; }
    chosen.scrollIntoView();
    one("input", chosen).focus({ preventScroll: true });
  }

  if (name) {
    restore();
    for (const question of questions) { fill(question); show(question); }
    for (const item of listed) list(item);
    document.addEventListener("change", (event) => {
      const question = event.target.closest(".question");
      if (question) decide(question, event.target);
    });
    document.addEventListener("click", (event) => {
      const question = event.target.matches(".undo") && event.target.closest(".question");
      if (question) undo(question);
    });
    name.addEventListener("change", () => keep.set(`${store}-by`, name.value.trim()));
    one(".save").addEventListener("submit", save);
    one("#next").addEventListener("click", next);
    addEventListener("beforeunload", (event) => { if (unsaved && !keptHere) event.preventDefault(); });
    progress();
  }
  filter();
  if (location.hash) reveal();
})();
