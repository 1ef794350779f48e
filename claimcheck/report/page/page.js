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
  const form = one("#filter");
  const entries = new Map(all(".contents li").map((item) => [item.dataset.for, item]));

  function filter() {
    const asked = Object.fromEntries(new FormData(form));
    const words = plain(asked.q).split(/\s+/).filter(Boolean);
    const fits = (event) => {
      if (asked.place && event.place !== asked.place) return false;
      if ((asked.source || asked["source-kind"] || asked.measure) && !event.claims.some((claim) =>
        (!asked.source || claim.s === asked.source) && (!asked["source-kind"] || claim.k === asked["source-kind"])
        && (!asked.measure || claim.m === asked.measure))) return false;
      if ((asked.kind || asked.state) && !event.disputes.some((dispute) =>
        (!asked.kind || dispute.dataset.kind === asked.kind)
        && (!asked.state || (asked.state === "done") === dispute.hasAttribute("data-done")))) return false;
      return words.every((word) => textOf(event).includes(word));
    };
    let shown = 0;
    for (const event of events) {
      const fit = fits(event);
      event.element.hidden = !fit;
      shown += fit;
      for (const dispute of event.disputes) entries.get(dispute.id).hidden = !fit;
    }
    for (const group of all(".group:not(.back)")) {
      const held = all(".event", group);
      if (held.length) group.hidden = held.every((element) => element.hidden);
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

  /* ---- On paper: whatever is folded and holds claims or files ---- */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open])").filter((part) => !part.closest("[hidden]") && !part.matches(".unused, .as-table"));
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of opened) part.open = false; });

  /* ---- Review: "saved" is what the file said when the page was made, "mine" what was decided here since ---- */
  const subjects = JSON.parse(one("#subjects").textContent); // what a decision on each of them holds
  const saved = new Map(Object.entries(JSON.parse(one("#saved").textContent)));
  const disputes = all(".dispute");
  const mine = new Map(); // fingerprint → decision, or null where a saved one was taken back
  const store = "claimcheck-review";
  const name = one("#by");
  const same = (left, right) => JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
  const current = (id) => (mine.has(id) ? mine.get(id) : saved.get(id)) ?? null;
  let unsaved = false;
  let keptHere = true; // by the browser

  function restore() {
    const kept = keep.get(store) ?? {};
    for (const dispute of disputes) {
      const id = dispute.dataset.id;
      const row = Object.hasOwn(kept, id) ? kept[id] : null;
      // Where the file has moved on since, the file holds.
      if (row && same(row.base, saved.get(id)) && !same(row.decision, saved.get(id))) mine.set(id, row.decision);
    }
    if (name) name.value = keep.get(`${store}-by`) ?? "";
  }
  function remember() {
    const kept = keep.get(store) ?? {};
    for (const { dataset: { id } } of disputes) {
      if (mine.has(id)) kept[id] = { base: saved.get(id) ?? null, decision: mine.get(id) };
      else delete kept[id];
    }
    keptHere = keep.set(store, kept);
  }
  function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }
  function decide(dispute) {
    const id = dispute.dataset.id;
    const verdict = one("input:checked", dispute)?.value;
    const note = one("textarea", dispute).value.trim();
    one(".hint", dispute).textContent = note && !verdict ? "Choose a verdict to keep this note." : "";
    if (!verdict) return;
    mine.set(id, { verdict, note, by: name.value.trim(), at: today(), ...subjects[id] });
    if (same(mine.get(id), saved.get(id))) mine.delete(id);
    unsaved = true;
    remember();
    show(dispute);
    progress();
  }
  function undo(dispute) {
    const id = dispute.dataset.id;
    if (mine.has(id) || !saved.has(id)) mine.delete(id);
    else mine.set(id, null);
    unsaved = true;
    remember();
    fill(dispute);
    show(dispute);
    progress();
    one("input", dispute).focus();
  }
  function fill(dispute) {
    const decision = current(dispute.dataset.id);
    for (const input of all("input", dispute)) input.checked = input.value === decision?.verdict;
    one("textarea", dispute).value = decision?.note ?? "";
    one(".hint", dispute).textContent = "";
  }
  function show(dispute) {
    const decision = current(dispute.dataset.id);
    const line = one(".decided", dispute);
    dispute.toggleAttribute("data-done", Boolean(decision));
    entries.get(dispute.id)?.classList.toggle("done", Boolean(decision));
    one(".undo", dispute).hidden = !decision;
    line.hidden = !decision;
    if (!decision) return;
    const make = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text, className: className ?? "" });
    const option = all("input", dispute).find((input) => input.value === decision.verdict);
    const label = option ? option.nextElementSibling.textContent : decision.verdict.replaceAll("-", " ");
    line.replaceChildren(make("b", label));
    if (decision.by || decision.at) line.append(" ", make("bdi", `— ${[decision.by, decision.at].filter(Boolean).join(", ")}`, "by"));
    if (decision.note) { const note = make("q", decision.note); note.dir = "auto"; line.append(" ", note); }
  }
  function progress() {
    const done = disputes.filter((dispute) => dispute.hasAttribute("data-done")).length;
    one("#progress").textContent = `${done} of ${disputes.length} decided${unsaved ? ", not saved to a file yet" : ""}`;
  }

  const named = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  // Controls and direction marks are written as escapes, so that the file is valid and shows what it holds.
  const toml = (text) => `"${String(text ?? "").replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\\"\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
      (sign) => named[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
  function file() {
    const ids = new Set([...saved.keys(), ...mine.keys()]);
    // Decided anew since a side came up: the earlier decision has no discrepancy of its own any more.
    for (const { dataset: { id, replaces } } of disputes) if (replaces && current(id)) ids.delete(replaces);
    const parts = ["# What was decided about discrepancies; claimcheck reads it with --review.\n"];
    for (const id of [...ids].sort()) {
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
    for (const dispute of disputes) {
      const decision = mine.get(dispute.dataset.id);
      if (decision && !decision.by) { decision.by = by; show(dispute); }
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
    const open = disputes.filter((dispute) => !dispute.hasAttribute("data-done") && !dispute.closest("[hidden]"));
    const here = document.activeElement.closest(".dispute");
    const after = open.find((dispute) => here
      ? here.compareDocumentPosition(dispute) & Node.DOCUMENT_POSITION_FOLLOWING
      : dispute.getBoundingClientRect().top > 120);
    const chosen = after ?? open[0];
    if (!chosen) { one("#progress").textContent = "All that is shown here is decided."; return; }
    chosen.scrollIntoView();
    one("input", chosen).focus({ preventScroll: true });
  }

  if (disputes.length) {
    restore();
    for (const dispute of disputes) { fill(dispute); show(dispute); }
    document.addEventListener("change", (event) => {
      const dispute = event.target.closest(".dispute");
      if (dispute) decide(dispute);
    });
    document.addEventListener("click", (event) => {
      if (event.target.matches(".undo")) undo(event.target.closest(".dispute"));
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
