// What scrolls sideways (code, tables) can be reached and scrolled by the keyboard.
for (const region of document.querySelectorAll("pre, .table-wrapper, .corpus-table")) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
}

// The page of a document: facts light up their receipts, and the two readings are a click apart.
// Without JavaScript the same links work as plain links.
(() => {
  "use strict";

  const layout = document.querySelector(".corpus-layout");
  if (!layout) return;

  const article = layout.querySelector(".corpus-article");
  const read = layout.querySelector(".corpus-read");
  const links = [...layout.querySelectorAll("[data-fact]")];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const scrollTo = (element) => element.scrollIntoView({ behavior: calm ? "instant" : "smooth", block: "center" });

  // --- Article, or text as read ---------------------------------------------------------------
  const tabs = document.createElement("div");
  tabs.className = "corpus-tabs";
  tabs.setAttribute("role", "tablist");
  tabs.setAttribute("aria-label", "How to show the document");
  const panels = [["Article", article], ["Text as read", read]];
  const buttons = panels.map(([name, panel], place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.id = `corpus-tab-${place}`;
    button.setAttribute("role", "tab");
    panel.id = panel.id || `corpus-panel-${place}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    button.setAttribute("aria-controls", panel.id);
    button.addEventListener("click", () => choose(place));
    button.addEventListener("keydown", (event) => {
      const last = panels.length - 1;
      const wanted = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: last }[event.key];
      if (wanted === undefined) return;
      event.preventDefault();
      const next = (wanted + panels.length) % panels.length;
      choose(next);
      buttons[next].focus();
    });
    tabs.append(button);
    return button;
  });

  function show(chosen) {
    panels.forEach(([, panel], place) => {
      panel.hidden = place !== chosen;
      buttons[place].setAttribute("aria-selected", String(place === chosen));
      buttons[place].tabIndex = place === chosen ? 0 : -1;
    });
  }

  // What was chosen stands in the address: it can be linked to, and the browser's way back leads out of it.
  function choose(chosen) {
    if (!panels[chosen][1].hidden) return;
    show(chosen);
    history.pushState(null, "", chosen ? `#${read.id}` : location.pathname + location.search);
  }
  layout.prepend(tabs);
  layout.classList.add("corpus-tabbed");
  show(0);

  // --- Why blocks have their labels: each by itself, or all at once ------------------------------
  const reasons = [...read.querySelectorAll("details.corpus-why")];
  const all = document.createElement("button");
  all.type = "button";
  all.className = "corpus-reasons";
  const name = () => (all.textContent = reasons.every((reason) => reason.open) ? "Hide all reasons" : "Show all reasons");
  all.addEventListener("click", () => {
    const open = !reasons.every((reason) => reason.open);
    for (const reason of reasons) reason.open = open;
  });
  for (const reason of reasons) reason.addEventListener("toggle", name);
  name();
  if (reasons.length) read.querySelector(".corpus-blocks").before(all);

  // --- Facts and their receipts ----------------------------------------------------------------
  function highlight(number) {
    for (const element of layout.querySelectorAll(".corpus-lit")) element.classList.remove("corpus-lit");
    for (const link of links) {
      if (link.dataset.fact === number) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (number === null) return [];
    const receipts = [...read.querySelectorAll(`[data-facts~="${CSS.escape(number)}"]`)];
    receipts.forEach((receipt) => receipt.classList.add("corpus-lit"));
    return receipts;
  }

  // --- An address leads to a passage, a block or a receipt, in whichever reading holds it --------
  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) {
      show(0);
      highlight(null);
      return;
    }
    const target = document.getElementById(id);
    if (!target) return;
    const receipt = /^receipt-([mq]?\d+)$/.exec(id);
    if (read.contains(target)) show(1);
    else if (article.contains(target)) show(0);
    else return;
    const [first] = highlight(receipt ? receipt[1] : null);
    scrollTo(first || target);
  }

  for (const link of links) {
    link.addEventListener("click", (event) => {
      // The same fact clicked again changes no hash, and so fires no event of its own.
      if (location.hash === link.hash) {
        event.preventDefault();
        follow();
      }
    });
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
