(function () {
  "use strict";
  // Everything from documents goes into the page as text, never as HTML.
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("kg-data").textContent);
  const words = data.words;
  const nodeOf = new Map(data.nodes.map((n) => [n.key, n]));
  const statementOf = new Map(data.statements.map((s) => [s.key, s]));
  const drawn = data.statements.filter((s) => s.drawn);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const motion = calm ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  const root = document.documentElement;
  const colourOf = new Map(edges.get().map((e) => [e.id, e.color.color]));
  const fontOf = new Map(nodes.get().map((n) => [n.id, n.font]));
  const labelOf = new Map(edges.get().map((e) => [e.id, e.label]));

  function el(tag, props, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(props || {})) {
      if (key === "style") made.style.setProperty("--c", value);
      else if (key === "onclick") made.addEventListener("click", value);
      else made[key] = value;
    }
    made.append(...children.filter((c) => c !== null && c !== ""));
    return made;
  }

  // --- filters -----------------------------------------------------------------------------------
  const hidden = { type: new Set(), family: new Set(), status: new Set() };
  let shownStatements = new Set(data.statements.map((s) => s.key));
  let shownNodes = new Set(data.nodes.map((n) => n.key));

  function passes(s) {
    return !hidden.family.has(s.family) && !hidden.status.has(s.status) &&
      !hidden.type.has(nodeOf.get(s.from).type) && !hidden.type.has(nodeOf.get(s.to).type);
  }

  function applyFilters() {
    shownStatements = new Set(data.statements.filter(passes).map((s) => s.key));
    shownNodes = new Set();
    for (const s of data.statements) {
      if (shownStatements.has(s.key)) shownNodes.add(s.from).add(s.to);
    }
    const focus = data.focus;
    if (!hidden.type.has(focus.type)) shownNodes.add(focus.key);
    nodes.update(data.nodes.map((n) => ({ id: n.key, hidden: !shownNodes.has(n.key) })));
    edges.update(drawn.map((s) => ({ id: s.key, hidden: !shownStatements.has(s.key) })));
    showRows();
    root.dataset.shownNodes = shownNodes.size;
    root.dataset.shownStatements = shownStatements.size;
  }

  function showRows() {
    const wanted = fold(byId("query").value.trim());
    let count = 0;
    for (const s of data.statements) {
      const row = byId("row-" + s.key);
      const listed = shownStatements.has(s.key) && (!wanted || fold(row.textContent).includes(wanted));
      row.hidden = !listed;
      if (listed) count += 1;
    }
    byId("shown").textContent = words.shown.replace("{shown}", count).replace("{all}", data.statements.length);
  }

  for (const box of document.querySelectorAll("#legend input[data-kind]")) {
    box.addEventListener("change", () => {
      const set = hidden[box.dataset.kind];
      if (box.checked) set.delete(box.value); else set.add(box.value);
      applyFilters();
    });
  }
  byId("reset").addEventListener("click", () => {
    for (const box of document.querySelectorAll("#legend input[data-kind]")) box.checked = true;
    for (const set of Object.values(hidden)) set.clear();
    applyFilters();
  });

  // --- names of relations in the picture ---------------------------------------------------------
  const named = byId("edge-names");
  function label(s) {
    return edges.get(s.key).title;
  }
  function nameEdges() {
    edges.update(drawn.map((s) => ({
      id: s.key, label: named.checked ? label(s) : labelOf.get(s.key),
    })));
  }
  named.addEventListener("change", nameEdges);

  // --- emphasis: what is chosen and its neighbours stay, the rest steps back ---------------------
  function emphasise(keepNodes, keepEdges) {
    nodes.update(data.nodes.map((n) => {
      const on = !keepNodes || keepNodes.has(n.key);
      const font = fontOf.get(n.key);
      return { id: n.key, opacity: on ? 1 : 0.18, font: { ...font, color: font.color || (on ? "#111827" : "#c3c8d0"), strokeWidth: on && !font.color ? 4 : 0 } };
    }));
    edges.update(drawn.map((s) => {
      const on = !keepEdges || keepEdges.has(s.key);
      const colour = colourOf.get(s.key);
      const strong = Boolean(keepEdges) && on;
      return {
        id: s.key,
        color: { color: colour, highlight: colour, hover: colour, opacity: on ? (strong ? 1 : 0.8) : 0.1 },
        font: { color: on ? colour : "#ffffff00", strokeColor: on ? "#ffffff" : "#ffffff00" },
        label: strong || named.checked ? label(s) : labelOf.get(s.key),
      };
    }));
  }

  // --- panel -------------------------------------------------------------------------------------
  const panel = byId("panel");
  const body = byId("panel-body");

  function openPanel(...children) {
    body.replaceChildren(...children);
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  function closePanel() {
    if (panel.hidden) return;
    panel.hidden = true;
    network.unselectAll();
    emphasise(null, null);
  }

  // What was clicked must not end up under the panel.
  function uncover(...points) {
    const across = points.map((point) => network.canvasToDOM(point).x);
    const free = byId("mynetwork").clientWidth - panel.offsetWidth - 80;
    const hiddenBy = Math.max(...across) - free;
    const shift = Math.min(hiddenBy, Math.min(...across) - 80);
    if (hiddenBy <= 0 || shift <= 0) return;
    const view = network.getViewPosition();
    network.moveTo({ position: { x: view.x + shift / network.getScale(), y: view.y }, animation: motion });
  }

  function quote(e) {
    const article = data.articles[e.article];
    const text = el("p", {}, ...e.segments.map(([t, m]) => (m ? el("mark", { className: m }, t) : t)));
    const page = e.page === null ? "" : words.page_value.replace("{n}", e.page);
    const source = [words.quote_open + article.title + words.quote_close, page, article.section,
      article.document, article.published].filter(Boolean).join(" · ");
    const how = words.confidence + " " + e.confidence.toFixed(2) + " · " + words.rule + " " + e.rule;
    return el("blockquote", {}, text, el("cite", {}, source), el("cite", {}, how));
  }

  function evidence(s) {
    const out = s.evidence.map(quote);
    if (s.more > 0) out.push(el("p", {}, words.evidence_more.replace("{n}", s.more)));
    return out;
  }

  function pill(s) {
    const mark = s.status === "denied" || s.status === "cancelled" ? "✕ " : "";
    return el("span", { className: "pill " + s.status }, mark + s.status_label);
  }

  function details(s) {
    const rows = s.qualifiers.concat([[words.confidence, s.confidence.toFixed(2)]]);
    return el("dl", { className: "details" },
      ...rows.flatMap(([k, v]) => [el("dt", {}, k), el("dd", {}, v)]));
  }

  function nodeLink(key) {
    return el("button", { type: "button", onclick: () => chooseNode(key, true) }, nodeOf.get(key).name);
  }

  function familyColour(s) {
    return getComputedStyle(byId("row-" + s.key).querySelector(".rel")).color;
  }

  function showStatement(key) {
    const s = statementOf.get(key);
    emphasise(new Set([s.from, s.to]), new Set([key]));
    const arrow = s.symmetric ? "— " + s.relation + " —" : s.relation + " →";
    openPanel(
      el("h2", { className: "triple" }, nodeLink(s.from),
        el("span", { className: "verb", style: familyColour(s) }, arrow), nodeLink(s.to)),
      pill(s), details(s),
      s.drawn ? "" : el("p", {}, words.not_drawn),
      el("h3", {}, words.evidence), ...evidence(s));
    panel.setAttribute("aria-label", s.relation);
    uncover(network.getPosition(s.from), network.getPosition(s.to));
  }

  function entry(s, from) {
    const out = s.from === from;
    const other = nodeOf.get(out ? s.to : s.from).name;
    const verb = el("span", { className: "verb", style: familyColour(s) },
      s.symmetric ? s.relation : out ? s.relation + " →" : "← " + s.relation);
    const when = s.qualifiers.map(([, v]) => v).slice(0, 2).join(" · ");
    const made = el("details", {}, el("summary", {}, verb, " " + other + " ",
      s.status === "completed" ? "" : pill(s), when ? el("small", {}, " " + when) : ""));
    made.dataset.statement = s.key;
    made.addEventListener("toggle", () => {
      if (made.open && made.children.length === 1) made.append(el("div", {}, details(s), ...evidence(s)));
    });
    return made;
  }

  function chooseNode(key, moved) {
    const n = nodeOf.get(key);
    const own = data.statements.filter((s) => s.from === key || s.to === key);
    const near = new Set([key, ...own.flatMap((s) => [s.from, s.to])]);
    network.selectNodes([key], false);
    emphasise(near, new Set(own.map((s) => s.key)));
    const rows = [];
    if (n.aliases.length) rows.push([words.aliases, n.aliases.join(words.separator)]);
    rows.push(...n.identifiers);
    openPanel(
      el("h2", {}, n.name), el("span", { className: "chip", style: n.colour }, n.type_label),
      el("dl", { className: "details" }, ...rows.flatMap(([k, v]) => [el("dt", {}, k), el("dd", {}, v)])),
      el("h3", {}, words.statements + " " + own.length),
      ...(own.length ? own.map((s) => entry(s, key)) : [el("p", {}, words.no_statements)]));
    panel.setAttribute("aria-label", n.name);
    if (moved) focusNode(key); else uncover(network.getPosition(key));
  }

  function focusNode(key) {
    const at = network.getPosition(key);
    const scale = Math.max(network.getScale(), 0.9);
    const covered = panel.hidden ? 0 : panel.offsetWidth / 2;
    network.moveTo({ position: { x: at.x + covered / scale, y: at.y }, scale: scale, animation: motion });
  }

  network.on("click", (event) => {
    if (event.nodes.length) chooseNode(event.nodes[0], false);
    else if (event.edges.length) showStatement(event.edges[0]);
    else closePanel();
  });
  for (const [name, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
    network.on(name, () => { byId("mynetwork").style.cursor = cursor; });
  }
  byId("close").addEventListener("click", closePanel);

  // --- zoom --------------------------------------------------------------------------------------
  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: calm ? false : { duration: 150 } });
  }
  function fit(animation) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const key of shownNodes) {
      const b = network.getBoundingBox(key);
      box.left = Math.min(box.left, b.left);
      box.top = Math.min(box.top, b.top);
      box.right = Math.max(box.right, b.right);
      box.bottom = Math.max(box.bottom, b.bottom);
    }
    if (box.left > box.right) return;
    const tools = document.querySelector(".tools");
    const view = viewOf(box, 0);
    // Names under the buttons could not be read: then everything moves up above them.
    const hidden = view.left < tools.offsetLeft + tools.offsetWidth && [...shownNodes].some((key) => {
      const b = network.getBoundingBox(key);
      return view.x(b.left) < tools.offsetLeft + tools.offsetWidth && view.y(b.bottom) > tools.offsetTop;
    });
    const best = hidden ? viewOf(box, byId("mynetwork").clientHeight - tools.offsetTop) : view;
    network.moveTo({ position: best.middle, scale: best.scale, animation: animation });
  }
  // Where things stand on the screen when `box` fills it, `below` pixels at the bottom left free.
  function viewOf(box, below) {
    const free = byId("mynetwork");
    const scale = Math.min(1.6, (free.clientWidth - 36) / (box.right - box.left), (free.clientHeight - 36 - below) / (box.bottom - box.top));
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + below / 2 / scale };
    const x = (at) => (at - middle.x) * scale + free.clientWidth / 2;
    const y = (at) => (at - middle.y) * scale + free.clientHeight / 2;
    return { middle: middle, scale: scale, x: x, y: y, left: x(box.left) };
  }
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => fit(motion));
  // Printing changes the width, too; the picture for it has been taken by then.
  let printing = false;
  window.addEventListener("beforeprint", () => { printing = true; });
  window.addEventListener("afterprint", () => { printing = false; });
  window.addEventListener("resize", () => window.setTimeout(() => { if (!printing) fit(false); }, 60));

  // --- search ------------------------------------------------------------------------------------
  const query = byId("query");
  const matches = byId("matches");
  let at = -1;

  function fold(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  function found(text) {
    const wanted = fold(text.trim());
    if (!wanted) return [];
    const ranked = [];
    for (const n of data.nodes) {
      const forms = [n.name, ...n.aliases, ...n.identifiers.map(([, v]) => v)];
      const hit = forms.find((f) => fold(f).includes(wanted));
      if (hit !== undefined) ranked.push([fold(n.name).startsWith(wanted) ? 0 : hit === n.name ? 1 : 2, n, hit]);
    }
    return ranked.sort((a, b) => a[0] - b[0]).slice(0, 12);
  }

  function suggest() {
    const hits = found(query.value);
    at = hits.length ? 0 : -1;
    const items = hits.map(([, n, hit], i) => {
      const item = el("li", { onclick: () => { pick(n.key); query.blur(); } }, n.name, el("small", {}, hit === n.name ? n.type_label : hit));
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(i === at));
      item.dataset.key = n.key;
      return item;
    });
    if (!hits.length && query.value.trim()) items.push(el("li", { className: "none" }, words.no_match));
    matches.replaceChildren(...items);
    openMatches(items.length > 0 && !root.classList.contains("list"));
    showRows();
  }

  function openMatches(open) {
    matches.hidden = !open;
    query.setAttribute("aria-expanded", String(open));
  }

  function step(by) {
    const items = [...matches.querySelectorAll("li[data-key]")];
    if (!items.length) return;
    at = (at + by + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    items[at].scrollIntoView({ block: "nearest" });
  }

  function pick(key) {
    openMatches(false);
    show("graph");
    if (!shownNodes.has(key)) byId("reset").click();
    chooseNode(key, true);
  }

  query.addEventListener("input", suggest);
  query.addEventListener("focus", suggest);
  // A press on a suggestion leaves the cursor in the field, so leaving it can close the list at once.
  matches.addEventListener("mousedown", (event) => event.preventDefault());
  query.addEventListener("blur", () => openMatches(false));
  query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter") {
      const chosen = matches.querySelector('li[aria-selected="true"]');
      if (chosen && !matches.hidden) pick(chosen.dataset.key);
    } else return;
    event.preventDefault();
  });
  byId("legend").addEventListener("submit", (event) => event.preventDefault());

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (document.activeElement === query && query.value) { query.value = ""; suggest(); }
      else { query.blur(); closePanel(); }
    } else if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      query.focus();
      query.select();
    }
  });

  // --- tabs --------------------------------------------------------------------------------------
  function show(which) {
    root.classList.toggle("list", which === "list");
    byId("tab-graph").setAttribute("aria-selected", String(which === "graph"));
    byId("tab-list").setAttribute("aria-selected", String(which === "list"));
    if (which === "graph") network.redraw();
  }
  byId("tab-graph").addEventListener("click", () => show("graph"));
  byId("tab-list").addEventListener("click", () => show("list"));
  for (const s of data.statements) {
    byId("row-" + s.key).addEventListener("dblclick", () => { show("graph"); showStatement(s.key); });
  }

  // --- files -------------------------------------------------------------------------------------
  function save(blob, name) {
    const link = el("a", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // A cell that starts like a formula would be run by a spreadsheet.
  function cell(value) {
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  function csv() {
    const head = [words.subject, words.relation, words.object, words.status, words.qualifiers, words.confidence,
      words.sentence, words.article, words.page, words.document, words.published];
    const rows = [head];
    for (const s of data.statements.filter((s) => shownStatements.has(s.key))) {
      const start = [nodeOf.get(s.from).name, s.relation, nodeOf.get(s.to).name, s.status_label,
        s.qualifiers.map(([k, v]) => k + words.colon + v).join("; "), s.confidence.toFixed(2)];
      for (const e of s.evidence) {
        const a = data.articles[e.article];
        rows.push([...start, e.segments.map(([t]) => t).join(""), a.title, e.page === null ? "" : e.page, a.document, a.published]);
      }
    }
    return "\ufeff" + rows.map((r) => r.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  function fileName(extension) {
    return data.focus.name.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60) + extension;
  }

  byId("save-csv").addEventListener("click", () => save(new Blob([csv()], { type: "text/csv;charset=utf-8" }), fileName(".csv")));
  byId("save-png").addEventListener("click", () => picture(false).toBlob((blob) => save(blob, fileName(".png")), "image/png"));

  // Twice the size of the screen, on white: sharp enough for a report. `whole`: not only what is in view.
  function picture(whole, sheet = el("canvas")) {
    const box = byId("mynetwork");
    const view = { position: network.getViewPosition(), scale: network.getScale() };
    if (whole) fit(false);
    const now = { position: network.getViewPosition(), scale: network.getScale() };
    network.setSize(2 * box.clientWidth + "px", 2 * box.clientHeight + "px");
    network.moveTo({ position: now.position, scale: 2 * now.scale, animation: false });
    network.redraw();
    const canvas = box.querySelector("canvas");
    sheet.width = canvas.width;
    sheet.height = canvas.height;
    const brush = sheet.getContext("2d");
    brush.fillStyle = "#ffffff";
    brush.fillRect(0, 0, sheet.width, sheet.height);
    brush.drawImage(canvas, 0, 0);
    network.setSize("100%", "100%");
    network.moveTo({ ...view, animation: false });
    network.redraw();
    return sheet;
  }
  window.addEventListener("beforeprint", () => { picture(true, byId("print")); });

  root.classList.add("js");
  applyFilters();
  network.setSize("100%", "100%");
  fit(false);
  network.once("afterDrawing", () => { root.dataset.ready = "yes"; });
  network.redraw();
})();
