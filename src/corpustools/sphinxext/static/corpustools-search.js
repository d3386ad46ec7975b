// The search page: Pagefind's index, with facets. A query is an address: ?q=WORDS&publisher=NAME&year=2015&sort=newest&aside=1.
// A result leads to the passage that has most of what was asked for, and shows it.
(async () => {
  "use strict";

  const PAGE = 20;
  const EXCERPT = 280; // characters, about
  const FACETS = ["kind", "year", "publisher", "language", "label"];
  const ORDERS = { newest: "desc", oldest: "asc" };
  document.getElementById("corpus-without-scripts").remove();
  const field = document.getElementById("corpus-query");
  const form = field.form;
  const status = document.getElementById("corpus-status");
  const list = document.getElementById("corpus-results");
  const more = document.getElementById("corpus-more");
  const facets = document.getElementById("corpus-facets");
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);

  const sort = document.getElementById("corpus-sort");
  const aside = document.getElementById("corpus-aside"); // not there where nothing was set aside

  const query = () => new URLSearchParams(location.search);
  const chosen = (name) => query().getAll(name);
  const order = () => ORDERS[query().get("sort")];

  // Beside the results there is room for the facets; on a narrow screen they are folded up, unless one is chosen.
  const fold = document.getElementById("corpus-fold");
  const isWide = window.matchMedia("(min-width: 60em)");
  const unfold = () => (fold.open = isWide.matches || FACETS.some((name) => chosen(name).length));
  isWide.addEventListener("change", unfold);

  // What was set aside has an index of its own, which is loaded when it is asked for. The documents of a large corpus
  // are in several indexes, "bundles": one is opened, and the others are merged into it.
  const named = (names) => (names || "").split(" ").filter(Boolean);
  const data = document.getElementById("corpus-search").dataset;
  const KINDS = {
    article: { main: "pagefind", folder: "pagefind/bundles", bundles: named(data.bundles), own: ["pages"] },
    aside: { main: "pagefind/set-aside/all", folder: "pagefind/set-aside", bundles: named(data.asideBundles), own: [] },
  };
  const indexes = {};
  function load(kind) {
    indexes[kind] ||= (async () => {
      const { main, folder, bundles, own } = KINDS[kind];
      const options = { baseUrl: root.pathname };
      const others = bundles.map((name) => `${folder}/${name}`);
      const first = own.length || !others.length ? main : others.shift();
      const pagefind = await import(new URL(`${first}/pagefind.js`, root));
      await pagefind.options(options);
      await pagefind.init();
      await Promise.all(others.map((path) => pagefind.mergeIndex(new URL(`${path}/`, root).pathname, options)));
      return { pagefind, isAside: kind === "aside", parts: bundles.length ? [...own, ...bundles] : [undefined] };
    })();
    return indexes[kind];
  }

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // Letters of scripts that put no space between words are words of the index: sphinxext/search_entries.py parts them.
  const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Khmr}]\p{M}*/gu;
  function asked(words) {
    const parted = words.replace(UNSPACED, " $& ").replace(/\s+/g, " ").trim();
    const isOne = !/\s/.test(words) && /\s/.test(parted) && !words.includes('"');
    return isOne ? `"${parted}"` : parted;
  }

  // A text in which "<" is written as a reference; no element can come of it.
  function decodedText(html) {
    const holder = document.createElement("textarea");
    holder.innerHTML = html;
    return holder.value;
  }

  // The passage with the most of what was asked for: its words from one place in the content to another.
  function bestPassage(data) {
    const words = data.raw_content.split(/\s+/);
    const starts = data.anchors.filter((anchor) => anchor.element === "i").sort((a, b) => a.location - b.location);
    const passages = starts.map((start, place) => ({ anchor: start.id, from: start.location, to: starts[place + 1]?.location ?? words.length, weight: 0 }));
    if (!passages.length || passages[0].from > 0) passages.unshift({ anchor: "", from: 0, to: passages[0]?.from ?? words.length, weight: 0 });
    let place = 0;
    for (const hit of [...data.weighted_locations].sort((a, b) => a.location - b.location)) {
      while (place + 1 < passages.length && passages[place].to <= hit.location) place++;
      passages[place].weight += hit.balanced_score;
      passages[place].first ??= hit.location - passages[place].from;
    }
    // Of passages with as much, one that says it first: a section's heading is its beginning.
    const isBetter = (one, other) => other.weight > one.weight || (other.weight === one.weight && other.first < one.first);
    const best = passages.reduce((one, other) => (isBetter(one, other) ? other : one));
    return { ...best, words };
  }

  function excerpt(data, { from, to, words }) {
    const hits = new Set(data.locations.filter((location) => from <= location && location < to));
    const first = hits.size ? Math.min(...hits) : from;
    let [begin, end, length] = [first, first, 0];
    const grow = (place) => (length += words[place].replace("\u2060", "").length + 1);
    while (begin > from && length < EXCERPT / 5) grow(--begin);
    while (end < to && length < EXCERPT) grow(end++);
    while (begin > from && length < EXCERPT) grow(--begin);
    const made = element("p", begin > from ? "… " : "", "corpus-excerpt");
    made.dir = "auto";
    for (let place = begin; place < end; place++) {
      const text = decodedText(words[place]);
      const said = text.replace(/\u2060$/, "");
      made.append(hits.has(place) ? element("mark", said) : said, text === said ? " " : "");
    }
    if (end < to) made.append("…");
    return made;
  }

  // What the index cannot hold as it is stands there as %22 (see facet() in search_entries.py).
  const decoded = (value) => value.replace(/%([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

  // Languages are named as elsewhere on the site; the index has their tags.
  const languages = new Intl.DisplayNames(["en"], { type: "language" });
  function called(name, value) {
    try {
      return name === "language" ? languages.of(value) : decoded(value);
    } catch {
      return decoded(value); // a page may declare anything
    }
  }

  function showFacets(counts, all) {
    const held = facets.querySelector(":focus");
    facets.replaceChildren();
    for (const name of FACETS) {
      const values = Object.keys(all[name] || {}).sort();
      if (name === "year") values.sort((one, other) => (Number(other) || 0) - (Number(one) || 0));
      if (values.length < 2) continue;
      const group = element("fieldset");
      group.append(element("legend", name));
      for (const value of values) {
        const box = element("input");
        box.type = "checkbox";
        box.name = name;
        box.value = value;
        box.checked = chosen(name).includes(value);
        box.addEventListener("change", () => go(box));
        const label = element("label");
        const count = (counts[name] || {})[value] || 0;
        if (!count && !box.checked) continue;
        label.append(box, element("span", called(name, value)), " ", element("span", String(count), "corpus-count"));
        group.append(label);
      }
      if (group.querySelector("label")) facets.append(group);
    }
    // Who goes through the boxes by keys stays at the one that was ticked: it is another element now.
    const boxes = [...facets.querySelectorAll("input")];
    const same = held && (boxes.find((box) => box.name === held.name && box.value === held.value) || boxes[0]);
    same?.focus({ preventScroll: true });
  }

  // Pagefind cuts a word that an index has not, letter by letter, until it has something that begins so. A word is
  // really found where the index has it as it is, which Pagefind says of what stands in quotation marks, or has one that
  // begins with the whole of it.
  const piecesOf = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  async function hasAll(pagefind, words, filters, best) {
    const each = words.replaceAll('"', " ").split(/\s+/).filter((word) => piecesOf(word).length);
    const exact = await Promise.all(each.map((word) => pagefind.search(`"${word}"`, { filters })));
    const others = each.filter((word, place) => !exact[place].results.length).flatMap(piecesOf);
    if (!others.length) return true;
    const { raw_content: content, locations } = await best.data();
    const said = content.split(/\s+/);
    const begun = locations.flatMap((place) => piecesOf(said[place] || ""));
    return others.every((piece) => begun.some((one) => one.startsWith(piece)));
  }

  const added = (all) => {
    const sum = {};
    for (const counts of all)
      for (const [name, values] of Object.entries(counts || {}))
        for (const [value, count] of Object.entries(values)) {
          sum[name] ||= {};
          sum[name][value] = (sum[name][value] || 0) + count;
        }
    return sum;
  };

  // Each bundle cuts the words that it has not. So each is asked alone, and only what it really found counts.
  async function findIn({ pagefind }, words, wanted, bundle) {
    const within = bundle ? { bundle } : {};
    const all = await pagefind.search(words, { filters: within });
    const some = Object.keys(wanted).length ? await pagefind.search(words, { filters: { ...wanted, ...within } }) : all;
    const [best] = some.results;
    if (best && words && !(await hasAll(pagefind, words, within, best))) return { results: [], dated: [], counts: {} };
    const counts = !words ? some.filters : bundle ? all.filters : all.totalFilters;
    if (!order()) return { results: some.results, dated: [], counts };
    // Pagefind leaves out what has no date; here it comes last.
    const { results: dated } = await pagefind.search(words, { filters: { ...wanted, ...within }, sort: { date: order() } });
    const known = new Set(dated.map(({ id }) => id));
    return { results: some.results.filter(({ id }) => !known.has(id)), dated, counts };
  }

  // What is found: lists by date, where that is the order, and all others by how well they fit.
  async function find(engine, words, wanted) {
    const ofEngine = (results) => results.map((result) => ({ result, isAside: engine.isAside }));
    if (words || order()) {
      const found = await Promise.all(engine.parts.map((bundle) => findIn(engine, words || null, wanted, bundle)));
      const results = found.flatMap((part) => part.results).sort((one, other) => other.score - one.score);
      return { dated: found.map((part) => ofEngine(part.dated)), results: ofEngine(results), counts: added(found.map((part) => part.counts)) };
    }
    const { results, filters: counts } = await engine.pagefind.search(null, { filters: wanted });
    return { dated: [], results: ofEngine(results), counts };
  }

  // Results one by one. Each index has those of its own by date: the next of all is the first of one of them. Those
  // that follow it there are loaded meanwhile, since to wait for one after the other would take long.
  const AHEAD = 4;
  async function* inOrder(lists, results) {
    const isDown = order() === "desc";
    const queues = lists.filter((list) => list.length).map((list) => ({ list, at: 0 }));
    const look = async (queue) => {
      for (const { result } of queue.list.slice(queue.at + 1, queue.at + AHEAD)) result.data().catch(() => {});
      if (queue.at < queue.list.length) queue.date = (await queue.list[queue.at].result.data()).meta.date;
    };
    await Promise.all(queues.map(look));
    for (;;) {
      const left = queues.filter(({ list, at }) => at < list.length);
      if (!left.length) break;
      const first = left.reduce((one, other) => ((isDown ? other.date > one.date : other.date < one.date) ? other : one));
      yield first.list[first.at++];
      await look(first);
    }
    yield* results;
  }

  let latest = 0;
  async function run() {
    const turn = ++latest;
    const words = (query().get("q") || "").trim();
    const wanted = {};
    for (const name of FACETS) if (chosen(name).length) wanted[name] = { any: chosen(name) };
    const isAsked = words || Object.keys(wanted).length;
    status.textContent = isAsked ? "Searching …" : "";
    try {
      await answer(turn, words, wanted, isAsked);
    } catch (error) {
      if (turn !== latest) return;
      status.textContent =
        location.protocol === "file:"
          ? "Search needs the site to be served: run “python -m http.server” in its folder and open http://localhost:8000."
          : "The search index could not be loaded.";
      throw error;
    }
  }

  async function answer(turn, words, wanted, isAsked) {
    const kinds = aside && query().get("aside") ? ["article", "aside"] : ["article"];
    field.value = words;
    if (aside) aside.checked = kinds.length > 1;
    sort.value = order() ? query().get("sort") : "";
    unfold();
    const engines = await Promise.all(kinds.map(load));
    const all = added(await Promise.all(engines.map((engine) => engine.pagefind.filters())));
    const searches = await Promise.all(engines.map((engine) => find(engine, asked(words), wanted)));
    if (turn !== latest) return;
    list.replaceChildren();
    more.hidden = true;
    showFacets(added(searches.map((search) => search.counts)), all);
    if (!isAsked) return;
    // Where the order is not that of dates, articles come first: what was set aside is ranked by itself.
    const [lists, others] = [searches.flatMap((search) => search.dated), searches.flatMap((search) => search.results)];
    const found = lists.concat([others]).reduce((total, list) => total + list.length, 0);
    const results = inOrder(lists, others);
    let shown = 0;
    async function showMore() {
      const next = [];
      for (let one; next.length < PAGE && !(one = await results.next()).done; ) next.push(one.value);
      const batch = await Promise.all(next.map(({ result }) => result.data()));
      if (turn !== latest) return;
      const first = list.children.length;
      for (const [place, data] of batch.entries()) {
        const item = element("li");
        const link = element("a", data.meta.title);
        const best = bestPassage(data);
        link.href = data.url + (best.anchor && best.weight ? `#${best.anchor}` : "");
        link.dir = "auto";
        const kind = next[place].isAside ? "set aside" : data.filters.kind;
        const { publisher, language } = data.filters;
        const { date } = data.meta;
        const about = Object.entries({ publisher, date, language, kind }).flatMap(([name, values]) => [values].flat().map((value) => [name, value]));
        const known = about.filter(([, value]) => value && value !== "unknown").map(([name, value]) => called(name, value));
        // Each in its own direction: an Arabic name must not turn round what stands after it.
        const origin = element("p", "", "corpus-about");
        known.forEach((text, place) => origin.append(place ? " · " : "", element("bdi", text)));
        item.append(link, origin);
        item.append(excerpt(data, best));
        list.append(item);
      }
      shown += batch.length;
      more.hidden = shown >= found;
      if (first) list.children[first]?.querySelector("a").focus();
    }
    more.onclick = showMore;
    await showMore();
    if (turn === latest) status.textContent = found === 0 ? "Nothing found." : found === 1 ? "1 page" : `${found.toLocaleString("en-US")} pages`;
  }

  // What was chosen stands in the address: the boxes are there only once results are.
  function go(changed) {
    const next = new URLSearchParams();
    if (field.value.trim()) next.set("q", field.value.trim());
    if (aside?.checked) next.set("aside", "1");
    if (sort.value) next.set("sort", sort.value);
    for (const name of FACETS)
      for (const value of chosen(name)) if (changed?.name !== name || changed.value !== value) next.append(name, value);
    if (changed?.checked) next.append(changed.name, changed.value);
    history.pushState(null, "", `${location.pathname}?${next}`);
    run();
  }

  aside?.addEventListener("change", () => go());
  sort.addEventListener("change", () => go());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  window.addEventListener("popstate", run);
  run();
})();
