/* Five questions about what was chosen: a whole stick, one edition's folder, or single files.
   The twins of this in Python are stick/verify.py, stick/content.py and stick/clean.py. */

const QUESTIONS = ["authentic", "complete", "intact", "current", "clean"];

/* What is said of it when many are said at once, is "many"; without it the message. */
function finding(question, path, message, fix, many) {
  return { question: question, path: printable(path) || "?", message: message, fix: fix, many: many };
}
function writeAgain() {
  return say("write the bundle to the stick again; if it happens twice, use another stick");
}

/* What was chosen, as a tree: {scope, name, files: path → File, folders}. Browsers put the chosen folder's name before
   each path, except for a whole drive on Windows. */
function treeOf(chosen) {
  const paths = chosen.map(function (one) { return one.path.replace(/^\/+/, ""); });
  const first = paths.length ? paths[0].split("/")[0] : "";
  const isPrefixed = paths.length > 0 && paths.every(function (path) { return path.startsWith(first + "/"); });
  const files = new Map(), folders = new Set();
  chosen.forEach(function (one, at) {
    const path = isPrefixed ? paths[at].slice(first.length + 1) : paths[at];
    if (one.file) { files.set(path, one.file); } // a folder's own path ends with a slash
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      folders.add(path.slice(0, end));
    }
  });
  return { name: isPrefixed ? first : "", files: files, folders: folders };
}

function namesIn(tree, folder) {
  const start = folder ? folder + "/" : "", found = new Map();
  function add(kind) {
    return function (path) {
      if (path.startsWith(start)) {
        const name = path.slice(start.length).split("/")[0];
        if (start + name === path) { found.set(name, kind); }
      }
    };
  }
  Array.from(tree.files.keys()).forEach(add("file"));
  tree.folders.forEach(add("folder"));
  return new Map(Array.from(found).sort(function (one, other) { return one[0] < other[0] ? -1 : 1; }));
}

function filesUnder(tree, folder) {
  const start = folder + "/", found = new Map();
  tree.files.forEach(function (file, path) {
    if (path.startsWith(start)) { found.set(path.slice(start.length), file); }
  });
  return found;
}

function stop(what, fix) { return { stopped: { what: what, fix: fix } }; }

/* A finished outcome: {scope, findings, answers, isClockWrong, manifest, key, files, verdict}. */
async function judge(chosen, watch) {
  const tree = treeOf(chosen), root = namesIn(tree, "");
  const isStick = root.has(names.startPage) || Array.from(root.keys()).some(isEditionName);
  if (isStick) { return judgeStick(tree, root, watch); }
  if (root.has(names.manifest) || root.has(names.checksums)) { return judgeFolder(tree, watch); }
  if (!root.size) {
    return stop(say("what you chose is empty"),
      say("choose the stick itself: the folder that holds BUKA.HTM and a folder BEKAL-…"));
  }
  const inner = Array.from(root.keys()).find(function (name) {
    return tree.files.has(name + "/" + names.startPage);
  });
  if (inner) {
    return stop(say("{path} does not hold BUKA.HTM, but a folder in it does",
      { path: printable(tree.name) || "?" }), say("choose {path}", { path: printable(inner) }));
  }
  return stop(say("{path} holds no BUKA.HTM", { path: printable(tree.name) || "?" }),
    say("choose the stick itself: the folder that holds BUKA.HTM and a folder BEKAL-…"));
}

async function judgeStick(tree, root, watch) {
  const editions = [];
  for (const entry of root) {
    if (entry[1] === "folder" && isEditionName(entry[0])) {
      editions.push(await readEdition(entry[0], filesUnder(tree, entry[0])));
    }
  }
  const found = editions.filter(function (one) { return one.finding; }).map(function (one) { return one.finding; });
  if (!editions.length) {
    found.push(finding("complete", names.prefix + "…", say("the folder that BUKA.HTM leads to is missing"),
      say("write the bundle to the stick again")));
  }
  const authentic = editions.filter(function (one) { return one.manifest; }).sort(function (one, other) {
    return compareReleases(other.manifest.release, one.manifest.release);
  });
  watch.expect(authentic.reduce(function (sum, one) { return sum + payloadBytes(one); }, 0));
  for (const edition of authentic) {
    found.push.apply(found, await checkContent(tree, edition, watch.advance));
  }
  const leadsTo = [];
  found.push.apply(found, await checkRootFiles(tree, root, authentic, leadsTo));
  found.push.apply(found, checkAge(authentic, leadsTo[0]));
  found.push.apply(found, findUnclean(tree, root));
  return outcome("stick", found, authentic);
}

async function judgeFolder(tree, watch) {
  const edition = await readEdition(tree.name, tree.files);
  if (edition.finding) { return outcome("folder", [edition.finding], []); }
  watch.expect(payloadBytes(edition));
  const whole = { files: new Map(), folders: new Set([edition.folder]) };
  tree.files.forEach(function (file, path) { whole.files.set(edition.folder + "/" + path, file); });
  tree.folders.forEach(function (path) { whole.folders.add(edition.folder + "/" + path); });
  const found = await checkContent(whole, edition, watch.advance);
  return outcome("folder", found.concat(checkAge([edition])), [edition]);
}

