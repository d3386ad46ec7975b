// The article of a document: who or what a name means, and who said a quotation, beside the words, when asked for by
// pointer or by key. All of it stands among the facts as well, where the links lead without JavaScript.
(() => {
  "use strict";

  const layout = document.querySelector(".corpus-layout");
  const marked = layout ? layout.querySelectorAll(".corpus-article [data-receipt]") : [];
  if (!marked.length) return;

  const card = document.createElement("div");
  card.className = "corpus-card";
  card.id = "corpus-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  layout.append(card);
  let shownFor = null;
  let waiting = 0;

  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();

  function line(name, words) {
    const element = document.createElement(name);
    element.textContent = words;
    return element;
  }

  // What the facts say: a name, what its title is, and how sure which rule was.
  function fill(key) {
    const receipt = layout.querySelector(`.corpus-facts [data-fact="${CSS.escape(key)}"]`);
    if (!receipt) return false;
    const row = receipt.closest(".corpus-named > li");
    const by = receipt.closest("li").querySelector(".corpus-by");
    const head = row.querySelector(".corpus-named-name, .corpus-whose");
    const roles = [...row.querySelectorAll(".corpus-role")].map((role) => line("p", text(role)));
    const kind = row.dataset.kind ? `${row.dataset.kind} · ` : "";
    card.replaceChildren(line("b", text(head)), ...roles, line("p", kind + text(by)));
    return true;
  }

  function show(mark, at) {
    clearTimeout(waiting);
    if (shownFor === mark || !fill(mark.dataset.receipt)) return;
    hide();
    shownFor = mark;
    mark.setAttribute("aria-describedby", card.id);
    card.hidden = false;
    const frame = layout.getBoundingClientRect();
    const boxes = [...mark.getClientRects()];
    const box = boxes.find((each) => at !== undefined && at >= each.top && at <= each.bottom) || boxes[0];
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    const fits = box.bottom + card.offsetHeight + 12 < window.innerHeight;
    card.style.left = `${Math.max(left, 8) - frame.left}px`;
    card.style.top = `${(fits ? box.bottom + 6 : box.top - card.offsetHeight - 6) - frame.top}px`;
  }

  function hide() {
    clearTimeout(waiting);
    card.hidden = true;
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
  }

  const soon = (action, delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(action, delay);
  };

  for (const mark of marked) {
    mark.removeAttribute("title");
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") soon(() => show(mark, event.clientY), 180);
    });
    mark.addEventListener("pointerleave", () => soon(hide, 180));
    mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) show(mark); });
    mark.addEventListener("blur", hide);
  }
  // The card stays while it is pointed at, and goes by the key Escape.
  card.addEventListener("pointerenter", () => clearTimeout(waiting));
  card.addEventListener("pointerleave", () => soon(hide, 180));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
