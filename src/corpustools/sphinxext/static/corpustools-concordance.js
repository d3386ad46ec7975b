// The concordance: every hit of a query with its context, from an index of small files (see search/index.py).
// A query is an address: ?q=WORDS&sort=right&width=8&lines=full&case=1&publisher=NAME&label=NAME&date=2015&show=collocates.
// The numbers are those of corpustools.search: the same definitions, in the same order.
(async () => {
  "use strict";

  const LINES = 30; // shown at first, and with each "Show more"
  const SORTED = ["left", "right"];
  const SORTED_BY = 8; // so many words of a context
  const MARK = "\x7f";
  const DOCUMENT = 2 ** 32; // a place in the corpus is the number of its document times this, and its place in that
  const FACETS = ["publisher", "language"];
  const LEGENDS = { publisher: "Publisher", language: "Language", label: "Part of the page" };

  const script = document.currentScript;
  const page = document.getElementById("corpus-concordance");
  if (!page) return;
  document.getElementById("corpus-without-scripts").remove();
  const form = page.querySelector("form");
  const field = document.getElementById("corpus-query");
  const facets = document.getElementById("corpus-facets");
  const status = document.getElementById("corpus-status");
  const found = document.getElementById("corpus-found");
  const lines = document.getElementById("corpus-lines");
  const more = document.getElementById("corpus-more");
  const rest = document.getElementById("corpus-rest");
  const panels = [...page.querySelectorAll("details[data-show]")];
  const columns = page.querySelector(".corpus-search-columns");
  for (const hidden of [form, columns]) hidden.hidden = false;
  const root = new URL(page.dataset.index, location.href);

  // --- Elements, numbers ------------------------------------------------------------------------

  // What documents say becomes text, never markup.
  function element(tag, attributes = {}, ...children) {
    const made = tag.startsWith("svg:")
      ? document.createElementNS("http://www.w3.org/2000/svg", tag.slice(4))
      : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== undefined));
    return made;
  }
  const whole = (number) => number.toLocaleString("en-US");
  const fixed = (number, digits = 2) => number.toFixed(digits);
  const plural = (number, noun) => `${whole(number)} ${noun}${number === 1 ? "" : "s"}`;
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  // In the order of Unicode, as Python has it: in that of UTF-16 surrogates stand before the last of the plane.
  function compare(one, other) {
    const length = Math.min(one.length, other.length);
    for (let at = 0; at < length; at++) {
      let a = one.charCodeAt(at);
      let b = other.charCodeAt(at);
      if (a === b) continue;
      if (a >= 0xd800 && b >= 0xd800) [a, b] = [a, b].map((unit) => (unit >= 0xe000 ? unit - 0x800 : unit + 0x2000));
      return a - b;
    }
    return one.length - other.length;
  }

  // --- Files of the index -----------------------------------------------------------------------

  const files = new Map();
  async function get(name, version = manifest?.digest) {
    const address = new URL(manifest ? `${name}?v=${version}` : name, root);
    const answer = await fetch(address, manifest ? {} : { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
    return answer;
  }
  function load(name, as, version) {
    if (!files.has(name)) {
      const loading = get(name, version).then((answer) => (name.endsWith(".json") ? answer.json() : answer.arrayBuffer()));
      files.set(name, loading.then((data) => (as ? as(data) : data)));
      files.get(name).catch(() => files.delete(name));
    }
    return files.get(name);
  }
  // What is of one segment alone is the same file for as long as that is the same.
  const loadOf = ({ name, v }, file, as) => load(`segments/${name}/${file}`, as, v);

  // So many at a time, in order.
  async function each(names, work) {
    const answers = [];
    for (let at = 0; at < names.length; at += 24) answers.push(...(await Promise.all(names.slice(at, at + 24).map(work))));
    return answers;
  }

  const decoder = new TextDecoder();
  class Reader {
    constructor(buffer) {
      this.bytes = new Uint8Array(buffer);
      this.at = 0;
    }
    get ended() {
      return this.at >= this.bytes.length;
    }
    number() {
      let value = 0;
      let scale = 1;
      for (;;) {
        const byte = this.bytes[this.at++];
        value += (byte & 0x7f) * scale;
        if (byte < 0x80) return value;
        scale *= 128;
      }
    }
    take(length) {
      this.at += length;
      return this.bytes.subarray(this.at - length, this.at);
    }
    text() {
      return decoder.decode(this.take(this.number()));
    }
  }

  // --- Queries: as corpustools.search.query and corpustools.text.tokens have them ------------------

  const UNSPACED =
    "\\u3005-\\u3007\\u3040-\\u312f\\u31a0-\\u31bf\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f" +
    "\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3ffff}\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff";
  const LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}*])`;
  const RUN = `${LETTER}(?:${LETTER}|\\p{M})*`;
  const TOKEN = new RegExp(`(?=[${UNSPACED}])[\\p{L}\\p{N}]\\p{M}*|${RUN}(?:['’\\-\\u2010\\u2011\\u200c\\u200d]${RUN})*`, "gu");

  const shape = (token) =>
    token.replace(/[\u200c\u200d]/g, "").replace(/[’\u02bc]/g, "'").replace(/[\u2010\u2011]/g, "-").normalize("NFC");
  const fold = (shaped) => shaped.toUpperCase().toLowerCase().replace(/ς/g, "σ").replace(/i\u0307/g, "i").normalize("NFC");

  class QueryError extends Error {}

  function parse(text, isCase) {
    const places = [];
    let isAlternative = false;
    for (const piece of text.replace(/[“”„]/g, '"').match(/"[^"]*"?|\||[^\s"|]+/gu) || []) {
      if (piece === "|") {
        isAlternative = places.length > 0;
        continue;
      }
      const tokens = (piece.match(TOKEN) || []).map((token) => {
        const shaped = shape(token.replace(/\*+/g, "*"));
        return isCase ? shaped : fold(shaped);
      });
      if (!tokens.length) continue;
      if (isAlternative) places.at(-1).push(tokens);
      else places.push([tokens]);
      isAlternative = false;
    }
    if (!places.length) throw new QueryError("There is no word to look for.");
    if (places[0].some((tokens) => tokens[0] === "*") || places.at(-1).some((tokens) => tokens.at(-1) === "*"))
      throw new QueryError("A query begins and ends with a word, not with a bare *.");
    if (sum(places.map((forms) => Math.max(...forms.map((tokens) => tokens.length)))) > manifest.gap)
      throw new QueryError(`A query is at most ${manifest.gap} words long.`);
    return places;
  }

  function matcher(pattern) {
    if (!pattern.includes("*")) return (word) => word === pattern;
    const escaped = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|/]/g, "\\$&"));
    const expression = new RegExp(`^${escaped.join(".*")}$`, "su");
    return (word) => expression.test(word);
  }

  // The last shard that begins with this word or one before it.
  function shardOf(word, firsts = manifest.shards) {
    let [low, high] = [0, firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(firsts[middle], word) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }
  // All shards that may have words that begin so.
  function shardsFrom(prefix, firsts) {
    const [first, last] = [shardOf(prefix, firsts), shardOf(`${prefix}\u{10ffff}`, firsts)];
    return Array.from({ length: last - first + 1 }, (_, place) => first + place);
  }

  // The CRC-32 of what a shard begins with.
  function shardName(opening) {
    let rest = ~0;
    for (const byte of new TextEncoder().encode(opening)) {
      rest ^= byte;
      for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
    }
    return (~rest >>> 0).toString(16).padStart(8, "0");
  }

  // Of each segment the number of its first token that is in a shard.
  async function firstTokens(shard) {
    const rows = await load(`firsts/${Math.floor(shard / manifest.firsts)}.bin`, (buffer) => {
      const reader = new Reader(buffer);
      const found = [];
      while (!reader.ended) found.push(manifest.segments.map(() => reader.number()));
      return found;
    });
    return rows[shard % manifest.firsts];
  }

  async function shardsFor(pattern, isCase) {
    if (!manifest.shards.length) return [];
    const folded = isCase ? fold(pattern) : pattern;
    const parts = folded.split("*");
    if (parts.length === 1) return [shardOf(folded)];
    if (parts[0]) return shardsFrom(parts[0], manifest.shards);
    // The beginning is not known: the list of words by their endings says which shards are needed.
    const fits = matcher(folded);
    const ending = [...parts.at(-1)].reverse().join("");
    const lists = await each(shardsFrom(ending, manifest.endings), (number) => load(`endings/${shardName(manifest.endings[number])}.bin`, readEndings));
    return [...new Set(lists.flat().filter(fits).map((word) => shardOf(word)))].sort((one, other) => one - other);
  }

  // Words one after the other, each without what it shares with the one before.
  function frontCoded(reader) {
    let before = new Uint8Array();
    return () => {
      const shared = reader.number();
      const rest = reader.take(reader.number());
      const bytes = new Uint8Array(shared + rest.length);
      bytes.set(before.subarray(0, shared));
      bytes.set(rest, shared);
      before = bytes;
      return decoder.decode(bytes);
    };
  }
  function readEndings(buffer) {
    const reader = new Reader(buffer);
    const next = frontCoded(reader);
    const words = [];
    while (!reader.ended) words.push([...next()].reverse().join(""));
    return words;
  }

  // All places of the tokens that a pattern matches, in blocks of any label, in order.
  async function placesOf(pattern, isCase, sort) {
    const fits = matcher(pattern);
    const parts = [];
    const numbers = await shardsFor(pattern, isCase);
    const shards = await each(numbers, (number) => load(`words/${shardName(manifest.shards[number])}.bin`));
    const firsts = SORTED.includes(sort) ? await each(numbers, firstTokens) : [];
    for (const [at, shard] of shards.entries()) {
      const reader = new Reader(shard);
      for (const [place, segment] of manifest.segments.entries()) {
        const length = reader.number();
        const end = reader.at + length;
        if (!length) continue;
        let token = firsts[at]?.[place]; // the number, in this segment, of the first token of a word
        const next = frontCoded(reader);
        while (reader.at < end) {
          const word = next();
          const count = reader.number();
          const behind = reader.number() + reader.at;
          if (isCase || fits(word)) readForms(reader, word, isCase ? fits : () => true, segment, token, parts);
          reader.at = behind;
          token += count;
        }
      }
    }
    if (SORTED.includes(sort)) await each(parts, (part) => addRanks(part, sort));
    return merged(parts);
  }

  // Of the forms of a word those whose kind is any, which it is given.
  function readForms(reader, word, kindOf, segment, token, parts) {
    for (let forms = reader.number(); forms > 0; forms--) {
      const form = reader.text() || word;
      const kind = kindOf(form);
      for (let labels = reader.number(); labels > 0; labels--) {
        const label = reader.number();
        const count = reader.number();
        const keys = new Float64Array(count);
        let [number, at] = [segment.first, 0];
        for (let n = 0; n < count; n++) {
          const step = reader.number();
          if (step % 2) {
            number += (step - 1) / 2;
            at = reader.number();
          } else at += step / 2;
          keys[n] = number * DOCUMENT + at;
        }
        if (kind) parts.push({ word, kind, label, keys, segment, token });
        token += count;
      }
    }
  }

  async function addRanks(part, side) {
    const { segment, token, keys } = part;
    part.ranks = new Uint32Array(keys.length);
    const first = Math.floor(token / manifest.ranks);
    const last = Math.floor((token + keys.length - 1) / manifest.ranks);
    const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const width = segment.rank_bytes;
    for (const [place, bytes] of (await each(numbers, (number) => loadOf(segment, `${side}/${number}.bin`, (buffer) => new Uint8Array(buffer)))).entries()) {
      const from = (first + place) * manifest.ranks;
      for (let at = Math.max(token, from); at < Math.min(token + keys.length, from + manifest.ranks); at++) {
        let rank = 0;
        for (let byte = width - 1; byte >= 0; byte--) rank = rank * 256 + bytes[(at - from) * width + byte];
        part.ranks[at - token] = rank;
      }
    }
  }

  function merged(parts) {
    const length = sum(parts.map((part) => part.keys.length));
    const keys = new Float64Array(length);
    const owners = new Uint32Array(length);
    const inside = new Uint32Array(length);
    let at = 0;
    parts.forEach((part, number) => {
      keys.set(part.keys, at);
      owners.fill(number, at, at + part.keys.length);
      for (let n = 0; n < part.keys.length; n++) inside[at + n] = n;
      at += part.keys.length;
    });
    const order = Uint32Array.from({ length }, (_, place) => place);
    if (parts.length > 1) order.sort((one, other) => keys[one] - keys[other]);
    const places = new Map();
    for (const place of order) {
      const { label, word, kind, ranks } = parts[owners[place]];
      places.set(keys[place], { rank: ranks?.[inside[place]], label, word, kind });
    }
    return places;
  }

  function simple(text, isCase) {
    const places = parse(text, isCase);
    return (sort) => hitsOf(places, isCase, sort);
  }

  // Every hit: where it starts and ends, its label, and what it is sorted by. At one place the longest counts.
  async function hitsOf(places, isCase, sort) {
    const patterns = new Map();
    for (const pattern of new Set(places.flat(2))) if (pattern !== "*") patterns.set(pattern, placesOf(pattern, isCase, sort));
    for (const [pattern, loading] of patterns) patterns.set(pattern, await loading);
    const starts = new Map();
    for (const [first] of places[0]) for (const [key, token] of patterns.get(first)) starts.set(key, token);
    const hits = [];
    for (const [key, token] of starts) {
      let ends = new Set([key]);
      for (const forms of places) {
        const next = new Set();
        for (const end of ends)
          for (const tokens of forms)
            if (tokens.every((pattern, n) => pattern === "*" || patterns.get(pattern).has(end + n))) next.add(end + tokens.length);
        ends = next;
        if (!ends.size) break;
      }
      if (!ends.size) continue;
      const end = Math.max(...ends);
      hits.push({ key, end, label: token.label, document: Math.floor(key / DOCUMENT), rank: token.rank });
    }
    const inOrder = (one, other) => one.key - other.key;
    if (sort === "right") {
      const last = places.at(-1).map((tokens) => patterns.get(tokens.at(-1)));
      for (const hit of hits) hit.rank = last.find((map) => map.has(hit.end - 1)).get(hit.end - 1).rank;
    }
    if (sort === "node") {
      await addWords(hits, [...patterns.values()], places.flat(2).includes("*"));
      hits.sort((one, other) => compareWords(one.words, other.words) || inOrder(one, other));
    } else hits.sort(inOrder);
    return hits;
  }

  // Queries in CQL have a script of their own, which is loaded when one is asked that may be in it.
  let cqlScript;
  async function inCql(text) {
    if (!/^[\s(]*["“”„[]/.test(text)) return undefined;
    cqlScript ||= import(`./corpustools-cql.js${new URL(script.src).search}`);
    const { isCql, cql } = await cqlScript;
    if (!isCql(text)) return undefined;
    const { read, hitsOf } = cql({
      ...{ manifest, QueryError, SORTED, DOCUMENT, Reader, shape, fold, each, load, loadOf, segmentOf },
      ...{ shardOf, shardsFrom, shardName, frontCoded, readEndings, firstTokens, readForms, addRanks, merged, addWords, compareWords },
    });
    const pattern = read(text);
    return (sort) => hitsOf(pattern, sort);
  }

  // Where a word at the edge of a hit is not said in the query, its rank is in no file that was loaded: the texts say.
  function sortedByTexts(hits, side) {
    const sorting = each(hits, async (hit) => ({ hit, words: contextWords(await textOf(hit), side) })).then((found) =>
      found.sort((one, other) => compareWords(one.words, other.words) || one.hit.key - other.hit.key).map(({ hit }) => hit),
    );
    return () => sorting;
  }

  // Hits in the order of what stands on one side of them. In a segment they have ranks, which no other shares: the
  // first that is left of each segment is compared with those of the others by its words, which its text gives.
  function sortedByContext(hits, side) {
    const queues = [...Map.groupBy(hits, (hit) => segmentOf(hit.document)).values()].map((queue) => ({
      queue: queue.sort((one, other) => one.rank - other.rank || one.key - other.key),
      at: 0,
      words: [],
    }));
    const ahead = Math.ceil(LINES / queues.length);
    const fetch = ({ queue, at }, count) => queue.slice(at, at + count).filter(({ rank }) => rank).map(textOf);
    const before = (one, other) =>
      compareWords(one.words, other.words) || one.queue[one.at].key - other.queue[other.at].key;
    const heads = []; // in order, the first last
    async function enter(one) {
      if (one.at === one.queue.length) return;
      const hit = one.queue[one.at];
      if (one.at === 0 || one.queue[one.at - 1].rank !== hit.rank) {
        // Where a block ends there is nothing to compare; equal ranks have equal words.
        if (hit.rank) fetch(one, 3);
        one.words = hit.rank ? contextWords(await textOf(hit), side) : [];
      }
      let [low, high] = [0, heads.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (before(heads[middle], one) > 0) low = middle + 1;
        else high = middle;
      }
      heads.splice(low, 0, one);
    }
    const sorted = [];
    async function start() {
      await Promise.all(queues.flatMap((one) => fetch(one, ahead)));
      for (const one of queues) await enter(one);
    }
    async function goOn(count) {
      while (sorted.length < count && heads.length) {
        const one = heads.pop();
        sorted.push(one.queue[one.at]);
        one.at++;
        await enter(one);
      }
      return sorted;
    }
    // One after the other, whoever asks.
    let last;
    return (count) => (last = (last || start()).then(() => goOn(count)));
  }
  function contextWords({ passage, first, last, length }, side) {
    const word = (token) => fold(shape(passage.parts[2 * token + 1]));
    const places = side === "right" ? [last, Math.min(last + SORTED_BY, length)] : [Math.max(first - SORTED_BY, 0), first];
    const words = Array.from({ length: places[1] - places[0] }, (_, place) => word(places[0] + place));
    return side === "right" ? words : words.reverse();
  }

  // What words each hit is of. Those at a bare * are in no shard that was loaded; they are looked up.
  async function addWords(hits, known, hasBare) {
    if (!hasBare) {
      const word = (key) => known.find((map) => map.has(key)).get(key).word;
      for (const hit of hits) hit.words = Array.from({ length: hit.end - hit.key }, (_, n) => word(hit.key + n));
      return;
    }
    const streams = await streamsOf(hits.map((hit) => hit.document));
    const numbers = hits.map((hit) => {
      const [block, first] = blockOf(streams(hit.document), hit);
      return [...block.words.subarray(first, first + hit.end - hit.key)];
    });
    const word = await wordsOf(numbers.flat());
    hits.forEach((hit, at) => (hit.words = numbers[at].map((number) => word(number).word)));
  }

  // By their letters without marks, then as they are: corpustools.text.tokens.collation.
  function compareWords(one, other) {
    const bare = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");
    for (let at = 0; at < Math.min(one.length, other.length); at++) {
      const order = compare(bare(one[at]), bare(other[at])) || compare(one[at], other[at]);
      if (order) return order;
    }
    return one.length - other.length;
  }

  // --- The documents of the corpus, and the part of it that is searched -----------------------------

  const readDocuments = (buffer) => {
    const reader = new Reader(buffer);
    return Array.from({ length: manifest.documents }, () => {
      const [publisher, language] = [reader.number(), reader.number()];
      const digits = String(reader.number());
      const date =
        digits === "0" ? "unknown" : [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter((part) => part !== "00").join("-");
      return { publisher: manifest.facets.publisher[publisher], language: manifest.facets.language[language], date, kept: reader.number() };
    });
  };
  const readSizes = (buffer) => {
    const reader = new Reader(buffer);
    return Array.from({ length: manifest.documents }, () => manifest.labels.map(() => reader.number()));
  };

  function period(text) {
    const [first, last = first, ...rest] = text.split("/");
    const day = (date, fill) => (date + fill).slice(0, 10);
    const isDay = (date) => new Date(`${date}T00:00Z`).toJSON()?.startsWith(date);
    const isDate = (end) =>
      (/^\d{4}(-\d\d(-\d\d)?)?$/.test(end) && isDay(day(end, "-01-01"))) || (text.includes("/") && (end === ".." || end === ""));
    if (rest.length || (text !== "unknown" && !(isDate(first) && isDate(last))))
      throw new QueryError(`“${text}” is no time. Write 2015, 2015-06, 2015/2018, 2015/.. or unknown.`);
    const [from, to] = [first, last].map((end) => (end === ".." ? "" : end));
    if (to && day(from, "-01-01") > day(to, "-99-99")) throw new QueryError(`“${text}” ends before it begins.`);
    return (date) => {
      if (from === "unknown" || date === "unknown") return from === date;
      return day(from, "-01-01") <= day(date, "-01-01") && (!to || day(date, "-99-99") <= day(to, "-99-99"));
    };
  }

  async function partOf(query) {
    const documents = await load("documents.bin", readDocuments);
    const labels = query.getAll("label").map((label) => manifest.labels.indexOf(label)).filter((label) => label >= 0);
    const sizes = labels.length ? await load("sizes.bin", readSizes) : undefined;
    const chosen = new Set(labels.length ? labels : manifest.kept);
    const within = query.get("date") ? period(query.get("date")) : undefined;
    const ids = query.getAll("document");
    const named = ids.length ? await load("ids.json") : undefined;
    const wanted = FACETS.map((name) => [name, query.getAll(name)]).filter(([, values]) => values.length);
    const fits = documents.map(
      (one, number) =>
        wanted.every(([name, values]) => values.includes(one[name])) &&
        (!within || within(one.date)) &&
        (!named || ids.includes(named[number])),
    );
    const size = documents.map((one, number) =>
      !fits[number] ? 0 : sizes ? sum(labels.map((label) => sizes[number][label])) : one.kept,
    );
    return { documents, labels: chosen, fits, size, tokens: sum(size), isWhole: !labels.length && fits.every(Boolean) };
  }

  const segmentOf = (number) => manifest.segments.findLast(({ first }) => first <= number);

  // --- Texts, and the line of a hit --------------------------------------------------------------

  // Signs and tokens by turns. A single space between tokens is not marked.
  function partsOf(text) {
    return text.split(MARK).flatMap((piece, at) => (at % 2 ? piece.split(" ").flatMap((token, n) => (n ? [" ", token] : [token])) : [piece]));
  }

  async function textOf(hit) {
    const folder = manifest.kept.includes(hit.label) ? "texts" : "aside";
    const segment = segmentOf(hit.document);
    const text = await loadOf(segment, `${folder}/${hit.document - segment.first}.json`);
    let first = 0;
    for (const [number, [, length]] of text.blocks.entries()) {
      const place = (hit.key % DOCUMENT) - first;
      if (place < length) {
        const passage = text.passages.find(({ block }) => block === number);
        passage.parts ||= partsOf(passage.text);
        return { text, passage, first: place, last: place + hit.end - hit.key, length };
      }
      first += length + manifest.gap;
    }
    throw new Error("a hit is in no block");
  }

  function contextOf({ passage, first, last, length }, width) {
    const { parts } = passage;
    const node = parts.slice(2 * first + 1, 2 * last).join("");
    if (!width) return { left: "", node, right: "" };
    const left = parts.slice(first > width ? 2 * (first - width) + 1 : 0, 2 * first + 1).join("");
    const right = parts.slice(2 * last, last + width < length ? 2 * (last + width) : parts.length).join("");
    return { left, node, right };
  }

  // Offsets into the text as read, in code points, as corpustools.View.source gives them.
  function offsetsOf({ passage, first, last }) {
    const count = (from, to) => sum(passage.parts.slice(from, to).map((part) => [...part].length));
    const start = count(0, 2 * first + 1);
    const end = start + count(2 * first + 1, 2 * last);
    const pieceAt = (offset) => passage.from.findLast(([shown]) => shown <= offset);
    const [shown, from, to] = pieceAt(start);
    const [lastShown, lastFrom, lastTo] = pieceAt(end - 1);
    return [to === undefined ? from + start - shown : from, lastTo === undefined ? lastFrom + end - lastShown : lastTo];
  }

  const pageOf = (text) => page.dataset.document.replace("corpus-document-id", encodeURIComponent(text.id));

  const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

  async function lineOf(hit, width) {
    const at = await textOf(hit);
    const { left, node, right } = contextOf(at, width);
    const direction = RIGHT_TO_LEFT.test(node) ? "rtl" : "ltr";
    return element(
      "li",
      {},
      element(
        "span",
        { class: "corpus-line", dir: direction },
        element("span", { class: "corpus-left" }, element("span", {}, left)),
        element(
          "span",
          { class: "corpus-right" },
          element("a", { href: `${pageOf(at.text)}#${at.passage.anchor}`, class: "corpus-node" }, node),
          element("span", {}, right),
        ),
      ),
      element("span", { class: "corpus-of", dir: "auto", title: at.text.title }, at.text.title),
    );
  }

  // --- Asking, and showing ------------------------------------------------------------------------

  const query = () => new URLSearchParams(location.search);
  const widthOf = (asked) => (/^\d+$/.test(asked.get("width") || "") ? Number(asked.get("width")) : 8);
  let turn = 0;
  let answer; // what is shown: { hits, part }, and what puts the first so many hits in order

  // Aligned, what does not fit is cut off; in full, nothing is.
  function showLines(asked) {
    form.elements.lines.value = asked.get("lines") === "full" ? "full" : "aligned";
    lines.classList.toggle("corpus-in-full", form.elements.lines.value === "full");
  }

  async function run() {
    const mine = ++turn;
    const asked = query();
    field.value = asked.get("q") || "";
    for (const name of ["sort", "width", "date"]) {
      const control = form.elements[name];
      const usual = { sort: "document", width: "8", date: "" }[name];
      control.value = name === "width" ? widthOf(asked) : asked.get(name) || usual;
      if (name === "width" && !control.value) control.append(element("option", { value: widthOf(asked), selected: "" }, `${widthOf(asked)} words`));
      if (!control.value) control.value = usual;
    }
    form.elements.case.checked = asked.get("case") === "1";
    showLines(asked);
    found.hidden = true;
    rest.hidden = true;
    status.textContent = field.value.trim() ? "Searching …" : "";
    columns.classList.add("corpus-busy");
    try {
      if (!field.value.trim()) {
        const part = await partOf(asked);
        if (mine !== turn) return;
        answer = { hits: [], part, turn: mine };
        showFacets(asked, undefined, part);
        open(asked);
        return;
      }
      const find = (await inCql(field.value.trim())) || simple(field.value, form.elements.case.checked);
      if (mine !== turn) return;
      const [part, all] = await Promise.all([partOf(asked), find(form.elements.sort.value)]);
      if (mine !== turn) return;
      const hits = all.filter((hit) => part.labels.has(hit.label) && part.fits[hit.document]);
      const sort = form.elements.sort.value;
      const isRanked = hits.every(({ rank }) => rank !== undefined);
      const first = !SORTED.includes(sort) ? async () => hits : isRanked ? sortedByContext(hits, sort) : sortedByTexts(hits, sort);
      answer = { hits, first, part, width: widthOf(asked), turn: mine };
      showFacets(asked, all, part);
      showStatus();
      lines.replaceChildren();
      await showMore();
      if (mine !== turn) return;
      found.hidden = !hits.length;
      open(asked);
    } catch (error) {
      if (mine !== turn) return;
      facets.replaceChildren();
      status.textContent = error instanceof QueryError ? error.message : "The index of the concordance could not be loaded.";
      if (!(error instanceof QueryError)) throw error;
    } finally {
      if (mine === turn) columns.classList.remove("corpus-busy");
    }
  }

  // The panels that the address names; with nothing found, those that need no hits.
  function open(asked) {
    rest.hidden = false;
    for (const panel of panels) {
      panel.lastElementChild.replaceChildren();
      panel.open = asked.getAll("show").includes(panel.dataset.show);
      if (panel.open && !panel.closest("[hidden]")) fill(panel);
    }
  }

  function showStatus() {
    const { hits, part } = answer;
    const having = new Set(hits.map((hit) => hit.document)).size;
    const searched = part.size.filter(Boolean).length;
    const rate = part.tokens ? (hits.length / part.tokens) * 1e6 : 0;
    status.textContent =
      `${plural(hits.length, "hit")} in ${plural(part.tokens, "token")} (${whole(Math.round(rate))} per million), ` +
      `in ${whole(having)} of ${plural(searched, "document")}`;
    const ids = query().getAll("document");
    if (ids.length) status.textContent += `: ${ids.join(", ")}`;
  }

  async function showMore() {
    const { hits, first, width, turn: mine } = answer;
    const from = lines.childElementCount;
    const made = await each((await first(from + LINES)).slice(from, from + LINES), (hit) => lineOf(hit, width));
    if (mine !== turn) return;
    lines.append(...made);
    more.hidden = lines.childElementCount >= hits.length;
    more.textContent = `Show more (${whole(hits.length - lines.childElementCount)} left)`;
    return made[0];
  }

  const languages = new Intl.DisplayNames(["en"], { type: "language" });
  function languageOf(tag) {
    try {
      return languages.of(tag);
    } catch {
      return tag; // a page may declare anything
    }
  }

  function showFacets(asked, all, part) {
    const held = facets.querySelector(":focus");
    facets.replaceChildren();
    const group = (name, values, counts) => {
      const boxes = values.filter((value) => counts.get(value) || asked.getAll(name).includes(value));
      if (boxes.length < 2 && !asked.getAll(name).length) return;
      const made = element("fieldset", {}, element("legend", {}, LEGENDS[name]));
      for (const value of boxes) {
        const box = element("input", { type: "checkbox", name, value });
        box.checked = asked.getAll(name).includes(value);
        box.addEventListener("change", () => go());
        const shown = name === "label" ? value.replaceAll("_", " ") : name === "language" ? languageOf(value) : value;
        made.append(element("label", {}, box, element("span", { dir: "auto" }, shown), " ", element("span", { class: "corpus-count" }, whole(counts.get(value) || 0))));
      }
      facets.append(made);
    };
    const count = (key, hits) => {
      const counts = new Map();
      for (const hit of hits) counts.set(key(hit), (counts.get(key(hit)) || 0) + 1);
      return counts;
    };
    // Without a query documents are counted.
    const searched = all ? all.filter((hit) => part.labels.has(hit.label)) : part.documents.map((_, document) => ({ document }));
    for (const name of FACETS) group(name, manifest.facets[name], count((hit) => part.documents[hit.document][name], searched));
    if (all) group("label", manifest.labels, count((hit) => manifest.labels[hit.label], all));
    // Who goes through the boxes by keys stays at the one that was ticked: it is another element now.
    const boxes = [...facets.querySelectorAll("input")];
    const same = held && (boxes.find((box) => box.name === held.name && box.value === held.value) || boxes[0]);
    same?.focus({ preventScroll: true });
  }

  // The address of what the form says; what it says by default is left out.
  function go() {
    const next = new URLSearchParams();
    const before = query();
    if (field.value.trim()) next.set("q", field.value.trim());
    if (form.elements.sort.value !== "document") next.set("sort", form.elements.sort.value);
    if (form.elements.width.value !== "8") next.set("width", form.elements.width.value);
    if (form.elements.lines.value !== "aligned") next.set("lines", form.elements.lines.value);
    if (form.elements.case.checked) next.set("case", "1");
    if (form.elements.date.value.trim()) next.set("date", form.elements.date.value.trim());
    for (const box of facets.querySelectorAll("input:checked")) next.append(box.name, box.value);
    for (const name of ["document", "window", "n", "by", "ngram", "least", "count"]) for (const value of before.getAll(name)) next.append(name, value);
    for (const panel of panels) if (panel.open) next.append("show", panel.dataset.show);
    history.pushState(null, "", `${location.pathname}?${next}`);
    run();
  }

  // A choice inside a panel is part of the address, but no other question.
  function note(name, values) {
    const next = query();
    next.delete(name);
    for (const value of values) next.append(name, value);
    history.replaceState(null, "", `${location.pathname}?${next}`);
  }

  // --- The words of documents as numbers, and what they stand for ------------------------------------

  // By their numbers; some numbers stand for none, and that is empty.
  const readVocabulary = (buffer) => {
    const reader = new Reader(buffer);
    const words = [];
    while (!reader.ended) words.push({ word: reader.text(), frequency: reader.number() });
    return words;
  };
  const chunkOfWords = (number) => load(`vocabulary/${number}.bin`, readVocabulary);
  const chunksOfWords = () => Array.from({ length: Math.ceil(manifest.numbers / manifest.vocabulary_numbers) }, (_, number) => number);
  async function wordsOf(numbers) {
    const chunks = [...new Set(numbers.map((number) => Math.floor(number / manifest.vocabulary_numbers)))];
    const words = await each(chunks, chunkOfWords);
    const byNumber = new Map(chunks.map((number, place) => [number, words[place]]));
    return (number) => byNumber.get(Math.floor(number / manifest.vocabulary_numbers))[number % manifest.vocabulary_numbers];
  }
  const allWords = async () => (await each(chunksOfWords(), chunkOfWords)).flat();

  // The words of a document as numbers: for each block its label, its first place and its words.
  const readStream = (buffer) => {
    const reader = new Reader(buffer);
    const documents = [];
    while (!reader.ended) {
      let first = 0;
      documents.push(
        Array.from({ length: reader.number() }, () => {
          const label = reader.number();
          const words = Uint32Array.from({ length: reader.number() }, () => reader.number());
          first += words.length + manifest.gap;
          return { label, first: first - words.length - manifest.gap, words };
        }),
      );
    }
    return documents;
  };
  // The file that has a document's words, and which of its documents that is.
  function streamOf(number) {
    const { name, first } = segmentOf(number);
    const place = number - first;
    return [`streams/${name}/${Math.floor(place / manifest.stream_documents)}.bin`, place % manifest.stream_documents];
  }
  async function streamsOf(documents) {
    const names = [...new Set(documents.map((number) => streamOf(number)[0]))];
    const streams = await each(names, (name) => load(name, readStream));
    const byName = new Map(names.map((name, place) => [name, streams[place]]));
    return (number) => {
      const [name, place] = streamOf(number);
      return byName.get(name)[place];
    };
  }

  // The block of a hit, and the number of its first token there.
  function blockOf(blocks, hit) {
    const block = blocks.findLast(({ first }) => first <= hit.key % DOCUMENT);
    return [block, (hit.key % DOCUMENT) - block.first];
  }

  // --- Panels: corpustools-concordance-panels.js ----------------------------------------------------

  // What counts is a script of its own: most queries need it not.
  let panelsScript;
  const counting = async () => {
    panelsScript ||= import(`./corpustools-concordance-panels.js${new URL(script.src).search}`);
    return (await panelsScript).panels({
      ...{ manifest, query, note, fill, each, element, whole, fixed, plural, sum, compare, compareWords },
      ...{ textOf, contextOf, offsetsOf, pageOf, streamOf, streamsOf, blockOf, wordsOf, allWords, DOCUMENT },
      get answer() {
        return answer;
      },
      get turn() {
        return turn;
      },
    });
  };
  async function fill(panel) {
    const room = panel.lastElementChild;
    const mine = turn;
    if (!room.childElementCount) room.replaceChildren(element("p", { class: "corpus-hint", role: "status" }, "Counting …"));
    try {
      await (await counting())[panel.dataset.show](room);
    } catch (error) {
      if (mine === turn) room.replaceChildren(element("p", { role: "status" }, "The index of the concordance could not be loaded."));
      throw error;
    }
  }

  async function download(event) {
    const { textContent } = event.target;
    event.target.disabled = true;
    event.target.textContent = "Writing …";
    try {
      const address = URL.createObjectURL(new Blob([await (await counting()).csv()], { type: "text/csv;charset=utf-8" }));
      const link = element("a", { href: address, download: "concordance.csv" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } finally {
      event.target.disabled = false;
      event.target.textContent = textContent;
    }
  }

  // --- Begin ----------------------------------------------------------------------------------------

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  for (const control of form.querySelectorAll("select:not([name=lines]), input[type=checkbox]")) control.addEventListener("change", go);
  form.elements.lines.addEventListener("change", ({ target }) => {
    note("lines", target.value === "full" ? ["full"] : []);
    showLines(query());
  });
  more.addEventListener("click", async () => (await showMore())?.querySelector("a").focus());
  document.getElementById("corpus-csv").addEventListener("click", download);
  for (const panel of panels) {
    panel.addEventListener("toggle", () => {
      note("show", panels.filter((one) => one.open).map((one) => one.dataset.show));
      if (panel.open && !panel.lastElementChild.childElementCount && answer?.turn === turn && !panel.closest("[hidden]")) fill(panel);
    });
  }

  let manifest;
  try {
    manifest = await load("manifest.json");
    let first = 0;
    for (const segment of manifest.segments) {
      segment.first = first;
      first += segment.documents;
    }
  } catch {
    status.textContent =
      location.protocol === "file:"
        ? "The concordance needs the site to be served: run “python -m http.server” in its folder and open http://localhost:8000."
        : "The index of the concordance could not be loaded.";
    return;
  }
  window.addEventListener("popstate", run);
  run();
})();