/* Single files have names and no folders: each must be one of those on the signed list that bear its name. */
async function judgeFiles(files, watch) {
  const byName = new Map(files.map(function (file) { return [file.name, file]; }));
  if (!byName.has(names.manifest) || !byName.has(names.signature)) {
    return stop(say("the signed list is not among the files you chose"),
      say("choose manifest.json and manifest.json.minisig too; they lie in the folder BEKAL-…"));
  }
  const edition = await readEdition("", byName);
  if (edition.finding) { return outcome("files", [edition.finding], []); }
  const listed = await listedIn(edition);
  for (const name of Object.keys(limits.root)) {
    const content = asciiBytes(edition.manifest.root[name]);
    listed.push({ path: name, size: content.length, sha256: await sha256(content) });
  }
  watch.expect(files.reduce(function (sum, file) { return sum + file.size; }, 0));
  const found = [];
  for (const file of files) {
    if (file.name === names.manifest || file.name === names.signature) { continue; }
    const bearers = listed.filter(function (one) { return lastOf(one.path) === file.name; });
    const sized = bearers.filter(function (one) { return one.size === file.size; });
    if (!bearers.length) {
      const original = (await sameAs(file, likeThis(listed, file.name, file.size)))[0];
      const called = { name: lastOf(original || "") };
      found.push(original
        ? finding("complete", file.name, say("this is '{name}', unchanged: only its name is another", called), renameIt(called))
        : finding("complete", file.name, say("a file that is not on the signed list"), deleteIt()));
      watch.advance(file.size);
    } else {
      const problem = await changeOf(file, sized.length ? sized : bearers, watch.advance);
      if (problem) { found.push(finding("intact", file.name, problem, writeAgain())); }
    }
  }
  const result = outcome("files", found.concat(checkAge([edition])), [edition]);
  result.files = files.length;
  return result;
}

function payloadBytes(edition) {
  return edition.manifest.payload.reduce(function (sum, file) { return sum + file.size; }, 0);
}

/* Complete and intact */

async function changeOf(file, expected, advance) {
  if (file.size !== expected[0].size) {
    advance(expected[0].size);
    return say("changed ({found} bytes, expected {expected})", { found: file.size, expected: expected[0].size });
  }
  try {
    const digest = await sha256OfFile(file, advance);
    return expected.some(function (one) { return one.sha256 === digest; })
      ? null : say("changed (same size, other content)");
  } catch (error) {
    return say("cannot be read ({reason})", { reason: error && error.name || "?" });
  }
}

async function checkContent(tree, edition, advance) {
  const listed = await listedIn(edition), folders = new Set(), places = new Map(), differences = new Map();
  listed.forEach(function (one) {
    for (let end = one.path.indexOf("/"); end > 0; end = one.path.indexOf("/", end + 1)) {
      folders.add(one.path.slice(0, end));
    }
  });
  const present = filesUnder(tree, edition.folder);
  for (const one of listed) {
    const place = edition.folder + "/" + one.path, file = present.get(one.path);
    let problem = null;
    if (!file) {
      differences.set(one.path, finding("complete", place, say("missing from the stick"), writeAgain()));
    } else if (!one.isRead) {
      problem = await changeOf(file, [one], advance);
      const many = file.size === one.size ? undefined : say("changed (not as large as signed)");
      if (problem) { differences.set(one.path, finding("intact", place, problem, writeAgain(), many)); }
    }
    if (!file) { advance(one.size); }
    places.set(one.path, !file ? "empty" : problem ? "changed" : "right");
  }
  const extras = listExtras(tree, edition.folder, places, folders);
  const found = await nameExtras(edition.folder, extras, present, listed, places);
  differences.forEach(function (one, path) { if (places.get(path) !== "again") { found.push(one); } });
  return found;
}

/* Size and SHA-256 of every file that belongs into the edition's folder; what is read was verified before. */
async function listedIn(edition) {
  const listed = edition.manifest.payload.slice();
  const seals = [[names.checksums, await checksumsOf(edition), false], [names.manifest, edition.bytes, true],
    [names.signature, edition.signatureBytes, true]];
  for (const seal of seals) {
    listed.push({ path: seal[0], size: seal[1].length, sha256: await sha256(seal[1]), isRead: seal[2] });
  }
  return listed;
}

/* Start page and readme as signed by any authentic edition; which edition the start page belongs to goes to leadsTo. */
async function checkRootFiles(tree, root, authentic, leadsTo) {
  if (!authentic.length) { return []; }
  const found = [];
  for (const name of [names.startPage, names.readme]) {
    let bytes = null, message = null;
    if (!root.has(name)) { message = say("missing from the stick"); }
    else if (root.get(name) !== "file") { message = say("no plain file, though its name says so"); }
    else {
      try { bytes = await readSmall(tree.files.get(name), limits.root[name]); } catch (error) {
        message = say("cannot be read ({reason})", { reason: error && error.name || "?" });
      }
    }
    const owner = bytes && authentic.find(function (one) {
      return sameBytes(bytes, asciiBytes(one.manifest.root[name]));
    });
    if (owner && name === names.startPage) { leadsTo.push(owner); }
    if (!owner) {
      found.push(finding("complete", name, message || say("changed: it is not the one that was signed"), writeAgain()));
    }
  }
  return found;
}

