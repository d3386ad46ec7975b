// Keys: / to the search, j and k to the next and the previous document, ? for help. None of them acts where somebody
// writes, nor with Ctrl, Alt or Meta, and all of them can be switched off.
(() => {
  "use strict";

  const OFF = "corpustools-keys-off";
  // No letter is written into a box to tick. The one in the help keeps the focus when the help is closed, until the
  // page is drawn again: a key pressed before that was lost.
  const WRITTEN_IN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  const stored = {
    get: () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } },
    set: (off) => { try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* it holds for this page alone */ } },
  };
  let off = stored.get();
  const link = (relation) => document.head.querySelector(`link[rel="${relation}"]`);
  const layout = document.querySelector(".corpus-layout");

  function search(event) {
    const fields = document.querySelectorAll("#corpus-query, input[type=search], input[name=q]");
    const field = [...fields].find((each) => each.checkVisibility?.() && each.getBoundingClientRect().right > 0);
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (link("search")) {
      event.preventDefault();
      location.assign(link("search").href);
    }
  }

  function go(relation) {
    if (layout && link(relation)) location.assign(link(relation).href);
  }

  // --- Help --------------------------------------------------------------------------------------
  const KEYS = [["/", "search"], ["j", "next document"], ["k", "previous document"], ["?", "this help"]];
  let dialog;

  function help() {
    dialog ||= make();
    if (!dialog.open) dialog.showModal();
  }

  function element(name, words, ...children) {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    made.append(...children);
    return made;
  }

  function make() {
    const made = document.createElement("dialog");
    made.className = "corpus-keys";
    const title = element("h2", "Keyboard shortcuts");
    title.id = "corpus-keys-title";
    made.setAttribute("aria-labelledby", title.id);
    const rows = KEYS.flatMap(([key, does]) => [element("dt", "", element("kbd", key)), element("dd", does)]);
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = !off;
    box.addEventListener("change", () => stored.set((off = !box.checked)));
    const close = element("button", "Close");
    close.type = "button";
    close.addEventListener("click", () => made.close());
    made.append(title, element("dl", "", ...rows), element("label", "", box, " Shortcuts are on"), close);
    made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
    document.body.append(made);
    return made;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || dialog?.open) return;
    if (event.target.closest?.(WRITTEN_IN)) return;
    if (event.key === "?") help();
    else if (off) return;
    else if (event.key === "/") search(event);
    else if (event.key === "j") go("next");
    else if (event.key === "k") go("prev");
  });

  if (layout) {
    const button = element("button", "Keyboard shortcuts");
    button.type = "button";
    button.className = "corpus-keys-button";
    button.addEventListener("click", help);
    layout.prepend(button);
  }
})();
