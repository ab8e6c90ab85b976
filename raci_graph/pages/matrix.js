"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  /** The first row of each file beside a large page that tells where cells come from. */
  const firsts = (document.currentScript.dataset.origins ?? "").split(" ").filter(Boolean).map(Number);

  const form = find("filters");
  const fields = ["party", "role", "section", "text", "found", "open"].map(find).filter(Boolean);
  const LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ" };

  /** A text as it is compared: small letters without accents. */
  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđıς]/g, (sign) => LETTERS[sign]);

  const groups = [...document.querySelectorAll("#matrix tbody")].map((body) => ({
    body,
    within: body.dataset.in.split(" ").filter(Boolean),
    rows: [...body.querySelectorAll("tr[id]")].map((row) => {
      const cells = [...row.querySelectorAll("td[data-r]")];
      const texts = [row.querySelector("th"), ...row.querySelectorAll("td[dir=auto]:not(.cell)")];
      return {
        row,
        roles: cells.map((cell) => cell.dataset.r.split(" ").filter(Boolean)),
        open: cells.map((cell) => cell.classList.contains("k-unsettled")),
        found: row.querySelector(".found") !== null,
        text: folded(texts.map((each) => each.textContent).join(" ")),
      };
    }),
  }));
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0);

  /** The number of what is chosen in a list, from 0, or -1 for any. */
  const chosen = (id) => (find(id) ? find(id).selectedIndex - 1 : -1);
  const checked = (id) => Boolean(find(id)?.checked);

  /** Whether a cell is one that is wished for: of the role, and in doubt where that is wished. */
  const suits = (each, at, wish) =>
    (!wish.open || each.open[at]) &&
    (wish.role < 0 ? each.open[at] || each.roles[at].length > 0 : each.roles[at].includes(String(wish.role)));

  function shows(each, wish) {
    const wants = wish.party >= 0 || wish.role >= 0 || wish.open;
    const cells = wish.party < 0 ? [...each.roles.keys()] : [wish.party];
    return (
      (!wants || cells.some((at) => suits(each, at, wish))) &&
      (!wish.found || each.found) &&
      wish.words.every((word) => each.text.includes(word))
    );
  }

  function filter() {
    const wish = {
      party: chosen("party"),
      role: chosen("role"),
      found: checked("found"),
      open: checked("open"),
      words: folded(find("text").value).split(/\s+/).filter(Boolean),
    };
    const section = chosen("section");
    const alive = new Set();
    let count = 0;
    for (const { within, rows } of groups) {
      const inside = section < 0 || within.includes(String(section));
      for (const each of rows) {
        const shown = inside && shows(each, wish);
        each.row.hidden = !shown;
        if (shown) {
          count += 1;
          within.forEach((key) => alive.add(key));
        }
      }
    }
    const all = !state().size;
    for (const { body, within, rows } of groups) {
      body.hidden = !all && !rows.some((each) => !each.row.hidden) && !alive.has(within[0]);
    }
    find("count").textContent = `${count} of ${total} rows`;
    find("none").hidden = count > 0;
  }

  /** What is chosen, as it stands behind the # of the address. */
  function state() {
    const made = new URLSearchParams();
    for (const field of fields) {
      const value = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
      if (value) made.set(field.id, value);
    }
    return made;
  }

  function choose(wanted) {
    for (const field of fields) {
      const value = wanted.get(field.id) ?? "";
      if (field.type === "checkbox") field.checked = value === "1";
      else field.value = value;
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
    filter();
  }

  function remember() {
    const made = state().toString();
    history.replaceState(null, "", made ? `#${made}` : location.pathname + location.search);
    filter();
  }

  /** Follow the address: to a view, or to a row, which is shown whatever the filters say. */
  function follow() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      choose(new URLSearchParams(hash));
      return;
    }
    const row = hash.startsWith("row-") ? find(hash) : null;
    if (row?.hidden) {
      choose(new URLSearchParams());
      row.scrollIntoView({ block: "center" });
    }
  }

  let wait = 0;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(remember));
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(remember, 120);
  });
  addEventListener("hashchange", follow);
  choose(new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : ""));

  const loaded = new Set();

  /** Load where the cells of a row come from, and show it. */
  function load(button) {
    const row = Number(button.getAttribute("popovertarget").slice(1));
    const at = firsts.findLastIndex((first) => first <= row);
    if (at < 0 || loaded.has(at)) return;
    loaded.add(at);
    const script = document.createElement("script");
    script.src = `origins-${at + 1}.js`;
    script.addEventListener("load", () => {
      globalThis.raciAdd();
      button.click();
    });
    script.addEventListener("error", () => loaded.delete(at));
    document.head.append(script);
  }

  // Of the cells of a row, the one that was asked for is marked, and first in sight.
  find("matrix").addEventListener("click", (event) => {
    const button = event.target.closest("button[popovertarget]");
    if (!button) return;
    const origin = find(button.getAttribute("popovertarget"));
    if (!origin) {
      load(button);
      return;
    }
    for (const head of origin.querySelectorAll("dt")) head.classList.toggle("asked", head.dataset.c === button.dataset.c);
    setTimeout(() => {
      origin.scrollTop = (origin.querySelector(".asked")?.offsetTop ?? 0) - 8;
    });
  });

  // What has the focus is not hidden by the header, which stays in sight, however many lines it has.
  const header = document.querySelector("#matrix thead");
  new ResizeObserver(() => find("box").style.setProperty("--head", `${header.offsetHeight}px`)).observe(header);

  // What a cell says to whoever does not see it helps a reader with a mouse, too.
  find("matrix").addEventListener("mouseover", (event) => {
    if (event.target.ariaLabel) event.target.title = event.target.ariaLabel;
  });

  /** What a data: address holds, unpacked. */
  async function unpacked(address) {
    const bytes = Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).blob();
  }

  if (typeof DecompressionStream === "function") {
    for (const link of document.querySelectorAll("a.file[data-type]")) {
      const { type } = link.dataset;
      link.parentElement.querySelector(".packed").remove();
      link.addEventListener("click", async (event) => {
        event.preventDefault();
        const made = document.createElement("a");
        made.href = URL.createObjectURL((await unpacked(link.href)).slice(0, undefined, type));
        made.download = link.download.replace(/\.gz$/, "");
        made.click();
        setTimeout(() => URL.revokeObjectURL(made.href), 60000);
      });
    }
  }
})();
