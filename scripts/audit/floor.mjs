/* Parses script as a browser of 2018 would: ES2018, classic scripts, no modules.
   Reads JSON from standard input: [source, …]. Prints a line of JSON for each: where it cannot be parsed, and which
   members and free names it uses. Which browser had them is left to floor.py. */

import { readFileSync } from "node:fs";
import { parse } from "acorn";

/* Names that the script gives itself are no names of the browser. */
function own(pattern, names) {
  if (!pattern || typeof pattern !== "object") return;
  if (pattern.type === "Identifier") names.own.add(pattern.name);
  else Object.keys(pattern).filter(key => key !== "key").forEach(key => own(pattern[key], names));
}

function walk(node, names) {
  if (!node || typeof node !== "object") return;
  if (Array.isArray(node)) { node.forEach(one => walk(one, names)); return; }
  if (node.type === "MemberExpression" && !node.computed) names.members.add(node.property.name);
  if (node.type === "Identifier") names.words.add(node.name);
  if (node.type === "VariableDeclarator") own(node.id, names);
  if (node.params) node.params.forEach(one => own(one, names));
  if (node.type === "FunctionDeclaration" || node.type === "CatchClause") own(node.id || node.param, names);
  for (const key of Object.keys(node)) {
    const isOwnName = (key === "property" && node.type === "MemberExpression" || key === "key") && !node.computed;
    if (!isOwnName && key !== "type") walk(node[key], names);
  }
}

for (const source of JSON.parse(readFileSync(0, "utf-8"))) {
  const names = { members: new Set(), words: new Set(), own: new Set() };
  let problem = "";
  try {
    walk(parse(source, { ecmaVersion: 9, sourceType: "script" }), names);
  } catch (error) {
    problem = String(error.message) + ": " + source.slice(error.pos, error.pos + 60);
  }
  const free = [...names.words].filter(name => !names.own.has(name));
  process.stdout.write(JSON.stringify({ problem: problem, members: [...names.members], words: free }) + "\n");
}
