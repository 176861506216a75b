/* Says once what is the same of many files, with their number and three of their names. The twin of this in Python is
   stick/alike.py; the page shows all of them on demand. */

const MANY = 6; // from so many on they are said together

/* Lines: {question, path, message, fix, findings}; the path of a line about the root is a saying and no text. */
function sayAlikeOnce(findings) {
  const groups = new Map(), lines = [];
  findings.forEach(function (one) {
    const mark = JSON.stringify([one.question, partOf(one.path), one.many || one.message]);
    if (!groups.has(mark)) { groups.set(mark, []); }
    groups.get(mark).push(one);
  });
  groups.forEach(function (group) {
    if (group.length >= MANY) { lines.push(together(group)); return; }
    group.forEach(function (one) { lines.push(Object.assign({ findings: [one] }, one)); });
  });
  return lines;
}

/* The folder that a finding is counted in: an edition's part, or whatever folder it lies in. */
function partOf(path) {
  const parts = path.split("/");
  return parts.slice(0, parts.length > 2 ? 2 : -1).join("/");
}

function together(group) {
  const one = group[0], folder = partOf(one.path), paths = group.map(function (each) { return each.path; }).sort();
  const isOne = group.every(function (each) { return JSON.stringify(each.fix) === JSON.stringify(one.fix); });
  return {
    question: one.question, path: folder || say("the stick itself"),
    message: say("{message}: {count} in this folder, for example {names}", {
      message: one.many || one.message, count: group.length,
      names: paths.slice(0, 3).map(function (path) { return path.slice(folder ? folder.length + 1 : 0); }).join(", ")
    }),
    fix: isOne ? one.fix : say("delete them, and write the bundle to the stick again"), findings: group
  };
}
