// Queries in CQL: the reader, the automata and the hits of corpustools.search.cql, of the same words and with the same
// errors. No expression of the browser is used: what its dialect has of its own would be found here and nowhere else.

const LONGEST_HIT = 100;
const MOST_CHARACTERS = 2000;
const MOST_SYMBOLS = 1000;
const DEEPEST = 20;
const LONGEST_RANGE = 1000;
const KEPT = 10_000; // steps of an automaton that are remembered
const UNITS = { s: true, "<s/>": true, p: false, "<p/>": false };
const REPEATED = { "?": [0, 1], "*": [0, Infinity], "+": [1, Infinity] };
const OPEN = "this bracket is not closed";
const SPACES = " \t\r\n";

const plain = (text) => text.replace(/[“”„]/g, '"');
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// Whether a query is one in CQL: it begins with [, or with a quoted word and has a sign that simple queries have not.
export function isCql(text) {
  const begin = plain(text).replace(/^[ \t\r\n(]+/, "");
  if (begin[0] !== '"') return begin[0] === "[";
  const pieces = begin.split('"');
  const last = pieces.at(-1).trim().split(/\s+/);
  const isOutside = pieces.some((piece, at) => at % 2 === 0 && /[[{%?+]/.test(piece));
  return isOutside || (last.length === 2 && last[0] === "within" && last[1] in UNITS);
}

// --- Automata: corpustools.search.automaton ---------------------------------------------------------

// A node is one symbol, parts in turn, either of several parts, or a part that is repeated.
const one = (symbol) => ({ kind: "one", symbol });
const inTurn = (parts) => (parts.length === 1 ? parts[0] : { kind: "turn", parts });
const either = (parts) => (parts.length === 1 ? parts[0] : { kind: "either", parts });
const repeated = (part, low, high) => ({ kind: "repeated", part, low, high });

function size(node) {
  if (node.kind === "one") return 1;
  if (node.kind === "repeated") return size(node.part) * (node.high === Infinity ? node.low + 1 : node.high);
  return sum(node.parts.map(size));
}

function needs(node, isWanted) {
  if (node.kind === "one") return isWanted(node.symbol);
  if (node.kind === "repeated") return node.low > 0 && needs(node.part, isWanted);
  return node.kind === "either" ? node.parts.every((part) => needs(part, isWanted)) : node.parts.some((part) => needs(part, isWanted));
}

class Automaton {
  constructor(node, fits) {
    this.fits = fits;
    this.symbols = [undefined]; // of each state the symbol and the state behind it, or those that it is as good as
    this.same = [[]];
    const first = this.built(node, 0);
    this.first = [first];
    this.forget();
  }
  forget() {
    this.known = new Map();
    this.steps = 0;
    this.begin = this.closed(this.first);
  }
  built(node, behind) {
    if (node.kind === "one") return this.added([node.symbol, behind], []);
    if (node.kind === "turn") return node.parts.reduceRight((next, part) => this.built(part, next), behind);
    if (node.kind === "either") return this.added(undefined, node.parts.map((part) => this.built(part, behind)));
    let first = behind;
    if (node.high === Infinity) {
      first = this.added(undefined, [behind]);
      this.same[first].push(this.built(node.part, first));
    } else for (let n = node.low; n < node.high; n++) first = this.added(undefined, [this.built(node.part, first), behind]);
    for (let n = 0; n < node.low; n++) first = this.built(node.part, first);
    return first;
  }
  added(edge, same) {
    this.symbols.push(edge);
    this.same.push(same);
    return this.symbols.length - 1;
  }
  closed(states) {
    const seen = new Set(states);
    for (const state of seen) for (const other of this.same[state]) seen.add(other);
    const found = [...seen].filter((state) => state === 0 || this.symbols[state]).sort((a, b) => a - b);
    const key = found.join(" ");
    if (!this.known.has(key)) this.known.set(key, { edges: found.filter(Boolean).map((state) => this.symbols[state]), isEnd: found[0] === 0, next: new Map() });
    return this.known.get(key);
  }
  step(at, letter) {
    let next = at.next.get(letter);
    if (!next) {
      if (++this.steps > KEPT) this.forget();
      next = this.closed(at.edges.filter(([symbol]) => this.fits(symbol, letter)).map(([, behind]) => behind));
      at.next.set(letter, next);
    }
    return next;
  }
  isWhole(word) {
    let at = this.begin;
    for (const letter of word) {
      at = this.step(at, letter);
      if (!at.isEnd && !at.edges.length) return false;
    }
    return at.isEnd;
  }
  // Where what fits from a place on ends first, or 0.
  shortest(letterAt, first, last) {
    let at = this.begin;
    for (let place = first; place < last; place++) {
      at = this.step(at, letterAt(place));
      if (at.isEnd) return place + 1;
      if (!at.edges.length) return 0;
    }
    return 0;
  }
}

const has = ({ ranges, isExcluded }, letter) => {
  const code = letter.codePointAt(0);
  return ranges.some(([first, last]) => first <= code && code <= last) !== isExcluded;
};
const exactly = (letter) => one({ ranges: [[letter.codePointAt(0), letter.codePointAt(0)]], isExcluded: false });
const ANY = { ranges: [], isExcluded: true };

// What `tools` has is of the page of the concordance: what it has loaded, and how it reads words.
export function cql(tools) {
  const { QueryError, shape, fold } = tools;

  // --- Reading: corpustools.search.cql_reader, cql_letters --------------------------------------------

  class QueryReader {
    constructor(text) {
      this.text = [...plain(text).normalize("NFC")];
      this.at = 0;
      this.depth = 0;
      this.conditions = new Map();
      this.comparisons = new Map();
      this.word = this.word.bind(this);
      this.letter = this.letter.bind(this);
    }
    wrong(said, place = this.at) {
      return new QueryError(`at character ${place + 1} of ${this.text.join("")}: ${said}`);
    }
    skip() {
      while (this.at < this.text.length && SPACES.includes(this.text[this.at])) this.at++;
      return this.at;
    }
    rest() {
      let at = this.at;
      while (at < this.text.length && SPACES.includes(this.text[at])) at++;
      return this.text.slice(at).join("");
    }
    is(signs) {
      return [...signs].every((sign, n) => this.text[this.at + n] === sign);
    }
    takes(signs) {
      if (!this.is(signs)) return false;
      this.at += signs.length;
      return true;
    }
    takesWord(sign) {
      this.skip();
      return this.takes(sign);
    }

    query() {
      if (this.text.length > MOST_CHARACTERS) throw this.wrong(`a query has at most ${MOST_CHARACTERS} characters`, MOST_CHARACTERS);
      const words = this.either(this.word);
      const isWithin = this.within();
      if (this.rest()) throw this.wrong("this is not understood");
      const conditions = [...this.conditions.values()].map(({ condition }) => condition);
      const isOpen = conditions.map((condition) => holds(condition, []));
      if (!needs(words, (symbol) => !isOpen[symbol])) throw this.wrong("at least one word must be said that is in each hit", 0);
      return { words, conditions, isOpen, isWithin, comparisons: [...this.comparisons.values()].map(({ comparison }) => comparison) };
    }
    within() {
      const place = this.skip();
      if (!this.is("within")) return false;
      const unit = this.rest().slice("within".length).trim();
      if (!Object.hasOwn(UNITS, unit)) throw this.wrong("a hit is within s, a sentence, or within p, a passage", place);
      this.at = this.text.length;
      return UNITS[unit];
    }

    // Words.
    word() {
      this.skip();
      if (this.takes("(")) return this.bracket(this.word);
      if (this.is('"')) return this.asked(this.compared(false));
      if (!this.takes("[")) return undefined;
      const place = this.at - 1;
      let condition = { all: [] };
      if (!this.takesWord("]")) {
        condition = this.any();
        if (!this.takesWord("]")) throw this.wrong(this.rest() ? "& or | or ] is missing, or the bracket is not closed" : OPEN, place);
      }
      return this.asked(condition);
    }
    asked(condition) {
      const key = JSON.stringify(condition);
      if (!this.conditions.has(key)) this.conditions.set(key, { number: this.conditions.size, condition });
      return one(this.conditions.get(key).number);
    }
    any() {
      const parts = [this.all()];
      while (this.takesWord("|")) parts.push(this.all());
      return parts.length === 1 ? parts[0] : { any: parts };
    }
    all() {
      const parts = [this.one()];
      while (this.takesWord("&")) parts.push(this.one());
      return parts.length === 1 ? parts[0] : { all: parts };
    }
    one() {
      const place = this.skip();
      if (this.takes("!")) return { not: this.deeper(place, () => this.one()) };
      if (this.takes("(")) {
        const found = this.deeper(place, () => this.any());
        if (!this.takesWord(")")) throw this.wrong(OPEN, place);
        return found;
      }
      const attribute = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.text.slice(this.at).join(""))?.[0];
      if (!attribute) throw this.wrong("an attribute is missing: word or lc");
      if (attribute !== "word" && attribute !== "lc")
        throw this.wrong(`there is no attribute ${attribute}; there are word and lc, the word without capitals, but no lemmas and no parts of speech`);
      this.at += attribute.length;
      this.skip();
      const isOther = this.takes("!=");
      if (!isOther && (this.is("==") || !this.takes("="))) throw this.wrong("after an attribute stands = or !=");
      this.skip();
      if (!this.is('"')) throw this.wrong("a word in quotation marks is missing");
      const found = this.compared(attribute === "lc");
      return isOther ? { not: found } : found;
    }
    compared(isFolded) {
      const place = this.at++;
      let letters = this.either(this.letter);
      if (!this.takes('"')) throw this.wrong(this.is(")") ? "a bracket is closed that was not opened" : "this quotation mark is not closed", place);
      if (this.rest().startsWith("%")) {
        this.skip();
        const [flags] = /^%[A-Za-z]*/.exec(this.text.slice(this.at).join(""));
        if (!/^%c+$/.test(flags)) throw this.wrong("the only flag is %c, which leaves capitals out of account");
        this.at += flags.length;
        isFolded = true;
      }
      if (isFolded) letters = this.folded(letters, place);
      const key = JSON.stringify([letters, isFolded], (_, value) => (value === Infinity ? "∞" : value));
      if (!this.comparisons.has(key)) this.comparisons.set(key, { number: this.comparisons.size, comparison: { letters, isFolded } });
      return { is: this.comparisons.get(key).number };
    }

    // Letters.
    letter() {
      const sign = this.text[this.at];
      if (sign === undefined || '"|)'.includes(sign)) return undefined;
      if (/\s/.test(sign)) throw this.wrong("no word has a space in it; each has quotation marks of its own");
      if ("?*+{".includes(sign)) throw this.wrong("there is nothing to repeat");
      if ("^$".includes(sign)) throw this.wrong("words are compared as a whole, without ^ and $");
      if (sign === "[") return this.letterOf();
      if (this.takes("(")) {
        if (this.is("?")) throw this.wrong("brackets that begin with (? are not known");
        return this.bracket(this.letter);
      }
      if (this.takes(".")) return one(ANY);
      return inTurn([...shape(this.character())].map(exactly));
    }
    character() {
      let sign = this.text[this.at];
      if (sign === "\\") {
        sign = this.text[this.at + 1] ?? "";
        if (!sign || /[\p{L}\p{N}]/u.test(sign)) throw this.wrong(`\\${sign} is not known; a backslash stands before a sign that is meant as it is`);
        this.at++;
      }
      this.at++;
      return sign;
    }
    letterOf() {
      const place = this.at++;
      const isExcluded = this.takes("^");
      const ranges = [];
      while (!this.takes("]")) {
        if (this.at >= this.text.length || this.is('"')) throw this.wrong(OPEN, place);
        if (this.is("[")) throw this.wrong("classes such as [:alpha:] are not known; write a range, as a-z");
        const bounds = [[...shape(this.character())]];
        if (this.is("-") && ![undefined, "]", '"'].includes(this.text[this.at + 1])) {
          this.at++;
          bounds.push([...shape(this.character())]);
        }
        const [first, last] = [bounds[0], bounds.at(-1)].map((letters) => (letters.length === 1 ? letters[0].codePointAt(0) : NaN));
        if (!(first <= last)) throw this.wrong("a range goes from a letter to a later one", place);
        ranges.push([first, last]);
      }
      if (!ranges.length) throw this.wrong("a letter is missing", place);
      return one({ ranges, isExcluded });
    }
    folded(node, place) {
      if (node.kind === "repeated") return repeated(this.folded(node.part, place), node.low, node.high);
      if (node.kind !== "one") return { ...node, parts: node.parts.map((part) => this.folded(part, place)) };
      if (lengthOf(node.symbol) > LONGEST_RANGE)
        throw this.wrong(`without regard to capitals a range has at most ${LONGEST_RANGE} letters`, place);
      return foldedLetters(node.symbol);
    }

    // What words and letters have in common.
    either(read) {
      const place = this.at;
      const takes = () => (read === this.word ? this.takesWord("|") : this.takes("|"));
      const parts = [this.inTurn(read)];
      while (takes()) parts.push(this.inTurn(read));
      const found = either(parts);
      if (size(found) > MOST_SYMBOLS) throw this.wrong(`a pattern has at most ${MOST_SYMBOLS} words or letters`, place);
      return found;
    }
    inTurn(read) {
      const parts = [];
      for (let part = read(); part; part = read()) parts.push(this.repeated(part, read));
      if (!parts.length) throw this.wrong(read === this.word ? "a word in quotation marks or square brackets is missing" : "a letter is missing");
      return inTurn(parts);
    }
    bracket(read) {
      const place = this.at - 1;
      const found = this.deeper(place, () => this.either(read));
      if (!(read === this.word ? this.takesWord(")") : this.takes(")"))) throw this.wrong(OPEN, place);
      return found;
    }
    deeper(place, read) {
      if (++this.depth > DEEPEST) throw this.wrong(`at most ${DEEPEST} brackets may be inside each other`, place);
      const found = read();
      this.depth--;
      return found;
    }
    repeated(part, read) {
      const place = read === this.word ? this.skip() : this.at;
      const bounds = this.bounds();
      if (!bounds) return part;
      const found = repeated(part, ...bounds);
      if (size(found) > MOST_SYMBOLS) throw this.wrong(`a pattern has at most ${MOST_SYMBOLS} words or letters`, place);
      const after = read === this.word ? this.skip() : this.at;
      if (this.bounds()) throw this.wrong("a repetition cannot be repeated; use brackets", after);
      return found;
    }
    bounds() {
      const [place, sign] = [this.at, this.text[this.at]];
      if (sign !== undefined && Object.hasOwn(REPEATED, sign)) {
        this.at++;
        return REPEATED[sign];
      }
      if (sign !== "{") return undefined;
      const inside = /^\{\s*(\d*)\s*(?:(,)\s*(\d*)\s*)?\}/.exec(this.text.slice(place).join(""));
      if (!inside || !(inside[1] || inside[3])) throw this.wrong("a repetition is {n}, {m,n}, {m,} or {,n}", place);
      this.at += inside[0].length;
      const least = Number(inside[1].slice(0, 9));
      const most = inside[3] ? Number(inside[3].slice(0, 9)) : inside[2] ? Infinity : least;
      if (Math.max(least, most === Infinity ? 0 : most) > LONGEST_HIT) throw this.wrong(`nothing is repeated more than ${LONGEST_HIT} times`, place);
      if (most < Math.max(least, 1)) throw this.wrong("the second number is at least the first, and 1", place);
      return [least, most];
    }
  }

  const lengthOf = ({ ranges }) => sum(ranges.map(([first, last]) => last - first));
  function foldedLetters({ ranges, isExcluded }) {
    const found = new Set();
    for (const [first, last] of ranges) for (let code = first; code <= last; code++) found.add(fold(shape(String.fromCodePoint(code))));
    const spelt = [...found].filter(Boolean).map((letters) => [...letters]);
    const single = spelt.filter(({ length }) => length === 1).map(([letter]) => [letter.codePointAt(0), letter.codePointAt(0)]);
    const longer = isExcluded ? [] : spelt.filter(({ length }) => length > 1).map((letters) => inTurn(letters.map(exactly)));
    return either([...(single.length || !longer.length ? [one({ ranges: single, isExcluded })] : []), ...longer]);
  }

  function holds(condition, truths) {
    if ("is" in condition) return Boolean(truths[condition.is]);
    if (condition.not) return !holds(condition.not, truths);
    return condition.all ? condition.all.every((part) => holds(part, truths)) : condition.any.some((part) => holds(part, truths));
  }

  // --- Which files have the words that a pattern may fit ------------------------------------------------

  // What fits the folded words whose forms the pattern fits: of a letter three may be made.
  function loosened(node) {
    if (node.kind === "repeated") return repeated(loosened(node.part), node.low, node.high);
    if (node.kind !== "one") return { ...node, parts: node.parts.map(loosened) };
    return node.symbol.isExcluded || lengthOf(node.symbol) > LONGEST_RANGE ? repeated(one(ANY), 1, 3) : foldedLetters(node.symbol);
  }
  // The letters that all words begin with, or end with, which the pattern fits; and whether there are no others.
  function edge(node, isEnd) {
    if (node.kind === "one") {
      const [[first, last] = [0, 1], ...others] = node.symbol.ranges;
      return first === last && !others.length && !node.symbol.isExcluded ? [[String.fromCodePoint(first)], true] : [[], false];
    }
    if (node.kind !== "turn") return [[], false];
    const letters = [];
    for (const part of isEnd ? [...node.parts].reverse() : node.parts) {
      const [more, isWhole] = edge(part, isEnd);
      letters.push(...more);
      if (!isWhole) return [letters, false];
    }
    return [letters, true];
  }
  async function shardsFor(letters) {
    const { manifest, shardOf, shardsFrom, shardName, each, load, readEndings } = tools;
    const found = new Set();
    for (const part of letters.kind === "either" ? letters.parts : [letters]) {
      // A mark that follows could make another letter of the last one.
      const sure = ([known, isWhole]) => (/^[\x20-\x7e]*$/.test(known.join("")) ? [known, isWhole] : [known.slice(0, -1), false]);
      const [begin, isWhole] = sure(edge(part, false));
      if (isWhole) found.add(shardOf(begin.join("")));
      else if (begin.length) shardsFrom(begin.join(""), manifest.shards).forEach((shard) => found.add(shard));
      else {
        const [end] = sure(edge(part, true));
        const automaton = new Automaton(part, has);
        const lists = await each(shardsFrom(end.join(""), manifest.endings), (number) => load(`endings/${shardName(manifest.endings[number])}.bin`, readEndings));
        for (const word of lists.flat()) if (automaton.isWhole(word)) found.add(shardOf(word));
      }
    }
    return [...found];
  }

  // --- Places, and hits --------------------------------------------------------------------------------

  // All places of words that are said, each with what they are: for each condition 1 or 0.
  async function placesOf({ comparisons, conditions }, sort) {
    const { manifest, each, load, Reader, frontCoded, shardName, firstTokens, readForms, addRanks, merged, SORTED } = tools;
    if (!manifest.shards.length) return new Map();
    const automata = comparisons.map(({ letters, isFolded }) => [new Automaton(letters, has), isFolded]);
    const numbers = [...new Set((await Promise.all(comparisons.map(({ letters }) => shardsFor(loosened(letters))))).flat())].sort((a, b) => a - b);
    const shards = await each(numbers, (number) => load(`words/${shardName(manifest.shards[number])}.bin`));
    const firsts = SORTED.includes(sort) ? await each(numbers, firstTokens) : [];
    const parts = [];
    for (const [at, shard] of shards.entries()) {
      const reader = new Reader(shard);
      for (const [place, segment] of manifest.segments.entries()) {
        const length = reader.number();
        const end = reader.at + length;
        if (!length) continue;
        let token = firsts[at]?.[place];
        const next = frontCoded(reader);
        while (reader.at < end) {
          const word = next();
          const count = reader.number();
          const behind = reader.number() + reader.at;
          const kindOf = (form) => {
            const truths = automata.map(([automaton, isFolded]) => automaton.isWhole(isFolded ? word : form));
            return truths.includes(true) && conditions.map((condition) => (holds(condition, truths) ? 1 : 0)).join("");
          };
          readForms(reader, word, kindOf, segment, token, parts);
          reader.at = behind;
          token += count;
        }
      }
    }
    if (SORTED.includes(sort)) await each(parts, (part) => addRanks(part, sort));
    return merged(parts);
  }

  // How many words that are not said a hit may begin with, and how many it may have if it has no other, or -1.
  function lead(node, isOpen) {
    if (node.kind === "one") return isOpen[node.symbol] ? [-1, 1] : [0, -1];
    if (node.kind === "repeated") {
      const [before, alone] = lead(node.part, isOpen);
      const times = Math.min(node.high, LONGEST_HIT);
      const most = before < 0 ? -1 : before + (times - 1) * Math.max(alone, 0);
      return [most, alone >= 0 ? times * alone : node.low ? -1 : 0];
    }
    const parts = node.parts.map((part) => lead(part, isOpen));
    if (node.kind === "either") return [0, 1].map((side) => Math.max(...parts.map((part) => part[side])));
    let [most, alone] = [-1, 0];
    for (const [before, own] of parts) {
      if (alone >= 0 && before >= 0) most = Math.max(most, alone + before);
      alone = alone < 0 || own < 0 ? -1 : alone + own;
    }
    return [most, alone];
  }

  // Of each document where its blocks, or its sentences, begin and end.
  async function stretchesOf(documents, isWithin) {
    const { manifest, segmentOf, each, loadOf, Reader, DOCUMENT } = tools;
    const names = [...new Set(documents.map(segmentOf))];
    const found = new Map();
    await each(names, async (segment) => {
      const reader = new Reader(await loadOf(segment, "sentences.bin"));
      for (let document = segment.first; !reader.ended; document++) {
        const edges = [];
        let place = document * DOCUMENT;
        for (let blocks = reader.number(); blocks > 0; blocks--) {
          let first = place;
          for (let sentences = reader.number(); sentences > 0; sentences--) {
            place += reader.number();
            if (isWithin || sentences === 1) {
              edges.push([first, place]);
              first = place;
            }
          }
          place += manifest.gap;
        }
        found.set(document, edges);
      }
    });
    return (key) => {
      const edges = found.get(Math.floor(key / DOCUMENT));
      let [low, high] = [0, edges.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (edges[middle][1] <= key) low = middle + 1;
        else high = middle;
      }
      return edges[low];
    };
  }

  // Every hit: from each word on the shortest, and of those that end at one word the longest.
  async function hitsOf(pattern, sort) {
    const { DOCUMENT, addWords, compareWords } = tools;
    const places = await placesOf(pattern, sort);
    const unsaid = pattern.isOpen.map((isOpen) => (isOpen ? 1 : 0)).join("");
    const kindAt = (key) => places.get(key)?.kind ?? unsaid;
    const automaton = new Automaton(pattern.words, (symbol, kind) => kind[symbol] === "1");
    const before = Math.min(lead(pattern.words, pattern.isOpen)[0], LONGEST_HIT - 1);
    const needsEdges = pattern.isWithin || unsaid.includes("1");
    const documents = [...new Set([...places.keys()].map((key) => Math.floor(key / DOCUMENT)))];
    // Where each word of a hit is said, none of them is beyond an edge of its block.
    const stretchAt = needsEdges ? await stretchesOf(documents, pattern.isWithin) : (key) => [key, key + LONGEST_HIT];
    const hits = [];
    const ends = new Set();
    let tried = -1;
    for (const [key, { label }] of places) {
      const [first, last] = stretchAt(key);
      for (let at = Math.max(first, key - before, tried + 1); at <= key; at++) {
        tried = at;
        const end = automaton.shortest(kindAt, at, Math.min(last, at + LONGEST_HIT));
        if (!end || ends.has(end)) continue;
        ends.add(end);
        const rank = places.get(sort === "right" ? end - 1 : at)?.rank;
        hits.push({ key: at, end, label, document: Math.floor(at / DOCUMENT), rank });
      }
    }
    if (sort === "node") {
      const isSaid = ({ key, end }) => Array.from({ length: end - key }, (_, n) => places.has(key + n)).every(Boolean);
      await addWords(hits, [places], !hits.every(isSaid));
      hits.sort((a, b) => compareWords(a.words, b.words) || a.key - b.key);
    }
    return hits;
  }

  return { read: (text) => new QueryReader(text).query(), hitsOf };
}
