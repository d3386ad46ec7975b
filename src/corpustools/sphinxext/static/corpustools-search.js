// The search page: Pagefind's index, with facets. A query is an address: ?q=WORDS&publisher=NAME.
(async () => {
  "use strict";

  const PAGE = 20;
  const FACETS = ["kind", "publisher", "language", "label"];
  document.getElementById("corpus-without-scripts").remove();
  const field = document.getElementById("corpus-query");
  const form = field.form;
  const status = document.getElementById("corpus-status");
  const list = document.getElementById("corpus-results");
  const more = document.getElementById("corpus-more");
  const facets = document.getElementById("corpus-facets");
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);

  const bundles = (document.getElementById("corpus-search").dataset.bundles || "").split(" ").filter(Boolean);

  let pagefind;
  try {
    pagefind = await import(new URL("pagefind/pagefind.js", root));
    const options = { baseUrl: root.pathname, excerptLength: 40 };
    await pagefind.options(options);
    await pagefind.init();
    // The documents of a large corpus are in indexes of their own; the first is that of all other pages.
    const others = bundles.slice(1).map((name) => new URL(`pagefind/bundles/${name}/`, root).pathname);
    await Promise.all(others.map((path) => pagefind.mergeIndex(path, options)));
  } catch (error) {
    status.textContent =
      location.protocol === "file:"
        ? "Search needs the site to be served: run “python -m http.server” in its folder and open http://localhost:8000."
        : "The search index could not be loaded.";
    return;
  }

  const query = () => new URLSearchParams(location.search);
  const chosen = (name) => query().getAll(name);

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // An excerpt is text with <mark>s. It is taken apart, so that nothing else in it can become an element.
  function excerpt(html) {
    const made = element("p", undefined, "corpus-excerpt");
    made.dir = "auto";
    for (const [place, part] of html.split(/<\/?mark>/).entries()) {
      const holder = document.createElement("textarea"); // decodes references, makes no elements
      holder.innerHTML = part;
      const text = holder.value;
      made.append(place % 2 ? element("mark", text) : text);
    }
    return made;
  }

  // What the index cannot hold as it is stands there as %22 (see facet() in search.py).
  const decoded = (value) => value.replace(/%([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

  function showFacets(counts, all) {
    facets.replaceChildren();
    for (const name of FACETS) {
      const values = Object.keys(all[name] || {}).sort();
      if (values.length < 2) continue;
      const group = element("fieldset");
      group.append(element("legend", name));
      for (const value of values) {
        const box = element("input");
        box.type = "checkbox";
        box.name = name;
        box.value = value;
        box.checked = chosen(name).includes(value);
        box.addEventListener("change", () => go());
        const label = element("label");
        const count = (counts[name] || {})[value] || 0;
        if (!count && !box.checked) continue;
        label.append(box, element("span", decoded(value)), " ", element("span", String(count), "corpus-count"));
        group.append(label);
      }
      if (group.querySelector("label")) facets.append(group);
    }
  }

  // A word that no page has is cut by Pagefind, letter by letter, until some page has what is left of it. What is
  // marked in the best result then shares little with any word of the query, and nothing was found.
  function isFound(words, html) {
    const asked = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    const marked = [...html.matchAll(/<mark>(.*?)<\/mark>/gs)].map((found) => found[1].toLowerCase());
    const shared = (one, other) => {
      let length = 0;
      while (length < one.length && one[length] === other[length]) length++;
      return length;
    };
    return !asked.length || asked.some((word) => marked.some((mark) => shared(word, mark) >= 0.6 * word.length));
  }

  // Each index cuts words that it has not. So each is asked alone, and only what it really found counts.
  async function find(words, wanted) {
    if (words === null) {
      const { results, filters } = await pagefind.search(null, { filters: wanted });
      return { results, counts: filters };
    }
    const parts = await Promise.all((bundles.length ? bundles : [undefined]).map((name) => findIn(words, wanted, name)));
    const counts = {};
    for (const part of parts)
      for (const [facet, values] of Object.entries(part.counts))
        for (const [value, count] of Object.entries(values)) {
          counts[facet] ||= {};
          counts[facet][value] = (counts[facet][value] || 0) + count;
        }
    return { results: parts.flatMap((part) => part.results).sort((one, other) => other.score - one.score), counts };
  }
  async function findIn(words, wanted, bundle) {
    const within = bundle ? { bundle } : {};
    const all = await pagefind.search(words, { filters: within });
    const some = Object.keys(wanted).length ? await pagefind.search(words, { filters: { ...wanted, ...within } }) : all;
    const [best] = some.results;
    if (best && !isFound(words, (await best.data()).excerpt)) return { results: [], counts: {} };
    return { results: some.results, counts: bundle ? all.filters : all.totalFilters };
  }

  let latest = 0;
  async function run() {
    const turn = ++latest;
    const words = query().get("q") || "";
    field.value = words;
    const wanted = {};
    for (const name of FACETS) if (chosen(name).length) wanted[name] = { any: chosen(name) };
    const all = await pagefind.filters();
    const search = await find(words.trim() || null, wanted);
    if (turn !== latest) return;
    showFacets(search.counts, all);
    list.replaceChildren();
    more.hidden = true;
    if (!words.trim() && !Object.keys(wanted).length) {
      status.textContent = "";
      return;
    }
    const { results } = search;
    const found = results.length;
    let shown = 0;
    async function showMore() {
      const batch = await Promise.all(results.slice(shown, shown + PAGE).map((result) => result.data()));
      if (turn !== latest) return;
      shown += batch.length;
      for (const data of batch) {
        const item = element("li");
        const link = element("a", data.meta.title);
        link.href = data.url;
        const about = [data.filters.publisher, data.filters.language, data.filters.kind].flat();
        const known = about.filter((text) => text && text !== "unknown").map(decoded);
        item.append(link, element("p", known.join(" · "), "corpus-about"));
        item.append(excerpt(data.excerpt));
        list.append(item);
      }
      more.hidden = shown >= found;
    }
    more.onclick = showMore;
    await showMore();
    if (turn === latest) status.textContent = found === 0 ? "Nothing found." : found === 1 ? "1 page" : `${found} pages`;
  }

  function go() {
    const next = new URLSearchParams();
    if (field.value.trim()) next.set("q", field.value.trim());
    for (const box of facets.querySelectorAll("input:checked")) next.append(box.name, box.value);
    history.pushState(null, "", `${location.pathname}?${next}`);
    run();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  window.addEventListener("popstate", run);
  run();
})();
