// How often words occur in texts that are not published, from files of numbers (see search/counts.py).
// A query is an address: ?q=WORDS. The numbers are those of corpustools.search.
(async () => {
  "use strict";

  const ROWS = 30; // documents shown at first, and with each "Show more"
  const script = document.currentScript;
  const page = document.getElementById("corpus-word-counts");
  if (!page) return;
  document.getElementById("corpus-without-scripts").remove();
  const form = page.querySelector("form");
  form.hidden = false;
  const field = document.getElementById("corpus-query");
  const status = document.getElementById("corpus-status");
  const found = document.getElementById("corpus-found");
  const root = new URL(page.dataset.index, location.href);

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }
  const whole = (number) => number.toLocaleString("en-US");
  const plural = (number, noun) => `${whole(number)} ${noun}${number === 1 ? "" : "s"}`;

  // In the order of Unicode, as Python has it.
  function compare(one, other) {
    const [a, b] = [[...one], [...other]];
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const order = a[at].codePointAt(0) - b[at].codePointAt(0);
      if (order) return order;
    }
    return a.length - b.length;
  }

  const files = new Map();
  let manifest;
  function load(name) {
    if (!files.has(name)) {
      const address = new URL(manifest ? `${name}?v=${manifest.digest}` : name, root);
      const loading = fetch(address, manifest ? {} : { cache: "no-cache" }).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
        return answer.json();
      });
      files.set(name, loading);
      loading.catch(() => files.delete(name));
    }
    return files.get(name);
  }

  const shape = (token) =>
    token.replace(/[\u200c\u200d]/g, "").replace(/[’\u02bc]/g, "'").replace(/[\u2010\u2011]/g, "-").normalize("NFC");
  const fold = (token) =>
    shape(token).toUpperCase().toLowerCase().replace(/ς/g, "σ").replace(/i\u0307/g, "i").normalize("NFC");

  // The rows of a table of words that a form fits; `*` in it stands for any characters.
  async function rowsOf(kind, form) {
    const firsts = manifest.shards[kind];
    const [prefix] = form.split("*");
    const expression = new RegExp(`^${form.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|/]/g, "\\$&")).join("\\S*")}$`, "su");
    const from = Math.max(firsts.findLastIndex((first) => compare(first, prefix) <= 0), 0);
    const until = form.includes("*") ? firsts.findLastIndex((first) => !prefix || compare(first, `${prefix}\u{10ffff}`) <= 0) : from;
    const rows = [];
    for (let number = from; number <= until && number < firsts.length; number++) {
      for (const [word, row] of Object.entries(await load(`${kind}/${number}.json`))) if (expression.test(word)) rows.push([word, row]);
    }
    return rows;
  }

  function said(text) {
    status.textContent = text;
    found.hidden = true;
    found.replaceChildren();
  }

  function table(caption, heads, rows) {
    const made = element("table", {}, element("caption", {}, caption));
    made.append(element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))));
    const body = element("tbody");
    made.append(body);
    const more = element("button", { type: "button" }, "Show more");
    let shown = 0;
    async function show() {
      const next = rows.slice(shown, shown + ROWS);
      shown += next.length;
      const lines = await Promise.all(next.map(async (row) => element("tr", {}, ...(await row()))));
      body.append(...lines);
      more.hidden = shown >= rows.length;
      return lines[0];
    }
    more.addEventListener("click", async () => (await show())?.querySelector("a")?.focus());
    return [show(), element("div", { class: "corpus-table" }, made, more)];
  }

  async function count(text) {
    if (/^[\s(]*["“”„[]/.test(text)) {
      const { isCql } = await import(`./corpustools-cql.js${new URL(script.src).search}`);
      if (isCql(text)) return said("Queries in CQL need the texts, which are not published. Where the texts are, “corpustools frequency” counts what they find.");
    }
    const forms = text.split("|").map((form) => form.trim().split(/\s+/).filter(Boolean).map(fold)).filter((form) => form.length);
    if (!forms.length) return said("There is no word to count.");
    const longest = Math.max(...forms.map((form) => form.length));
    if (longest > manifest.ngrams.longest) return said(`Phrases of at most ${manifest.ngrams.longest} words are counted.`);
    if (longest > 1) return countPhrases(forms);
    const documents = new Map();
    const words = new Map((await Promise.all(forms.map(([form]) => rowsOf("words", form)))).flat());
    for (const row of words.values())
      for (let at = 0; at < row.length; at += 2) documents.set(row[at], (documents.get(row[at]) || 0) + row[at + 1]);
    const hits = [...documents.values()].reduce((total, number) => total + number, 0);
    const size = manifest.documents.reduce((total, [tokens]) => total + tokens, 0);
    said(`${plural(hits, "hit")} in ${whole(size)} tokens (${whole(Math.round((hits / size) * 1e6) || 0)} per million), in ${whole(documents.size)} of ${plural(manifest.documents.length, "document")}`);
    if (!hits) return;
    const years = new Map();
    manifest.documents.forEach(([tokens, date], number) => {
      const year = date === "unknown" ? date : date.slice(0, 4);
      const row = years.get(year) || { hits: 0, documents: 0, tokens: 0 };
      years.set(year, { hits: row.hits + (documents.get(number) || 0), documents: row.documents + 1, tokens: row.tokens + tokens });
    });
    const cell = (text) => element("td", {}, text);
    const over = [...years].sort(([one], [other]) => compare(one, other)).map(([year, row]) => () => [
      element("th", { scope: "row" }, year),
      ...[row.hits, row.documents, row.tokens, row.tokens ? Math.round((row.hits / row.tokens) * 1e6) : 0].map((number) => cell(whole(number))),
    ]);
    const ordered = [...documents].sort(([one, a], [other, b]) => b - a || one - other).map(([number, hits]) => async () => {
      const titles = await load(`titles/${Math.floor(number / manifest.titles)}.json`);
      const [ident, title] = titles[number % manifest.titles];
      const href = page.dataset.document.replace("corpus-document-id", encodeURIComponent(ident));
      const [tokens, date] = manifest.documents[number];
      return [element("th", { scope: "row" }, element("a", { href }, title)), cell(date === "unknown" ? "" : date), cell(whole(hits)), cell(whole(tokens))];
    });
    await shown(
      table("Over time", ["Year", "Hits", "Documents", "Tokens", "Per million"], over),
      table("By document", ["Document", "Published", "Hits", "Tokens"], ordered),
    );
  }

  async function countPhrases(forms) {
    const rows = (await Promise.all(forms.map((form) => rowsOf(form.length > 1 ? "ngrams" : "words", form.join(" "))))).flat();
    const phrases = [...new Map(rows.filter(([words]) => words.includes(" ")))].sort(([one, [a]], [other, [b]]) => b - a || compare(one, other));
    said(phrases.length ? `${plural(phrases.length, "phrase")}` : `No such phrase occurs in at least ${manifest.ngrams.documents} documents and in several contexts; less common ones are not published.`);
    if (!phrases.length) return;
    await shown(
      table("Phrases", ["Phrase", "Hits", "Documents"], phrases.map(([words, [hits, documents]]) => () => [
        element("th", { scope: "row" }, words), element("td", {}, whole(hits)), element("td", {}, whole(documents)),
      ])),
    );
  }

  async function shown(...tables) {
    for (const [ready, ...parts] of tables) {
      await ready;
      found.append(...parts);
    }
    found.hidden = false;
  }

  async function ask() {
    const query = new URLSearchParams(location.search).get("q") || "";
    field.value = query;
    if (!query.trim()) return said("");
    try {
      manifest ||= await load("manifest.json");
      await count(query);
    } catch (error) {
      said(`The index cannot be loaded: ${error.message}`);
    }
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set("q", field.value);
    history.pushState(null, "", address);
    ask();
  });
  addEventListener("popstate", ask);
  await ask();
})();
