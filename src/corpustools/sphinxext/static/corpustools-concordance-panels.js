// What the page of the concordance counts when a panel is opened: collocates, n-grams, keyness, dispersion, time, CSV.
// The numbers are those of corpustools.search: the same definitions, in the same order.

const ROWS = 40; // of a table, at first
const PLOTS = 20; // documents whose dispersion is drawn
const SAMPLE = 96; // so many files of words are loaded before one is asked

// `now` is the page of the concordance: what it has loaded, and what it shows.
export function panels(now) {
  const { manifest, query, note, fill, each, element, whole, fixed, plural, sum, compare, compareWords } = now;
  const { textOf, contextOf, offsetsOf, pageOf, streamOf, streamsOf, blockOf, wordsOf, allWords, DOCUMENT } = now;

  // --- Samples: where the words of many documents would have to be loaded, some of them are counted first ----------

  // What is counted in: all of it, or every so many of its files of words, with the hits that are in these.
  function sampled({ hits, part }, documents) {
    const files = (numbers) => [...new Set(numbers.map((number) => streamOf(number)[0]))];
    const needed = files(documents).length;
    if (needed <= SAMPLE || query().get("count") === "all") return { hits, part };
    const searched = searchedOf(part);
    const all = files(searched);
    const chosen = new Set(Array.from({ length: SAMPLE }, (_, place) => all[Math.floor(((place + 0.5) * all.length) / SAMPLE)]));
    const fits = part.fits.map((fit, number) => fit && chosen.has(streamOf(number)[0]));
    const size = part.size.map((tokens, number) => (fits[number] ? tokens : 0));
    const inside = hits.filter((hit) => fits[hit.document]);
    const there = sum(manifest.segments.map((segment) => Math.ceil(segment.documents / manifest.stream_documents)));
    const bytes = (manifest.stream_bytes * needed) / there;
    const few = { ...part, fits, size, tokens: sum(size), isWhole: false };
    return { hits: inside, part: few, note: { documents: searchedOf(few).length, of: searched.length, hits: inside.length, bytes } };
  }
  const searchedOf = (part) => part.size.map((_, number) => number).filter((number) => part.size[number]);

  // Says that a sample was counted, and counts all when asked.
  function sampleNote(sample, room, what) {
    if (!sample) return "";
    const button = element("button", { type: "button" }, `Count all (loads about ${fixed(sample.bytes / 1e6, 1)} MB)`);
    button.addEventListener("click", () => {
      note("count", ["all"]);
      fill(room.parentElement);
    });
    const said = `Counted in a sample: ${whole(sample.documents)} of the ${plural(sample.of, "document")}, evenly chosen${what}. `;
    return element("p", { class: "corpus-hint corpus-sample" }, said, button);
  }

  // --- Collocates: corpustools.search.collocates ----------------------------------------------------

  async function collocates(asked, span, minimum) {
    const wanted = asked.part.isWhole ? asked.hits.map((hit) => hit.document) : searchedOf(asked.part);
    const { hits, part, note: sample } = sampled(asked, [...new Set(wanted)]);
    const byDocument = Map.groupBy(hits, (hit) => hit.document);
    const searched = searchedOf(part);
    const streams = await streamsOf(part.isWhole ? [...byDocument.keys()] : searched);
    const near = new Map();
    let tokens = 0;
    for (const [number, inside] of byDocument) {
      const blocks = streams(number);
      const around = blocks.map(() => new Set());
      for (const hit of inside) {
        const [block, first] = blockOf(blocks, hit);
        const at = blocks.indexOf(block);
        const last = first + hit.end - hit.key;
        for (let place = Math.max(first - span, 0); place < first; place++) around[at].add(place);
        for (let place = last; place < Math.min(last + span, blocks[at].words.length); place++) around[at].add(place);
      }
      blocks.forEach(({ words }, at) => {
        for (const place of around[at]) near.set(words[place], (near.get(words[place]) || 0) + 1);
        tokens += around[at].size;
      });
    }
    const frequencies = new Map();
    if (!part.isWhole)
      for (const number of searched)
        for (const { label, words } of streams(number))
          if (part.labels.has(label)) for (const word of words) frequencies.set(word, (frequencies.get(word) || 0) + 1);
    const listed = [...near].filter(([, both]) => both >= minimum);
    const wordOf = await wordsOf(listed.map(([word]) => word));
    const rows = listed.map(([number, both]) => {
      const { word, frequency } = wordOf(number);
      return measured(word, both, part.isWhole ? frequency : frequencies.get(number), hits.length, tokens, part.tokens);
    });
    rows.sort((one, other) => other.logDice - one.logDice || other.near - one.near || compare(one.word, other.word));
    return { rows, near: tokens, part, hits, sample };
  }

  function measured(word, both, frequency, nodes, near, size) {
    const cells = [both, near - both, frequency - both, size - near - frequency + both];
    const expected = [
      (near * frequency) / size,
      (near * (size - frequency)) / size,
      ((size - near) * frequency) / size,
      ((size - near) * (size - frequency)) / size,
    ];
    const terms = cells.map((cell, at) => (cell ? cell * Math.log(cell / expected[at]) : 0));
    return {
      word,
      near: both,
      frequency,
      logDice: 14 + Math.log2((2 * both) / (nodes + frequency)),
      mi: Math.log2(both / expected[0]),
      logLikelihood: 2 * sum(terms),
    };
  }

  async function showCollocates(room) {
    const mine = now.turn;
    const asked = Number(query().get("window"));
    const span = asked >= 1 && asked <= 20 ? Math.floor(asked) : 5;
    const { rows, near, part, hits, sample } = await collocates(now.answer, span, 2);
    if (mine !== now.turn) return;
    const columns = [
      ["word", "Word", (row) => row.word],
      ["near", "Near", (row) => whole(row.near)],
      ["frequency", "In all", (row) => whole(row.frequency)],
      ["logDice", "logDice", (row) => fixed(row.logDice)],
      ["mi", "MI", (row) => fixed(row.mi)],
      ["logLikelihood", "Log-likelihood", (row) => fixed(row.logLikelihood)],
    ];
    const caption =
      `Window: ${plural(span, "token")} on each side, inside the paragraph. N = ${whole(part.tokens)} tokens searched, ` +
      `${whole(near)} of them in a window; ${plural(hits.length, "hit")}. ${plural(rows.length, "word")} near a hit at least twice.`;
    room.replaceChildren(
      choices(choiceOf("window", "Window", [1, 2, 3, 4, 5, 7, 10], span, 5, room)),
      sampleNote(sample, room, sample && `, with ${whole(hits.length)} of the ${plural(now.answer.hits.length, "hit")}`),
      sortable(rows, columns, caption, "logDice"),
    );
  }

  // A table whose headings sort it, of so many rows at first.
  function sortable(rows, columns, caption, by) {
    let shown = ROWS;
    let down = true;
    const body = element("tbody");
    const button = element("button", { type: "button" }, "Show all");
    const heads = columns.map(([key, name]) => {
      const sorter = element("button", { type: "button" }, name);
      sorter.addEventListener("click", () => {
        down = by === key ? !down : key !== "word";
        by = key;
        draw();
      });
      return element("th", { scope: "col" }, sorter);
    });
    function draw() {
      const order = (one, other) => (by === "word" ? compareWords([one.word], [other.word]) : one[by] - other[by]);
      const sorted = [...rows].sort((one, other) => (down ? -order(one, other) : order(one, other)));
      heads.forEach((head, at) => {
        if (columns[at][0] === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      body.replaceChildren(
        ...sorted.slice(0, shown).map((row) =>
          element("tr", {}, ...columns.map(([key, , cell]) => (key === "word" ? element("th", { scope: "row", dir: "auto" }, cell(row)) : element("td", {}, cell(row))))),
        ),
      );
      button.hidden = shown >= rows.length;
    }
    button.addEventListener("click", () => {
      shown = Infinity;
      draw();
    });
    draw();
    return element("div", { class: "corpus-table", tabindex: "0", role: "group", "aria-label": "Table" },
      element("table", {}, element("caption", {}, caption), element("thead", {}, element("tr", {}, ...heads)), body), button);
  }

  // --- N-grams that hold a hit: corpustools.search.concordance.Concordance.clusters ---------------------

  async function clusters(asked, length) {
    const { hits, note: sample } = sampled(asked, [...new Set(asked.hits.map((hit) => hit.document))]);
    const streams = await streamsOf(hits.map((hit) => hit.document));
    const counts = new Map();
    for (const hit of hits) {
      const [{ words }, first] = blockOf(streams(hit.document), hit);
      const last = first + hit.end - hit.key;
      for (let at = Math.max(last - length, 0); at <= Math.min(first, words.length - length); at++) {
        const key = words.subarray(at, at + length).join(" ");
        counts.set(key, (counts.get(key) || 0) + 1);
      }
    }
    const numbers = new Map([...counts].map(([key]) => [key, key.split(" ").map(Number)]));
    const wordOf = await wordsOf([...new Set([...numbers.values()].flat())]);
    const rows = [...counts].map(([key, count]) => ({ word: numbers.get(key).map((number) => wordOf(number).word).join(" "), count }));
    return { rows: rows.sort((one, other) => other.count - one.count || compare(one.word, other.word)), hits, sample };
  }

  async function showClusters(room) {
    const mine = now.turn;
    const asked = Number(query().get("n"));
    const length = asked >= 2 && asked <= 6 ? Math.floor(asked) : 3;
    const { rows, hits, sample } = await clusters(now.answer, length);
    if (mine !== now.turn) return;
    const columns = [["word", "N-gram", (row) => row.word], ["count", "Count", (row) => whole(row.count)]];
    const caption = `Sequences of ${length} words that hold a hit: ${plural(rows.length, "n-gram")}, ${whole(sum(rows.map((row) => row.count)))} in all.`;
    room.replaceChildren(
      choices(choiceOf("n", "Words", [2, 3, 4, 5, 6], length, 3, room)),
      sampleNote(sample, room, sample && `, with ${whole(hits.length)} of the ${plural(now.answer.hits.length, "hit")}`),
      sortable(rows, columns, caption, "count"),
    );
  }

  const choices = (...labels) => element("p", { class: "corpus-choices" }, ...labels);
  function choiceOf(name, label, values, value, usual, room) {
    const choice = element("select", {}, ...(values.includes(value) ? values : [...values, value]).map((each) => element("option", { value: each }, String(each))));
    choice.value = String(value);
    choice.addEventListener("change", () => {
      note(name, Number(choice.value) === usual ? [] : [choice.value]);
      fill(room.parentElement);
    });
    return element("label", {}, `${label} `, choice);
  }

  // --- The most frequent n-grams, whatever the query: corpustools.search.subcorpus.Subcorpus.ngram_list -----------

  // Of longer ones those are counted whose beginning is frequent enough, since no other can be.
  async function ngrams(asked, length, minimum) {
    const { part, note: sample } = sampled({ hits: [], part: asked }, searchedOf(asked));
    const searched = searchedOf(part);
    const streams = await streamsOf(searched);
    const blocks = searched.flatMap((number) =>
      streams(number).filter(({ label }) => part.labels.has(label)).map(({ words }) => ({ number, words })),
    );
    // For each place the number of the n-gram that begins there, or -1; the n-grams of one word are the words.
    let levels = blocks.map(({ words }) => Float64Array.from(words));
    let found = new Map();
    for (let n = 2; n <= length; n++) {
      found = new Map();
      levels = levels.map((begun, at) => {
        const { number, words } = blocks[at];
        return begun.subarray(0, Math.max(words.length - n + 1, 0)).map((start, place) => {
          if (start < 0) return -1;
          const key = start * manifest.numbers + words[place + n - 1];
          const known = found.get(key);
          if (known) {
            known.count++;
            if (known.last !== number) known.documents++;
            known.last = number;
            return known.id;
          }
          found.set(key, { id: found.size, count: 1, documents: 1, last: number, words: words.subarray(place, place + n) });
          return found.size - 1;
        });
      });
      const rare = new Set();
      for (const { id, count } of found.values()) if (count < minimum) rare.add(id);
      for (const level of levels) level.forEach((id, place) => rare.has(id) && (level[place] = -1));
    }
    const listed = [...found.values()].filter(({ count }) => count >= minimum);
    const wordOf = await wordsOf([...new Set(listed.flatMap(({ words }) => [...words]))]);
    const rows = listed.map(({ words, count, documents }) => ({ word: [...words].map((number) => wordOf(number).word).join(" "), count, documents }));
    return { rows: rows.sort((one, other) => other.count - one.count || compare(one.word, other.word)), part, sample };
  }

  async function showNgrams(room) {
    const mine = now.turn;
    const [length, minimum] = [
      ["ngram", 2, 2, 5],
      ["least", 5, 2, Infinity],
    ].map(([name, usual, least, most]) => {
      const value = Number(query().get(name));
      return value >= least && value <= most ? Math.floor(value) : usual;
    });
    const { rows, part, sample } = await ngrams(now.answer.part, length, minimum);
    if (mine !== now.turn) return;
    const columns = [
      ["word", "N-gram", (row) => row.word],
      ["count", "Count", (row) => whole(row.count)],
      ["documents", "Documents", (row) => whole(row.documents)],
    ];
    const caption = `Sequences of ${length} words, inside the paragraph, that occur at least ${plural(minimum, "time")} in ${plural(part.tokens, "token")}, whatever the query: ${plural(rows.length, "n-gram")}.`;
    room.replaceChildren(
      choices(
        choiceOf("ngram", "Words", [2, 3, 4, 5], length, 2, room),
        choiceOf("least", "At least", [2, 3, 5, 10, 20, 50, 100], minimum, 5, room),
      ),
      sampleNote(sample, room, ""),
      sortable(rows, columns, caption, "count"),
    );
  }

  // --- Keyness of the documents that are chosen against all others: corpustools.search.keyness -------------

  async function keyness(part) {
    const minimum = 2;
    const isUsual = manifest.kept.every((label) => part.labels.has(label)) && part.labels.size === manifest.kept.length;
    const numbers = part.documents.map((_, number) => number);
    const [here, there] = [true, false].map((fits) => numbers.filter((number) => part.fits[number] === fits));
    const tokensOf = (side) => sum(side.map((number) => part.documents[number].kept));
    // The frequencies of all articles are known: only the words of the smaller side are read.
    const sides = isUsual ? [tokensOf(here) <= tokensOf(there) ? here : there] : [here, there];
    const counted = await Promise.all(sides.map(async (side) => {
      const streams = await streamsOf(side);
      const counts = new Map();
      for (const number of side)
        for (const { label, words } of streams(number))
          if (part.labels.has(label)) for (const word of words) counts.set(word, (counts.get(word) || 0) + 1);
      return counts;
    }));
    const words = await allWords();
    const ofHere = sides[0] === here ? (number) => counted[0].get(number) || 0 : (number) => words[number].frequency - (counted[0].get(number) || 0);
    const ofThere = !isUsual ? (number) => counted[1].get(number) || 0 : (number) => words[number].frequency - ofHere(number);
    const total = (frequency) => words.reduce((all, _, number) => all + frequency(number), 0);
    const [n, m] = [total(ofHere), total(ofThere)];
    const rows = [];
    if (n && m)
      words.forEach(({ word }, number) => {
        const [o, r] = [ofHere(number), ofThere(number)];
        if (o + r >= minimum) rows.push(compared(word, o, r, n, m));
      });
    rows.sort((one, other) => other.logLikelihood - one.logLikelihood || compare(one.word, other.word));
    return { rows, size: n, reference: m };
  }

  function compared(word, here, there, size, reference) {
    const both = (here + there) / (size + reference);
    const terms = [[here, size], [there, reference]].map(([o, n]) => (o ? o * Math.log(o / (n * both)) : 0));
    const [mine, theirs] = [here * reference, there * size];
    return {
      word,
      here,
      there,
      logLikelihood: 2 * sum(terms),
      logRatio: Math.log2((here || 0.5) / size / ((there || 0.5) / reference)),
      difference: there ? ((mine - theirs) * 100) / theirs : Infinity,
    };
  }

  async function showKeyness(room) {
    const mine = now.turn;
    if (now.answer.part.fits.every(Boolean)) {
      room.replaceChildren(element("p", { class: "corpus-hint" }, "Choose a publisher, a language or a time above: its words are compared with those of all other documents."));
      return;
    }
    const { rows, size, reference } = await keyness(now.answer.part);
    if (mine !== now.turn) return;
    const columns = [
      ["word", "Word", (row) => row.word],
      ["here", "Here", (row) => whole(row.here)],
      ["there", "Elsewhere", (row) => whole(row.there)],
      ["logLikelihood", "Log-likelihood", (row) => fixed(row.logLikelihood)],
      ["logRatio", "Log ratio", (row) => fixed(row.logRatio)],
      ["difference", "%DIFF", (row) => (row.difference === Infinity ? "" : `${whole(Math.round(row.difference))} %`)],
    ];
    const caption = `Words of the documents chosen (${plural(size, "token")}) beside those of all others (${plural(reference, "token")}), whatever the query; ${plural(rows.length, "word")} that occur at least twice.`;
    room.replaceChildren(sortable(rows, columns, caption, "logLikelihood"));
  }

  // --- Dispersion: corpustools.search.dispersion ----------------------------------------------------

  function deviation(parts) {
    const hits = sum(parts.map(([count]) => count));
    const tokens = sum(parts.map(([, size]) => size));
    if (!hits) return [undefined, undefined];
    const dp = sum(parts.map(([count, size]) => Math.abs(count / hits - size / tokens))) / 2;
    const smallest = parts.reduce((least, [, size]) => Math.min(least, size), Infinity) / tokens;
    return [dp, smallest < 1 ? dp / (1 - smallest) : undefined];
  }

  async function showDispersion(room) {
    const mine = now.turn;
    const { hits, part } = now.answer;
    const byDocument = Map.groupBy(hits, (hit) => hit.document);
    const sizes = part.size.map((size, number) => [byDocument.get(number)?.length || 0, size]).filter(([, size]) => size);
    const [dp, norm] = deviation(sizes);
    const most = [...byDocument].sort(([one, its], [other, theirs]) => theirs.length - its.length || one - other).slice(0, PLOTS);
    const rows = await each(most, async ([number, inside]) => {
      const { text } = await textOf(inside[0]);
      return { text, size: part.size[number], positions: positionsOf(text, inside, part.labels) };
    });
    if (mine !== now.turn) return;
    const known = [`${whole(byDocument.size)} of ${plural(sizes.length, "document")} ${byDocument.size === 1 ? "has" : "have"} a hit`, `DP = ${fixed(dp, 3)}`];
    if (norm !== undefined) known.push(`normalised ${fixed(norm, 3)}`);
    const caption = `${known.join(", ")}. 0 means that every document has its share, and near 1 that few have all.` +
      (byDocument.size > most.length ? ` The ${most.length} documents with most hits:` : "");
    const body = rows.map(({ text, size, positions }) =>
      element("tr", {},
        element("th", { scope: "row", dir: "auto" }, element("a", { href: pageOf(text) }, text.title)),
        element("td", {}, whole(positions.length)), element("td", {}, whole(size)), element("td", {}, strip(text.title, size, positions))),
    );
    room.replaceChildren(
      element("div", { class: "corpus-table corpus-dispersion", tabindex: "0", role: "group", "aria-label": "Table" },
        element("table", {}, element("caption", {}, caption),
          element("thead", {}, element("tr", {}, ...["Document", "Hits", "Tokens", "Where, from the first to the last token"].map((name) => element("th", { scope: "col" }, name)))),
          element("tbody", {}, ...body))),
    );
  }

  // Where the hits are among the searched tokens of their document, counted from 0.
  function positionsOf(text, hits, labels) {
    let [place, before] = [0, 0];
    const starts = text.blocks.map(([label, length]) => {
      const block = { place, before };
      place += length + manifest.gap;
      if (labels.has(label)) before += length;
      return block;
    });
    return hits
      .map((hit) => {
        const at = hit.key % DOCUMENT;
        const block = starts.findLast((start) => start.place <= at);
        return block.before + at - block.place;
      })
      .sort((one, other) => one - other);
  }

  function strip(name, size, positions) {
    const listed = positions.slice(0, 50).map((place) => place + 1).join(", ");
    const svg = element("svg:svg", { class: "corpus-strip", role: "img", viewBox: "0 0 1000 24", preserveAspectRatio: "none" },
      element("svg:title", {}, `${plural(positions.length, "hit")} in ${name}`),
      element("svg:desc", {}, `At token ${listed}${positions.length > 50 ? " and more" : ""} of ${size}.`),
      element("svg:rect", { x: 0, y: 0, width: 1000, height: 24, class: "corpus-strip-ground" }));
    for (const place of positions) {
      const x = ((place + 0.5) / size) * 1000;
      svg.append(element("svg:line", { x1: x, x2: x, y1: 0, y2: 24, class: "corpus-strip-hit" }));
    }
    return svg;
  }

  // --- Frequency over time: corpustools.search.timeline ---------------------------------------------

  function showTime(room) {
    const by = query().get("by") === "month" ? "month" : "year";
    const { hits, part } = now.answer;
    const counts = new Map();
    part.documents.forEach((one, number) => {
      if (!part.fits[number]) return;
      const name = one.date === "unknown" ? one.date : one.date.slice(0, by === "year" ? 4 : 7);
      if (!counts.has(name)) counts.set(name, { period: name, hits: 0, documents: 0, tokens: 0 });
      counts.get(name).documents++;
      counts.get(name).tokens += part.size[number];
    });
    for (const hit of hits) {
      const { date } = part.documents[hit.document];
      counts.get(date === "unknown" ? date : date.slice(0, by === "year" ? 4 : 7)).hits++;
    }
    const rows = [...counts.values()].sort((one, other) => compare(one.period, other.period));
    for (const row of rows) row.perMillion = row.tokens ? (row.hits / row.tokens) * 1e6 : 0;
    const choice = element("select", {}, element("option", { value: "year" }, "year"), element("option", { value: "month" }, "month"));
    choice.value = by;
    choice.addEventListener("change", () => {
      note("by", choice.value === "year" ? [] : [choice.value]);
      fill(room.parentElement);
    });
    const table = element("table", {},
      element("caption", {}, "Hits by the date of publication. What is dated less precisely, or not at all, has rows of its own."),
      element("thead", {}, element("tr", {}, ...["Time", "Hits", "Documents", "Tokens", "Per million"].map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, element("th", { scope: "row" }, row.period),
        ...[row.hits, row.documents, row.tokens, Math.round(row.perMillion)].map((number) => element("td", {}, whole(number)))))));
    room.replaceChildren(
      element("p", { class: "corpus-choices" }, element("label", {}, "Count by ", choice)),
      bars(rows.filter((row) => row.period.length >= (by === "year" ? 4 : 7) && row.period !== "unknown"), by),
      element("div", { class: "corpus-table corpus-times", tabindex: "0", role: "group", "aria-label": "Table" }, table),
    );
  }

  function bars(rows, by) {
    if (rows.length < 2) return "";
    const most = Math.max(...rows.map((row) => row.perMillion)) || 1;
    const [width, height, foot] = [720, 180, 24];
    const step = width / rows.length;
    const best = rows.find((row) => row.perMillion === most) || rows[0];
    const svg = element("svg:svg", { class: "corpus-bars", role: "img", viewBox: `0 0 ${width} ${height + foot}` },
      element("svg:title", {}, `Hits per million tokens by ${by}`),
      element("svg:desc", {}, `From ${rows[0].period} to ${rows.at(-1).period}; most in ${best.period}: ${whole(Math.round(best.perMillion))}. The table below has the numbers.`));
    rows.forEach((row, at) => {
      const tall = (row.perMillion / most) * (height - 18);
      svg.append(element("svg:rect", { x: at * step + step * 0.12, y: height - tall, width: step * 0.76, height: tall, class: "corpus-bar" },
        element("svg:title", {}, `${row.period}: ${whole(Math.round(row.perMillion))} per million`)));
      const every = Math.ceil(rows.length / 12);
      if (at % every === 0) svg.append(element("svg:text", { x: at * step + step / 2, y: height + 17, "text-anchor": at ? "middle" : "middle", class: "corpus-tick" }, row.period));
    });
    svg.append(element("svg:line", { x1: 0, x2: width, y1: height, y2: height, class: "corpus-axis" }),
      element("svg:text", { x: 0, y: 11, class: "corpus-tick" }, `${whole(Math.round(most))} per million`));
    return svg;
  }

  // --- CSV: as corpustools.Concordance.to_csv writes it ----------------------------------------------

  function cell(value) {
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }
  async function csv() {
    const { hits, first, width } = now.answer;
    const rows = await each(await first(hits.length), async (hit) => {
      const at = await textOf(hit);
      const { left, node, right } = contextOf(at, width);
      return [at.text.id, manifest.labels[hit.label].replace("_again", ""), left, node, right, ...offsetsOf(at), at.passage.anchor];
    });
    const head = ["document", "label", "left", "node", "right", "start", "end", "anchor"];
    return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  }

  return { collocates: showCollocates, ngrams: showClusters, list: showNgrams, keyness: showKeyness, dispersion: showDispersion, time: showTime, csv };
}
