// The page of a document: its citation can be copied, and so can the address and the citation of each passage.
(() => {
  "use strict";

  const section = document.querySelector(".corpus-cite");
  if (!section) return;

  const data = JSON.parse(section.dataset.cite);
  const here = () => location.href.replace(/[?#].*$/, "");
  const inTex = (text) => text.replace(/[&%$#_]/g, "\\$&");

  // A citation in one form: of the document, or of the passage with this anchor.
  function citation(form, anchor) {
    const written = data.forms[form][anchor ? 1 : 0].replaceAll(data.passage, anchor || "");
    if (form !== "bibtex") return written.replaceAll(data.address, here());
    // What stands in BibTeX's note is TeX, and what stands as its address is not.
    return written
      .split("\n")
      .map((line) => line.replaceAll(data.address, /^ *note =/.test(line) ? inTex(here()) : here()))
      .join("\n");
  }

  const status = document.createElement("p");
  status.className = "corpus-copied";
  status.setAttribute("role", "status");

  async function copy(text, button) {
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages that are not served from a secure place have no clipboard of their own.
      const holder = document.createElement("textarea");
      holder.value = text;
      button.after(holder);
      holder.select();
      copied = document.execCommand("copy");
      holder.remove();
      button.focus();
    }
    status.textContent = copied ? "Copied." : "The browser does not let this page copy.";
    button.parentElement.append(status);
  }

  function copier(name, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "corpus-copy";
    button.textContent = name;
    button.addEventListener("click", () => copy(text(), button));
    return button;
  }

  function row(...buttons) {
    const made = document.createElement("p");
    made.className = "corpus-copiers";
    made.append(...buttons);
    return made;
  }

  // --- The document ------------------------------------------------------------------------------
  const shown = section.querySelector(".corpus-citation");
  const unknown = shown.querySelector(".corpus-here");
  if (unknown) {
    // The site does not say where it is published; this browser knows.
    const link = document.createElement("a");
    link.href = link.textContent = here();
    unknown.replaceWith(link);
  }
  for (const block of section.querySelectorAll("[data-form]")) block.textContent = citation(block.dataset.form);
  shown.after(
    row(
      copier("Copy citation", () => citation("text")),
      copier("Copy BibTeX", () => citation("bibtex")),
      copier("Copy CSL-JSON", () => citation("csl-json")),
    ),
  );

  // --- A passage ---------------------------------------------------------------------------------
  const panel = document.createElement("div");
  panel.className = "corpus-cite-passage";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", "Cite this passage");
  const address = document.createElement("p");
  address.className = "corpus-address";
  let anchor = "";
  panel.append(
    address,
    row(
      copier("Copy address", () => `${here()}#${anchor}`),
      copier("Copy citation", () => citation("text", anchor)),
      copier("Copy BibTeX", () => citation("bibtex", anchor)),
      copier("Copy CSL-JSON", () => citation("csl-json", anchor)),
    ),
  );

  function open(link) {
    anchor = decodeURIComponent(link.hash.slice(1));
    address.textContent = `${here()}#${anchor}`;
    status.remove();
    // A dateline stands in the first line of the paragraph that it opens, and nothing fits between the two.
    const passage = link.closest(".corpus-passage");
    const last = passage.matches(".label-dateline") ? passage.nextElementSibling : null;
    // Nor between the rows of a table.
    (last ?? passage.closest(".corpus-table") ?? passage).after(panel);
  }

  for (const link of document.querySelectorAll(".corpus-permalink")) {
    link.addEventListener("click", () => {
      if (panel.isConnected && link.hash === `#${anchor}`) panel.remove();
      else open(link);
    });
  }
  // --- An address that a passage had --------------------------------------------------------------
  const note = document.createElement("p");
  note.className = "corpus-former";
  note.setAttribute("role", "status");

  function tell() {
    const asked = decodeURIComponent(location.hash.slice(1));
    note.remove();
    if (!Object.hasOwn(data.former, asked)) return;
    const now = data.former[asked] && document.getElementById(data.former[asked]);
    note.textContent = now
      ? "The words of this passage have changed since its address was given."
      : "The passage that had this address is no longer in the article.";
    if (now) (now.closest(".corpus-table") ?? now).before(note);
    else document.querySelector(".corpus-article").prepend(note);
    (now || note).scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", tell);
  tell();

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.isConnected) return;
    const inside = panel.contains(document.activeElement);
    panel.remove();
    if (inside) document.querySelector(`.corpus-permalink[href="#${CSS.escape(anchor)}"]`).focus();
  });
})();