/* Current */

function today() { return new Date(Date.now()).toISOString().slice(0, 10); }

function checkAge(authentic, leadsTo) {
  if (!authentic.length) { return []; }
  const newest = authentic[0], manifest = newest.manifest, made = manifest.created.slice(0, 10), found = [];
  if (manifest.expires !== null && made < manifest.expires && manifest.expires <= today()) {
    found.push(finding("current", newest.folder || names.prefix + manifest.release,
      say("something in it should be asked anew since {day}", { day: { date: manifest.expires } }),
      say("get the newest bundle and write it to this stick")));
  }
  if (leadsTo && leadsTo !== newest) {
    found.push(finding("current", names.startPage,
      say("the start page leads to {old}, though {new} is on the stick",
        { old: leadsTo.folder, new: newest.folder }),
      say("write the bundle to the stick again; that finishes the update")));
  }
  return found;
}

/* Clean: what stick viruses leave, by its name */

function unclean(path, message) {
  return finding("clean", path, message,
    say("do not open it; check the stick with a virus scanner, delete it, and check the computer it came from"));
}

function findUnclean(tree, root) {
  const found = [], folders = new Set();
  root.forEach(function (kind, name) { if (kind === "folder") { folders.add(name.toLowerCase()); } });
  root.forEach(function (kind, name) {
    const message = kind === "folder" ? folderSuspicion(name) : fileSuspicion(name, folders);
    if (message) { found.push(unclean(name, message)); return; }
    if (kind !== "folder") { return; }
    if (posesAsOurs(tree, name)) {
      found.push(unclean(name, say("looks like a folder of an edition, outside of it")));
    } else if (!name.toLowerCase().startsWith(names.prefix.toLowerCase())) {
      copiesIn(tree, name).forEach(function (inner) {
        found.push(unclean(name + "/" + inner, say("a program that bears a folder's name")));
      });
    }
  });
  return found;
}

function fileSuspicion(name, folders) {
  const lower = name.toLowerCase();
  if (lower === "autorun.inf") { return say("a file that starts programs by itself"); }
  if (isProgram(name)) {
    return folders.has(stemOf(lower))
      ? say("a program or shortcut that bears the name of a folder: a virus does that")
      : say("a program, script or shortcut; a stick of ours has none");
  }
  if (!names.readable.includes(endingOf(lower))) { return null; }
  const original = [names.startPage, names.readme].find(function (one) { return looksLike(name, one); });
  if (original) { return say("looks like {name} and is not", { name: original }); }
  return isEditionName(name) ? say("bears an edition's name and is not signed") : null;
}

function folderSuspicion(name) {
  return !name.trim() || !isPrintable(name)
    ? say("a folder whose name cannot be seen: a virus hides files there") : null;
}

function posesAsOurs(tree, folder) {
  return names.parts.includes(folder.toLowerCase()) &&
    Array.from(namesIn(tree, folder).keys()).some(function (name) { return /^(buku-|index\.htm)/i.test(name); });
}

function copiesIn(tree, folder) {
  if (names.system.includes(folder.toLowerCase())) { return []; }
  const inside = namesIn(tree, folder), bearers = new Set([folder.toLowerCase()]);
  inside.forEach(function (kind, name) { if (kind === "folder") { bearers.add(name.toLowerCase()); } });
  return Array.from(inside.keys()).filter(function (name) {
    const lower = name.toLowerCase();
    return inside.get(name) === "file" && isProgram(name) && (bearers.has(stemOf(lower)) || lower === "autorun.inf");
  });
}

/* Verdict */

function outcome(scope, findings, authentic) {
  const seen = new Set(), isWhole = scope === "stick";
  const kept = findings.filter(function (one) {
    const mark = JSON.stringify([one.question, one.path, one.message]);
    return seen.has(mark) ? false : seen.add(mark);
  });
  const newest = authentic[0] || null;
  const isClockWrong = newest !== null && today() < newest.manifest.created.slice(0, 10);
  const answers = {};
  QUESTIONS.forEach(function (question) {
    const isKnown = question === "authentic" || (question === "intact" && newest !== null) ||
      (isWhole && (question === "clean" || (newest !== null && !(question === "current" && isClockWrong))));
    answers[question] = kept.some(function (one) { return one.question === question; }) ? "no"
      : isKnown ? "yes" : "unknown";
  });
  const worse = kept.filter(function (one) { return one.question !== "current"; });
  return {
    scope: scope, findings: kept, answers: answers, isClockWrong: isClockWrong,
    manifest: newest && newest.manifest, key: newest && newest.key,
    files: authentic.reduce(function (sum, one) { return sum + one.manifest.payload.length; }, 0),
    verdict: worse.length ? "unsafe" : !isWhole ? "" : kept.length ? "old" : "safe"
  };
}
