/* What lies in an edition's folder and is not on its signed list: a file of the list under another name, a copy of one,
   or a stranger. The twin of this in Python is stick/extras.py, which says why. */

const MOST = 400; // so many extras of one edition are named; a folder filled by a virus has no end

function deleteIt() {
  return say("delete it from the stick; if it comes back, the computer has a virus: use another computer");
}

/* What is in the folder and not on the list, as [path, kind]; a folder is named once, without what lies in it. */
function listExtras(tree, edition, listed, folders) {
  const found = new Map(), start = edition + "/";
  function look(path, isFolder) {
    if (!path.startsWith(start)) { return; }
    const parts = path.slice(start.length).split("/");
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const here = parts.slice(0, depth).join("/"), isInner = depth < parts.length || isFolder;
      if (isInner ? folders.has(here) : listed.has(here)) { continue; }
      found.set(here, isInner ? "folder" : "file");
      return;
    }
  }
  tree.folders.forEach(function (path) { look(path, true); });
  tree.files.forEach(function (_file, path) { look(path, false); });
  return Array.from(found).sort(function (one, other) { return one[0] < other[0] ? -1 : 1; });
}

/* Extras: a file of the list under another name, a copy of one, or a stranger. A missing file that is among them is
   marked "again". An extra is read only if it is as large as a file of the list, and all for no more bytes than those. */
async function nameExtras(folder, extras, present, listed, places) {
  const found = [];
  let room = listed.reduce(function (sum, one) { return sum + one.size; }, 0);
  for (const extra of extras.slice(0, MOST)) {
    const path = extra[0], file = extra[1] === "file" ? present.get(path) : null;
    const alike = file && file.size <= room ? likeThis(listed, path, file.size) : [];
    if (alike.length) { room -= file.size; }
    const same = await sameAs(file, alike);
    const gone = same.filter(function (one) { return places.get(one) === "empty"; });
    const original = nearest(path, gone.length ? gone : same);
    const said = original ? otherName(folder, path, original, places) : stranger(path, extra[1]);
    found.push(finding(said[0], folder + "/" + path, said[1], said[2], said[3]));
  }
  if (extras.length > MOST) {
    found.push(finding("complete", folder,
      say("{count} more files or folders that are not on the signed list", { count: extras.length - MOST }), deleteIt()));
  }
  return found;
}

function folderOf(path) { return path.slice(0, Math.max(0, path.lastIndexOf("/"))); }
function lastOf(path) { return path.slice(path.lastIndexOf("/") + 1); }

function nearest(path, originals) {
  return originals.find(function (one) { return folderOf(one) === folderOf(path); }) || originals[0];
}

/* Files of the list that are as large; a program by its name is none of them, unless they are too. */
function likeThis(listed, name, size) {
  return listed.filter(function (one) {
    return size > 0 && one.size === size &&
      (!isProgram(lastOf(name)) || endingOf(name).toLowerCase() === endingOf(one.path).toLowerCase());
  });
}

/* The paths of those that hold the same bytes, in order. */
async function sameAs(file, alike) {
  if (!alike.length) { return []; }
  let digest;
  try { digest = await sha256OfFile(file, function () {}); } catch (_unreadable) { return []; }
  return alike.filter(function (one) { return one.sha256 === digest; }).map(function (one) { return one.path; }).sort();
}

function otherName(folder, path, original, places) {
  const isBeside = folderOf(path) === folderOf(original), place = places.get(original);
  const called = { name: isBeside ? lastOf(original) : original };
  if (place === "changed") {
    return ["complete", say("this is '{name}' as it was signed, under another name", called),
      say("delete it, and write the bundle to the stick again"), say("as signed, under another name")];
  }
  if (place !== "empty") {
    return ["complete", say("a copy of '{name}', unchanged: it does no harm", called),
      say("delete copies from the stick, then check again; nothing is lost with them"),
      say("unchanged copies, which do no harm")];
  }
  places.set(original, "again");
  if (isBeside) {
    return ["complete", say("this is '{name}', unchanged: only its name is another", called), renameIt(called),
      say("unchanged: only the name is another")];
  }
  return ["complete", say("this is '{name}', unchanged: only its place is another", called),
    say("move it back to exactly '{place}'; or delete it, and write the bundle to the stick again",
      { place: folder + "/" + original }), say("unchanged: only the place is another")];
}

function renameIt(called) {
  return say("rename it back to exactly '{name}'; or delete it, and write the bundle to the stick again", called);
}

function stranger(path, kind) {
  if (kind === "folder") { return ["complete", say("a folder that is not on the signed list"), deleteIt()]; }
  return isProgram(lastOf(path))
    ? ["clean", say("a program or shortcut that is not on the signed list"), deleteIt()]
    : ["complete", say("a file that is not on the signed list"), deleteIt()];
}
