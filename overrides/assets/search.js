/* Search, built when the reader asks for it: in the site this file comes with the texts of all pages of a locale,
   in a book it reads the texts that stand in the same file. ES2018, no storage, no requests, nothing kept.
   What the build and this script must do alike (words, roots, packing, parts of a page) has its twin in
   scripts/bekal/content/affixes.py and scripts/bekal/finishing/search; the tests hold them together. */
(function () {
  "use strict";
  var holder = document.getElementById("bekal-cari");
  var data = window.bekalData || JSON.parse(holder.textContent);
  var words = data.words;
  var MOST = 8;

  /* Words and roots */
  var rules = data.rules.map(function (rule) { return [new RegExp(rule[0]), rule[1]]; });
  var others = new Map(Object.entries(data.others));
  var instead = new Map(Object.entries(data.instead));
  var common = new Set(data.common), weak = new Set(data.weak);
  var known = new Map();
  var WORD = /[a-z0-9\u00c0-\u024f]+/gi;

  /* What has letters or digits in it for Unicode; quotation marks and dashes need no folding. */
  var FOLDED = /[\u00aa\u00b2\u00b3\u00b9\u00ba\u00bc-\u00be\u00c0-\u036f\u1d00-\u1fff\u2070-\u218f\u2460-\u24ff\u2c60-\uffff]/;

  function fold(text) {
    text = text.toLowerCase();
    return FOLDED.test(text) ? text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : text;
  }
  function wordsOf(text) { return fold(text).match(/[a-z0-9]+/g) || []; }

  /* The first proposal that is a root wins, so each is judged as soon as it is made. */
  function judge(word) { return others.get(word) || (roots.has(word) ? word : undefined); }
  function findStem(word) {
    if (others.has(word) || word.length <= data.shortest) { return others.get(word) || word; }
    if (roots.has(word)) { return word; }
    var found = new Set([word]), level = [word];
    for (var step = 0; step < data.steps; step += 1) {
      var following = [];
      for (var at = 0; at < level.length; at += 1) {
        for (var number = 0; number < rules.length; number += 1) {
          var rule = rules[number];
          if (!rule[0].test(level[at])) { continue; }
          for (var way = 0; way < rule[1].length; way += 1) {
            var shorter = level[at].replace(rule[0], rule[1][way]);
            if (shorter.length < data.shortest || found.has(shorter)) { continue; }
            var root = judge(shorter);
            if (root !== undefined) { return root; }
            found.add(shorter);
            following.push(shorter);
          }
        }
      }
      level = following;
    }
    return word;
  }
  function stem(word) {
    var root = known.get(word);
    if (root === undefined) { root = findStem(word); known.set(word, root); }
    return root;
  }

  /* Packed texts */
  var COUNTS = " !#$%&'()*+,-./";
  function readFrontCode(text) {
    var list = [], before = "";
    (text.match(/[ !#$%&'()*+,./-][^ !#$%&'()*+,./-]*/g) || []).forEach(function (part) {
      before = before.slice(0, COUNTS.indexOf(part[0])) + part.slice(1);
      list.push(before);
    });
    return list;
  }
  /* A packed text is cut into parts before it is unpacked: the index needs numbers only, readers see few parts. */
  var often, rest, numbers, size;
  function openTexts(packed) {
    often = packed[0];
    rest = readFrontCode(packed[1]);
    size = data.alphabet.length;
    numbers = [];
    for (var at = 0; at < size; at += 1) { numbers[data.alphabet.charCodeAt(at)] = at; }
  }
  function isWord(token) { return /[a-z0-9\u00c0-\u024f]/i.test(token[0]); }
  function unpack(from, to) {
    var text = data.texts[2], parts = [], before = "\n", turned = false, runs = true;
    for (var place = from; place < to; place += 1) {
      if (text[place] === "~") { turned = true; continue; }
      var code = numbers[text.charCodeAt(place)], token;
      if (code < often.length) { token = often[code]; }
      else { place += 1; token = rest[(code - often.length) * size + numbers[text.charCodeAt(place)]]; }
      if (isWord(token)) {
        if (before === "") { parts.push(" "); }
        if (/[.?!:\n\f\v] *[\u201c(]?$/.test(before) !== turned) { token = token[0].toUpperCase() + token.slice(1); }
        before = ""; turned = false; runs = false;
      } else { before = runs ? before + token : token; runs = true; }
      parts.push(token);
    }
    return parts.join("").split("\n");
  }

  /* The parts of a book, read where they stand */
  var BLOCKS = new Set(data.blocks), UNSOUGHT = data.unsought, SILENT = new Set(["svg", "script", "style", "i"]);
  function readParts(section, slug) {
    var parts = [], line = "";
    function endBlock() {
      if (/\S/.test(line)) { parts[parts.length - 1].raw.push(line); }
      line = "";
    }
    function walk(node) {
      for (var child = node.firstChild; child; child = child.nextSibling) {
        if (child.nodeType === 3) { line += child.data; continue; }
        if (child.nodeType !== 1) { continue; }
        var tag = child.localName, name = child.getAttribute("class") || "";
        if (SILENT.has(tag) || isUnsought(name, slug)) {
          /* The page puts "no longer sure" before a fact that grew old, and a blank behind it: neither is its text. */
          if (child === node.firstChild && node.hasAttribute("data-expires")) { child = child.nextSibling || child; }
          continue;
        }
        if (/^h[234]$/.test(tag) && (tag === "h2" || child.id)) {
          endBlock();
          parts.push(new Section(child.textContent, child.id));
          continue;
        }
        var block = BLOCKS.has(tag);
        if (block) { endBlock(); }
        walk(child);
        if (block) { endBlock(); }
      }
    }
    parts.push(new Section("", ""));
    walk(section);
    endBlock();
    return parts.slice(1);
  }
  /* What is shown of it is tidied up when it is shown. */
  function Section(title, anchor) {
    this.title = tidy(title);
    this.anchor = anchor;
    this.raw = [];
  }
  Object.defineProperty(Section.prototype, "blocks", { get: function () { return this.raw.map(tidy); } });
  function tidy(text) { return text.split(/\s+/).filter(Boolean).join(" "); }
  function isUnsought(name, slug) {
    if (!name) { return false; }
    return name.split(/\s+/).some(function (one) {
      return UNSOUGHT.indexOf(one) >= 0 || (one === "contact" && slug.indexOf(data.contacts) !== 0);
    });
  }

  /* The index: for each root the pages that have it, and how much it weighs there; made when search is opened first. */
  var roots, pages, surface, ids = new Map(), postings = [];
  function idOf(root) {
    var id = ids.get(root);
    if (id === undefined) { id = postings.length; ids.set(root, id); postings.push([]); }
    return id;
  }
  var wordIds = new Map();
  function idsOf(text) {
    var list = wordsOf(text);
    for (var at = 0; at < list.length; at += 1) {
      var id = wordIds.get(list[at]);
      if (id === undefined) { id = idOf(stem(list[at])); wordIds.set(list[at], id); }
      list[at] = id;
    }
    return list;
  }

  function prepare() {
    if (pages) { return; }
    roots = new Set(readFrontCode(data.roots));
    if (data.texts) {
      openTexts(data.texts);
      often.concat(rest).forEach(function (token, at) {
        if (numbers[data.isRoot.charCodeAt(Math.floor(at / 6))] >> (at % 6) & 1) { roots.add(fold(token)); }
      });
    }
    pages = data.pages.map(function (page) {
      return { slug: page[0], chapter: page[1], weight: page[2], phrases: [], said: [], parts: [] };
    });
    var sums = new Int32Array(4096), touched = [];
    function bump(list, weight) {
      for (var at = 0; at < list.length; at += 1) {
        var id = list[at];
        while (id >= sums.length) {
          var wider = new Int32Array(2 * sums.length);
          wider.set(sums);
          sums = wider;
        }
        if (sums[id] === 0) { touched.push(id); }
        sums[id] += weight;
      }
    }
    function endPage(number) {
      pages[number].said.forEach(function (list) { bump(list, 2); });
      touched.forEach(function (id) { postings[id].push(number, sums[id]); sums[id] = 0; });
      touched = [];
    }
    if (data.texts) { readTexts(bump, endPage); } else { readBook(bump, endPage); }
  }
  /* The words of the pages with their roots, for what begins alike or differs by a slip. */
  function everyWord() {
    if (!surface) {
      surface = new Map();
      known.forEach(function (root, word) { if (has(root)) { surface.set(word, root); } });
    }
    return surface;
  }
  function has(root) { return ids.has(root) && postings[ids.get(root)].length > 0; }

  /* What people say: a list of ids, for the pages that a group means, the best first. */
  function says(list, numbers, isKeyword) {
    numbers.forEach(function (number, place) {
      pages[number].said.push(list);
      pages[number].phrases.push([list, isKeyword ? 0.8 : place === 0 ? 1 : place === 1 ? 0.85 : 0.7]);
    });
  }

  function readTexts(bump, endPage) {
    var meant = often.concat(rest).map(function (token) { return isWord(token) ? idsOf(token) : token; });
    var text = data.texts[2], page = -1, part = 0, start = 0, heading = 5, said = [];
    function endSaying() { 
      if (data.said[part]) { says(said, data.said[part][0], data.said[part][1]); }
      said = [];
    }
    function endPart(end) { pages[page].parts.push(new Part(start, end, data.anchors[page + "." + part], part)); }
    for (var place = 0; place < text.length; place += 1) {
      var code = numbers[text.charCodeAt(place)];
      if (code === undefined) { continue; }
      if (code >= often.length) {
        place += 1;
        code = often.length + (code - often.length) * size + numbers[text.charCodeAt(place)];
      }
      var list = meant[code];
      if (page < 0) {
        if (typeof list !== "string") { said = said.concat(list); continue; }
        if (/[\n\f\v]/.test(list)) { endSaying(); }
        if (list === "\f") { part += 1; }
        if (list === "\v") { page = 0; part = 0; start = place + 1; }
        continue;
      }
      if (typeof list !== "string") { bump(list, heading); continue; }
      if (list === "\n") { heading = 1; }
      else if (list === "\f") { endPart(place); part += 1; start = place + 1; heading = 2; }
      else if (list === "\v") { endPart(place); endPage(page); page += 1; part = 0; start = place + 1; heading = 5; }
    }
    endPart(text.length);
    endPage(page);
  }
  /* A part of a packed text, unpacked when somebody looks at it. */
  function Part(start, end, given, number) {
    this.start = start;
    this.end = end;
    this.given = number === 0 ? "" : given;
    this.read = null;
  }
  Object.defineProperties(Part.prototype, {
    lines: { get: function () { return this.read || (this.read = unpack(this.start, this.end)); } },
    title: { get: function () { return this.lines[0]; } },
    blocks: { get: function () { return this.lines.slice(1); } },
    anchor: { get: function () { return this.given === undefined ? slugify(this.title) : this.given; } }
  });
  function readBook(bump, endPage) {
    data.said.forEach(function (group) {
      fold(group[0]).split("|").forEach(function (words) { says(idsOf(words), group[1], group[2]); });
    });
    var sections = new Map();
    Array.prototype.forEach.call(document.querySelectorAll("section.chapter"), function (one) { sections.set(one.id, one); });
    pages.forEach(function (page, number) {
      var section = sections.get(page.slug);
      page.parts = section ? readParts(section, page.slug) : [];
      if (!page.parts.length) { page.said = []; page.phrases = []; }
      page.parts.forEach(function (part, place) {
        bump(idsOf(part.title), place ? 2 : 5);
        bump(idsOf(part.raw.join("\n")), 1);
      });
      endPage(number);
    });
  }
  function slugify(text) {
    return text.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/[^\w\s-]/g, "").trim().toLowerCase()
      .replace(/[-\s]+/g, "-");
  }
  /* Browsers differ in the last digit of a logarithm, and near ties must not come out differently. */
  function log(value) { return Math.round(Math.log(value) * 1e6) / 1e6; }
  /* Less than in proportion: one rare word of a question must not outweigh two that tell more of it. */
  function rarity(root) {
    return has(root) ? Math.sqrt(log(1 + 2 * pages.length / postings[ids.get(root)].length)) : 0;
  }

  /* What a typed word may mean: itself, what begins with it, what differs by a slip of the finger */
  function meanings(word, isLast) {
    var root = stem(word), found = new Map();
    if (has(root)) { found.set(root, 1); }
    if (word.length > 2 && (isLast || !found.size)) {
      everyWord().forEach(function (other, longer) {
        if (longer.length > word.length && longer.indexOf(word) === 0 && !found.has(other)) {
          found.set(other, found.has(root) ? 0.2 : 0.7);
        }
      });
    }
    if (!found.size && word.length > 3) {
      var best = word.length > 7 ? 2 : 1, near = [];
      everyWord().forEach(function (other, likely) {
        var away = distance(word, likely, best);
        if (away < best) { best = away; near = []; }
        if (away === best) { near.push(other); }
      });
      near.forEach(function (other) { found.set(other, best === 1 ? 0.8 : 0.5); });
    }
    return found;
  }
  function distance(one, two, most) {
    if (Math.abs(one.length - two.length) > most) { return most + 1; }
    var before = [], row = [], last = [], least, at, to;
    for (to = 0; to <= two.length; to += 1) { row.push(to); }
    for (at = 1; at <= one.length; at += 1) {
      before = last; last = row; row = [at]; least = at;
      for (to = 1; to <= two.length; to += 1) {
        var cost = one[at - 1] === two[to - 1] ? 0 : 1;
        var value = Math.min(last[to] + 1, row[to - 1] + 1, last[to - 1] + cost);
        if (at > 1 && to > 1 && one[at - 1] === two[to - 2] && one[at - 2] === two[to - 1]) {
          value = Math.min(value, before[to - 2] + 1);
        }
        row.push(value);
        least = Math.min(least, value);
      }
      if (least > most) { return most + 1; }
    }
    return row[two.length];
  }

  var commonIds;
  function search(text) {
    prepare();
    commonIds = commonIds || new Set(data.common.map(function (word) { return ids.get(stem(word)); }));
    var typed = wordsOf(text.slice(0, 400)).slice(0, 30);
    var sought = typed.filter(function (word) { return !common.has(word); });
    if (!sought.length) { sought = typed; }
    var last = typed[typed.length - 1], said = new Set(typed.map(function (word) { return ids.get(stem(word)); }));
    sought.slice().forEach(function (word) {
      if (instead.has(word)) { sought = sought.concat(instead.get(word).split(" ")); }
    });
    var terms = sought.map(function (word) {
      var found = meanings(word, word === last);
      if (weak.has(word)) { found.forEach(function (sureness, root) { found.set(root, sureness / 2); }); }
      return found;
    }).filter(function (found) { return found.size; });
    var scores = new Map(), matched = new Map(), hits = new Map(), byId = new Map(), total = 0;
    terms.forEach(function (found) {
      var best = 0, seen = new Map();
      found.forEach(function (sureness, root) {
        var rare = rarity(root) * sureness;
        best = Math.max(best, rare);
        hits.set(root, Math.max(hits.get(root) || 0, rare));
        byId.set(ids.get(root), hits.get(root));
        var list = postings[ids.get(root)];
        for (var at = 0; at < list.length; at += 2) {
          var page = list[at];
          seen.set(page, Math.max(seen.get(page) || 0, rare * (1 + log(list[at + 1]))));
          matched.set(page, matched.get(page) || new Map());
          var shares = matched.get(page);
          shares.set(found, Math.max(shares.get(found) || 0, rare));
        }
      });
      total += best;
      seen.forEach(function (score, page) { scores.set(page, (scores.get(page) || 0) + score); });
    });
    var results = [];
    scores.forEach(function (score, number) {
      var page = pages[number], share = 0, closest = 0;
      matched.get(number).forEach(function (rare) { share += rare; });
      page.phrases.forEach(function (phrase) {
        var shared = 0, count = 0, all = 0, seen = new Set();
        phrase[0].forEach(function (id) {
          if (seen.has(id)) { return; }
          seen.add(id);
          var least = commonIds.has(id) ? 0.3 : 1;
          all += least;
          if (byId.has(id)) { shared += byId.get(id); count += least; }
          /* A word that says little decides only between phrases that say as much. */
          else if (said.has(id)) { count += least; shared += 0.3; }
        });
        var whole = count / all;
        closest = Math.max(closest, shared * whole * whole * (0.5 + 0.5 * Math.min(1, shared / total)) * phrase[1]);
      });
      results.push({ page: page, score: (score * (share / total) + 6 * closest) * page.weight, number: number });
    });
    results.sort(function (one, two) { return two.score - one.score || one.number - two.number; });
    return results.slice(0, MOST).map(function (result) { return choosePart(result.page, hits); });
  }

  /* The part of a page that a hit leads to, and the sentence that is shown for it */
  function choosePart(page, hits) {
    var best = null, most = 0;
    page.parts.forEach(function (part, place) {
      var found = new Map();
      wordsOf(part.title).forEach(function (word) { note(found, word, place ? 2 : 3); });
      part.blocks.forEach(function (block) {
        wordsOf(block).forEach(function (word) { note(found, word, 1); });
      });
      var score = 0;
      found.forEach(function (value) { score += value; });
      if (score > most) { most = score; best = part; }
    });
    function note(found, word, weight) {
      var root = stem(word);
      if (hits.has(root)) { found.set(root, Math.max(found.get(root) || 0, weight * hits.get(root))); }
    }
    best = best || page.parts[0];
    var sentence = "", top = -1;
    best.blocks.concat(best === page.parts[0] ? [] : page.parts[0].blocks.slice(0, 1)).forEach(function (block, place) {
      if (block[0] === "\t") { return; }
      sentences(block).forEach(function (one) {
        var seen = new Set(), score = 0;
        wordsOf(one).forEach(function (word) {
          var root = stem(word);
          if (hits.has(root) && !seen.has(root)) { seen.add(root); score += hits.get(root); }
        });
        if (score > top) {
          top = score;
          /* The name of a card alone says little: what the card says of it comes after. */
          var after = wordsOf(one).length < 4 && best.blocks[place + 1];
          if (after && after[0] === "\t") { after = ""; }
          sentence = after ? one + ": " + sentences(after)[0] : one;
        }
      });
    });
    return { page: page, part: best, sentence: sentence, hits: hits };
  }

  function sentences(block) {
    return (block.match(/[^.?!]+(?:[.?!]+(?!\s|$)[^.?!]*)*[.?!\u201d)]*/g) || [block]).map(function (one) { return one.trim(); });
  }

  /* What is shown */
  var box, field, list, status, waiting, opener;
  function element(tag, attributes, text) {
    var made = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    if (text) { made.textContent = text; }
    return made;
  }
  function marked(parent, text, hits) {
    var end = 0, match;
    WORD.lastIndex = 0;
    while ((match = WORD.exec(text))) {
      if (hits.has(stem(wordsOf(match[0])[0] || ""))) {
        parent.appendChild(document.createTextNode(text.slice(end, match.index)));
        parent.appendChild(element("mark", {}, match[0]));
        end = match.index + match[0].length;
      }
    }
    parent.appendChild(document.createTextNode(text.slice(end)));
    return parent;
  }
  function address(page, anchor) {
    if (!data.texts) { return "#" + (anchor || page.slug); }
    return base + page.slug + ".html" + (anchor ? "#" + anchor : "");
  }
  var base = "";

  function item(result) {
    var link = element("a", { href: address(result.page, result.part.anchor) });
    var title = result.part === result.page.parts[0] ? "" : result.part.title;
    link.appendChild(marked(element("b"), result.page.parts[0].title, result.hits));
    if (title) { link.appendChild(marked(element("span"), title, result.hits)); }
    if (result.sentence) { link.appendChild(marked(element("span", { "class": "sentence" }), result.sentence, result.hits)); }
    var chapter = data.chapters[result.page.chapter];
    if (chapter) { link.appendChild(element("small", {}, chapter)); }
    return link;
  }
  function show() {
    var text = field.value.trim();
    list.textContent = "";
    var results = text ? search(text) : [];
    results.forEach(function (result) {
      var row = element("li");
      row.appendChild(item(result));
      list.appendChild(row);
    });
    box.querySelector(".doors-too").hidden = !text || results.length > 0;
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      status.textContent = !text ? "" : results.length === 0 ? words.none
        : results.length === 1 ? words.one : words.many.replace("{count}", results.length);
    }, 300);
  }
  function doors() {
    var part = element("div", { "class": "doors-too" });
    part.hidden = true;
    var shown = element("ul");
    data.doors.forEach(function (slug) {
      pages.forEach(function (page) {
        if (page.slug !== slug || !page.parts.length) { return; }
        var row = element("li");
        row.appendChild(element("a", { href: address(page, "") }, page.parts[0].title));
        shown.appendChild(row);
      });
    });
    part.appendChild(shown);
    part.appendChild(element("a", { href: "#bantuan", "class": "help" }, words.help));
    return part;
  }
  function build() {
    document.head.appendChild(element("style", {}, data.style));
    box = element("section", { "class": "find", role: "dialog", "aria-label": words.title });
    var inside = element("div", { "class": "in" });
    var row = element("p", { "class": "ask" });
    row.appendChild(element("label", { "for": "bekal-kata" }, words.label));
    field = element("input", {
      type: "search", id: "bekal-kata", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
      maxlength: "200", enterkeyhint: "search"
    });
    var close = element("button", { type: "button" }, words.close);
    close.addEventListener("click", shut);
    row.appendChild(field);
    row.appendChild(close);
    status = element("p", { role: "status", "class": "meta" });
    list = element("ol", { "data-bekal": "search-results" });
    inside.appendChild(row);
    inside.appendChild(status);
    inside.appendChild(list);
    inside.appendChild(doors());
    var all = element("a", { href: opener.getAttribute("href"), "class": "more" }, words.all);
    inside.appendChild(all);
    box.appendChild(inside);
    document.body.insertBefore(box, document.querySelector(".bar"));
    field.addEventListener("input", show);
    box.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest("a") : null;
      if (link && link.getAttribute("href").charAt(0) === "#") { shut(); }
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { shut(); }
    });
    /* The keyboard must not wander behind the search; `inert` would cost a book half a second on a cheap phone. */
    document.addEventListener("focusin", function (event) {
      if (!box.hidden && event.target.closest && event.target.closest("main, header, footer")) { field.focus(); }
    });
    document.querySelector(".bar").addEventListener("click", function (event) {
      if (!opener.contains(event.target)) { shut(); }
    });
  }
  function setAside(hidden) {
    Array.prototype.forEach.call(document.body.children, function (child) {
      if (/^(MAIN|HEADER|FOOTER)$/.test(child.tagName)) {
        if (hidden) { child.setAttribute("aria-hidden", "true"); } else { child.removeAttribute("aria-hidden"); }
      }
    });
    document.documentElement.classList.toggle("searching", hidden);
  }
  function shut() {
    if (box.hidden) { return; }
    box.hidden = true;
    setAside(false);
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }
  window.bekalSearch = function (button) {
    opener = button;
    if (data.texts) { base = button.getAttribute("data-search").replace(/[^/]*$/, ""); }
    prepare();
    if (!box) { build(); }
    box.hidden = false;
    setAside(true);
    opener.setAttribute("aria-expanded", "true");
    field.focus();
    field.select();
  };
  /* For the tests, which compare them with what the build has. */
  window.bekalSearch.inside = {
    prepare: prepare, stem: stem, search: search,
    pages: function () { return pages; },
    roots: function () { return Array.from(roots); }
  };
})();
