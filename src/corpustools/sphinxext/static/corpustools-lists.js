// Lists of documents and of names: sorted and filtered in the page. Without JavaScript they are plain pages.
// What a list is filtered and sorted by is in its address: ?filter=WORDS&sort=-COLUMN (columns count from 1).
(() => {
  "use strict";

  const ROWS = 200; // shown at first, and with each "Show more"
  const MOST_PAGES = 50; // of a list that is longer, the page at hand is sorted, and says so
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const whole = (number) => number.toLocaleString("en-US");
  const LISTS = "table.corpus-documents, table.corpus-entities";

  const rowsOf = (table) => [...table.tBodies[0].rows];
  const textOf = (cell) => cell.textContent.trim();

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function enhance(table, place) {
    const heads = [...(table.tHead?.rows[0]?.cells || [])];
    const pages = document.querySelector(".corpus-more-pages");
    const links = place === 0 && pages ? [...pages.querySelectorAll("a[href]")] : [];
    if (!heads.length || (rowsOf(table).length < 2 && !links.length)) return;
    const noun = table.classList.contains("corpus-entities") ? "name" : "document";
    const plural = (number) => `${whole(number)} ${noun}${number === 1 ? "" : "s"}`;
    let rows = rowsOf(table);
    let complete; // the promise that the rows of all pages are there
    let isPart = false;
    let sorted = { column: -1, ascending: true };
    let shown = ROWS;

    // --- What is put around the table -------------------------------------------------------------
    const id = `corpus-list-${place}`;
    table.id = table.id || `${id}-rows`;
    const field = element("input", { id, type: "search", autocomplete: "off", spellcheck: "false", "aria-controls": table.id });
    const choice = element("select", { id: `${id}-sort`, "aria-controls": table.id }, element("option", { value: "" }, "as listed"));
    heads.forEach((head, column) => {
      const name = textOf(head);
      choice.append(element("option", { value: String(column + 1) }, name), element("option", { value: String(-column - 1) }, `${name}, descending`));
    });
    const status = element("p", { role: "status", class: "corpus-list-status" });
    const more = element("button", { type: "button", class: "corpus-list-more" }, "Show more");
    more.hidden = true;
    const tools = element(
      "div", { class: "corpus-list-tools", role: "group", "aria-label": `How the ${noun}s are listed` },
      element("label", { for: id }, "Filter"), field,
      element("label", { for: choice.id, class: "corpus-list-sort" }, "Sort by"), choice,
      status,
    );
    const around = table.closest(".table-wrapper") || table;
    around.before(tools);
    around.after(more);
    heads.forEach((head, column) => {
      const button = element("button", { type: "button" }, textOf(head));
      button.addEventListener("click", () => sort(column, !(sorted.column === column && sorted.ascending)));
      (head.querySelector("p") || head).replaceChildren(button);
    });

    // --- All rows, also of the other pages ----------------------------------------------------------
    function all() {
      if (complete) return complete;
      if (!links.length || links.length >= MOST_PAGES) {
        isPart = links.length > 0;
        return (complete = Promise.resolve());
      }
      status.textContent = "Loading the other pages …";
      const here = rows;
      const number = textOf(pages).match(/\d+/g).map(Number);
      const current = number.findIndex((each) => !links.some((link) => Number(textOf(link)) === each));
      complete = Promise.all(links.map(async (link) => {
        const answer = await fetch(link.href);
        if (!answer.ok) throw new Error(String(answer.status));
        const other = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(LISTS);
        return other ? rowsOf(other).map((row) => document.importNode(row, true)) : [];
      })).then((found) => {
        found.splice(Math.max(current, 0), 0, here);
        rows = found.flat();
        pages.hidden = true;
      }).catch(() => {
        isPart = true; // as without a network: the page at hand is there
      });
      return complete;
    }

    // --- Filtering and sorting --------------------------------------------------------------------
    const known = new Map();
    const said = (row) => {
      if (!known.has(row)) known.set(row, row.textContent.normalize("NFC").toLowerCase());
      return known.get(row);
    };
    const numbers = new Set(heads.map((_, column) => column).filter((column) => rows.every((row) => /^[\d,]*$/.test(textOf(row.cells[column])))));

    function compare(one, other) {
      const [a, b] = [one, other].map((row) => textOf(row.cells[sorted.column]));
      if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
      const [m, n] = [a, b].map((text) => Number(text.replaceAll(",", "")));
      const order = numbers.has(sorted.column) ? m - n : collator.compare(a, b);
      return sorted.ascending ? order : -order;
    }

    function show() {
      const words = field.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
      const fitting = rows.filter((row) => words.every((word) => said(row).includes(word)));
      const ordered = sorted.column < 0 ? fitting : [...fitting].sort(compare);
      table.tBodies[0].replaceChildren(...ordered.slice(0, shown));
      more.hidden = ordered.length <= shown;
      const total = `${plural(rows.length)}${isPart ? " on this page" : ""}`;
      status.textContent = words.length ? `${whole(fitting.length)} of ${total}` : total;
      heads.forEach((head, column) => {
        if (column === sorted.column) head.setAttribute("aria-sort", sorted.ascending ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      choice.value = sorted.column < 0 ? "" : String((sorted.column + 1) * (sorted.ascending ? 1 : -1));
    }

    async function update() {
      shown = ROWS;
      remember();
      await all();
      show();
    }
    function sort(column, ascending) {
      sorted = { column, ascending };
      return update();
    }
    function remember() {
      if (place > 0) return;
      const address = new URL(location.href);
      const set = (name, value) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name));
      set("filter", field.value);
      set("sort", sorted.column < 0 ? "" : String((sorted.column + 1) * (sorted.ascending ? 1 : -1)));
      history.replaceState(history.state, "", address);
    }

    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(update, 150);
    });
    choice.addEventListener("change", () => {
      const value = Number(choice.value);
      sort(value ? Math.abs(value) - 1 : -1, value >= 0);
    });
    more.addEventListener("click", () => {
      const first = shown;
      shown += ROWS;
      show();
      table.tBodies[0].rows[first]?.querySelector("a")?.focus();
    });

    const asked = new URLSearchParams(place === 0 ? location.search : "");
    const column = Number(asked.get("sort") || 0);
    field.value = asked.get("filter") || "";
    if (Number.isInteger(column) && column && Math.abs(column) <= heads.length) sorted = { column: Math.abs(column) - 1, ascending: column > 0 };
    if (field.value || sorted.column >= 0) update();
    else status.textContent = `${plural(rows.length)}${links.length ? " on this page" : ""}`;
  }

  document.querySelectorAll(LISTS).forEach(enhance);
})();
