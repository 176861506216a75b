/* One edition folder: its signature first, then what its manifest says. Nothing unsigned is interpreted.
   The twins of this in Python are bundle/minisign.py, bundle/manifest.py, bundle/names.py and stick/edition.py;
   messages are the same words, so that one catalogue translates both. */

const RELEASE = /^(20\d\d)\.(1[0-2]|[1-9])\.([1-9]\d{0,3})$/;
const CREATED = /^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ$/;
const DAY = /^20\d\d-[01]\d-[0-3]\d$/;
const KEYS = ["channel", "created", "expires", "format", "locales", "payload", "release", "root", "village"];
const DIFFERS = "differs";
const limits = data.limits, names = data.names;

class Refused extends Error {
  constructor(saying) { super(saying.message); this.saying = saying; }
}
function say(message, values) { return { message: message, values: values || {} }; }
function refuse(message, values) { throw new Refused(say(message, values)); }

/* Names */

function printable(name) {
  return name.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, function (sign) {
    return "\\x" + sign.codePointAt(0).toString(16).padStart(2, "0");
  });
}
function quoted(text, most) { return "'" + text.slice(0, most).replace(/\\/g, "\\\\") + "'"; }
/* A value for a message; of what is no text and no number only its kind, for it may be nested without end. */
function plainly(value) {
  return typeof value === "string" ? quoted(value, 58) : typeof value === "number" ? String(value) : typeof value;
}
function isPrintable(name) { return printable(name) === name; }

function releaseNumbers(release) {
  const match = RELEASE.exec(release);
  return match ? match.slice(1).map(Number) : [0, 0, 0];
}

function compareReleases(one, other) {
  const first = releaseNumbers(one), second = releaseNumbers(other);
  return first[0] - second[0] || first[1] - second[1] || first[2] - second[2];
}

/* Small letters, without signs that nobody sees, letters of other alphabets as those of ours that they look like. */
function plainLetters(text) {
  return Array.from(text.replace(/\p{Cf}/gu, "").toLowerCase(), function (letter) {
    return names.twins[letter] || letter;
  }).join("").trim();
}

function isEditionName(name) {
  return /^bekal(-|[^\p{L}\p{N}]*\p{Nd})/u.test(plainLetters(name.normalize("NFKC")));
}

function withoutEnd(name) { return name.replace(/[ .]+$/, ""); }
function stemOf(name) { const plain = withoutEnd(name); return plain.slice(0, Math.max(0, plain.lastIndexOf("."))); }
function endingOf(name) { const plain = withoutEnd(name); return plain.slice(plain.lastIndexOf(".") + 1); }
function isProgram(name) {
  const plain = withoutEnd(name).toLowerCase();
  return plain.includes(".") && names.programs.includes(endingOf(plain));
}

function skeleton(name) {
  const text = plainLetters(name.normalize("NFKD")).replace(/[^\p{L}\p{N}.]/gu, "");
  return text.split(".")[0].replace(/^([\p{L}\p{N}]+?)\p{Nd}$/u, "$1");
}
function looksLike(name, original) { return name !== original && skeleton(name) === skeleton(original); }

function checkName(name) {
  if (!name) { refuse("a name is empty"); }
  if (name.length > limits.nameCharacters) {
    refuse("the name has {count} characters, more than {limit}",
      { count: String(name.length), limit: String(limits.nameCharacters) });
  }
  if (!/^[a-z0-9.-]+$/.test(name)) { refuse("a name holds only a-z, 0-9, - and ."); }
  if (/^[.-]|\.$/.test(name)) { refuse("a name does not begin with . or -, nor end with ."); }
  if (names.devices.includes(name.split(".")[0])) { refuse("Windows keeps this name for itself"); }
}

function checkPath(path) {
  if (path.length > limits.pathCharacters) {
    refuse("the path has {count} characters, more than {limit}",
      { count: String(path.length), limit: String(limits.pathCharacters) });
  }
  if (path.includes("\\")) { refuse("a path is written with / and never with a backslash"); }
  const parts = path.split("/");
  if (path.startsWith("/") || parts.includes("..") || parts.includes(".") || /^[A-Za-z]:/.test(path)) {
    refuse("the path leaves the edition's folder");
  }
  if (names.seals.some(function (seal) { return seal.toLowerCase() === parts[0].toLowerCase(); })) {
    refuse("this name belongs to the edition's own seals");
  }
  parts.slice(names.signposts.includes(parts[0]) ? 1 : 0).forEach(checkName);
}

function checkUnique(paths) {
  const files = new Set(), folders = new Map();
  paths.forEach(function (path) {
    const lower = path.toLowerCase(), parts = path.split("/");
    if (files.has(lower)) {
      refuse("the path stands there twice, or differs from another in upper and lower case only");
    }
    files.add(lower);
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join("/"), known = folders.get(folder.toLowerCase());
      if (known !== undefined && known !== folder) {
        refuse("a folder is spelled twice, once in upper and once in lower case");
      }
      folders.set(folder.toLowerCase(), folder);
    }
  });
  if (Array.from(files).some(function (path) { return folders.has(path); })) {
    refuse("the same name is a file and a folder");
  }
}

/* Signature and keys, in minisign's format */

function asciiText(bytes) {
  return bytes.every(function (byte) { return byte < 128; })
    ? Array.from(bytes, function (byte) { return String.fromCharCode(byte); }).join("") : null;
}

function decodeLine(line, size) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(line) || line.length % 4) { refuse("a line is no base64"); }
  const text = atob(line);
  if (text.length !== size) {
    refuse("a line holds {count} bytes, expected {size}", { count: String(text.length), size: String(size) });
  }
  if (btoa(text) !== line) { refuse("a line is base64 in an unusual spelling"); }
  return asciiBytes(text);
}

function parseKey(line) {
  const body = decodeLine(line, 42);
  if (body[0] !== 69 || body[1] !== 100) { refuse("the key is not of the kind Ed (Ed25519)"); }
  return { id: hexOf(body.slice(2, 10)), key: body.slice(10) };
}

function parseSignature(bytes) {
  if (bytes.length > limits.signatureBytes) {
    refuse("the signature is longer than {limit} bytes", { limit: String(limits.signatureBytes) });
  }
  const text = asciiText(bytes);
  if (text === null) { refuse("the signature is no plain text"); }
  const lines = text.split("\n"), unsigned = "untrusted comment: ", signed = "trusted comment: ";
  if (lines.length !== 5 || lines[4] || !lines[0].startsWith(unsigned) || !lines[2].startsWith(signed)) {
    refuse("the signature does not have minisign's four lines");
  }
  const comment = lines[2].slice(signed.length);
  if (!isPrintable(comment)) { refuse("the signed comment holds signs that cannot be printed"); }
  const body = decodeLine(lines[1], 74);
  if (body[0] !== 69 || body[1] !== 68) { refuse("the signature is not of the kind ED (prehashed Ed25519)"); }
  return {
    keyId: hexOf(body.slice(2, 10)), signature: body.slice(10), comment: comment,
    commentSignature: decodeLine(lines[3], 64), remark: lines[0].slice(unsigned.length)
  };
}

async function checkSignature(bytes, signature, key) {
  if (!(await isSignedBy(key.key, vendored.blake2b.blake2b(bytes, null, 64), signature.signature))) {
    refuse("the signature does not belong to these bytes");
  }
  const whole = joinBytes(signature.signature, asciiBytes(signature.comment));
  if (!(await isSignedBy(key.key, whole, signature.commentSignature))) {
    refuse("the signed comment was changed");
  }
}

async function fingerprintOf(key) {
  return (await sha256(key.key)).slice(0, 24).match(/.{4}/g).join(" ");
}

/* The key that the unsigned comment names, if it really made this signature: a stranger to be shown. */
async function claimedKey(bytes, signature) {
  try {
    const key = parseKey(signature.remark.replace(/^bekal /, ""));
    if (key.id !== signature.keyId) { return null; }
    await checkSignature(bytes, signature, key);
    return key;
  } catch (error) {
    if (error instanceof Refused) { return null; }
    throw error;
  }
}

/* Manifest */

function isObject(value) { return typeof value === "object" && value !== null && !Array.isArray(value); }

function requireKeys(value, keys, place) {
  if (!isObject(value)) { refuse("{place} is no object", { place: place }); }
  const found = Object.keys(value);
  const odd = found.filter(function (key) { return !keys.includes(key); })
    .concat(keys.filter(function (key) { return !found.includes(key); })).sort()[0];
  if (odd !== undefined) {
    refuse("{place} lacks the key {key}, or should not have it", { place: place, key: quoted(odd, 40) });
  }
}

function requireText(value, pattern, key) {
  if (typeof value !== "string" || !pattern.test(value)) {
    refuse("{key} is {value}, which is not allowed", { key: key, value: plainly(value) });
  }
}

function requireDay(value, key) {
  const day = new Date(value.length === 10 ? value + "T00:00:00Z" : value);
  if (isNaN(day) || day.toISOString().slice(0, 19) !== value.slice(0, 19).concat("T00:00:00").slice(0, 19)) {
    refuse("{key} is no day of the calendar", { key: key });
  }
}

function requirePayload(payload) {
  if (!Array.isArray(payload) || !payload.length) { refuse("{key} is no list", { key: "payload" }); }
  if (payload.length > limits.payloadFiles) {
    refuse("it lists more than {limit} files", { limit: String(limits.payloadFiles) });
  }
  payload.forEach(function (file, at) {
    requireKeys(file, ["path", "sha256", "size"], "payload");
    requireText(file.path, /^/, "path");
    try { checkPath(file.path); } catch (error) {
      if (!(error instanceof Refused)) { throw error; }
      refuse("{path}: {reason}", { path: quoted(file.path, 160), reason: error.saying });
    }
    if (!Number.isInteger(file.size) || file.size < 0 || file.size > limits.largestFile) {
      refuse("{key} is {value}, which is not allowed", { key: "size", value: plainly(file.size) });
    }
    requireText(file.sha256, /^[0-9a-f]{64}$/, "sha256");
    if (at && payload[at - 1].path > file.path) { refuse("its files are not in order"); }
  });
  try { checkUnique(payload.map(function (file) { return file.path; })); } catch (error) {
    if (!(error instanceof Refused)) { throw error; }
    refuse("payload: {reason}", { reason: error.saying });
  }
}

/* What the edition of a village does not share with the base edition. */
function requireDiffers(manifest) {
  const paths = manifest.differs;
  if (manifest.village === null) { refuse("only the edition of a village has the key {key}", { key: DIFFERS }); }
  if (!Array.isArray(paths) || !paths.length || !paths.every(function (path) { return typeof path === "string"; })) {
    refuse("{key} is no list", { key: DIFFERS });
  }
  paths.forEach(function (path, at) {
    if (at && paths[at - 1] >= path) { refuse("its files are not in order"); }
  });
  const known = new Set(manifest.payload.map(function (file) { return file.path; }));
  const stranger = paths.find(function (path) { return !known.has(path); });
  if (stranger !== undefined) {
    refuse("{key} is {value}, which is not allowed", { key: DIFFERS, value: quoted(stranger, 60) });
  }
}

/* The only spelling that is accepted: sorted keys, no spaces, one line feed at the end. */
function canonical(value) {
  if (Array.isArray(value)) { return "[" + value.map(canonical).join(",") + "]"; }
  if (!isObject(value)) { return JSON.stringify(value); }
  return "{" + Object.keys(value).sort().map(function (key) {
    return JSON.stringify(key) + ":" + canonical(value[key]);
  }).join(",") + "}";
}

function parseManifest(bytes) {
  if (bytes.length > limits.manifestBytes) {
    refuse("it is longer than {limit} bytes", { limit: String(limits.manifestBytes) });
  }
  let text, manifest;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    manifest = JSON.parse(text);
  } catch (_error) { refuse("it is no JSON"); }
  if (!isObject(manifest) || (manifest.format !== undefined && manifest.format !== limits.format)) {
    refuse("its format is not {format}: another version of bekal made it", { format: String(limits.format) });
  }
  const declares = Object.keys(manifest).includes(DIFFERS);
  requireKeys(manifest, declares ? KEYS.concat(DIFFERS) : KEYS, "manifest");
  if (manifest.village !== null) {
    requireText(manifest.village, /^[a-z0-9]+(-[a-z0-9]+)*$/, "village");
    if (manifest.village.length > limits.nameCharacters) { refuse("{key} is too long", { key: "village" }); }
  }
  requireText(manifest.release, RELEASE, "release");
  requireText(manifest.created, CREATED, "created");
  requireDay(manifest.created, "created");
  requireText(manifest.channel, /^(trial|release)$/, "channel");
  const locales = manifest.locales;
  if (!Array.isArray(locales) || !locales.length || locales.length > 40) {
    refuse("{key} is no list", { key: "locales" });
  }
  locales.forEach(function (locale) { requireText(locale, /^[a-z]{2,3}$/, "locales"); });
  if (new Set(locales).size !== locales.length) { refuse("{key} names something twice", { key: "locales" }); }
  if (manifest.expires !== null) {
    requireText(manifest.expires, DAY, "expires");
    requireDay(manifest.expires, "expires");
  }
  requirePayload(manifest.payload);
  if (declares) { requireDiffers(manifest); }
  requireKeys(manifest.root, Object.keys(limits.root), "root");
  Object.keys(limits.root).forEach(function (name) {
    const content = manifest.root[name], size = limits.root[name];
    if (typeof content !== "string" || !/^[\0-\x7f]*$/.test(content) || content.length !== size) {
      refuse("{name} is not {size} bytes of plain text", { name: name, size: String(size) });
    }
  });
  if (canonical(manifest) + "\n" !== text) { refuse("it is not written in the canonical way"); }
  return manifest;
}

function commentOf(manifest) {
  return "bekal release=" + manifest.release + " village=" + (manifest.village || "-") +
    " date=" + manifest.created + " " + manifest.channel;
}

async function checksumsOf(edition) {
  const sums = edition.manifest.payload.map(function (file) { return [file.path, file.sha256]; });
  sums.push([names.manifest, await sha256(edition.bytes)]);
  sums.sort(function (one, other) { return one[0] < other[0] ? -1 : 1; });
  return asciiBytes(sums.map(function (sum) { return sum[1] + "  " + sum[0] + "\n"; }).join(""));
}

/* What the folder is worth before its payload is read: manifest, bytes and key of an authentic one, else a finding.
   A folder of unknown name ("") is not asked whether it bears the right one. */
async function readEdition(folder, files) {
  const place = folder ? folder + "/" : "";
  const signatureFile = files.get(names.signature), manifestFile = files.get(names.manifest);
  function no(path, message, fix) {
    return {
      folder: folder, manifest: null, finding: finding("authentic", path, message,
        fix || say("do not use this folder; write the bundle to the stick again, or use another stick"))
    };
  }
  const signatureBytes = await readSeal(signatureFile, limits.signatureBytes);
  if (!signatureBytes || !signatureBytes.length) {
    return no(place + names.signature,
      say("there is no signature: this folder is unfinished, or someone removed it"),
      say("write the bundle to the stick again; if {folder} is still named then, delete that folder",
        { folder: printable(folder) }));
  }
  let signature;
  try { signature = parseSignature(signatureBytes); } catch (error) {
    if (!(error instanceof Refused)) { throw error; }
    return no(place + names.signature, say("this is no signature of ours: {reason}", { reason: error.saying }));
  }
  const bytes = await readSeal(manifestFile, limits.manifestBytes);
  if (!bytes) { return no(place + names.manifest, say("the signed list of files is missing")); }
  const trusted = data.keys.map(parseKey).filter(function (key) { return key.id === signature.keyId; });
  if (!trusted.length) {
    const stranger = await claimedKey(bytes, signature);
    const id = signature.keyId.match(/../g).reverse().join("").toUpperCase();
    return no(place + names.signature,
      stranger ? say("unknown key, fingerprint {fingerprint}", { fingerprint: await fingerprintOf(stranger) })
        : say("unknown key, key id {name}", { name: id }),
      say("compare the fingerprint with the one on paper; only if it is the same, " +
        "get the key file from its owner and run: bekal key trust FILE"));
  }
  let key = null, doubt = say("the signature was made by another key");
  for (const one of trusted) {
    try { await checkSignature(bytes, signature, one); key = key || one; } catch (error) {
      if (!(error instanceof Refused)) { throw error; }
      doubt = error.saying;
    }
  }
  if (!key) {
    return no(place + names.manifest,
      say("the list of files is not the one that was signed: {reason}", { reason: doubt }));
  }
  let manifest;
  try { manifest = parseManifest(bytes); } catch (error) {
    if (!(error instanceof Refused)) { throw error; }
    return no(place + names.manifest,
      say("the signed list of files cannot be used: {reason}", { reason: error.saying }));
  }
  if (signature.comment !== commentOf(manifest)) {
    return no(place + names.signature,
      say("the signed comment and the signed list name different editions"));
  }
  if (folder && folder !== names.prefix + manifest.release) {
    return no(folder, say("this folder holds the edition {release} under another name",
      { release: manifest.release }));
  }
  return {
    folder: folder, manifest: manifest, bytes: bytes, signatureBytes: signatureBytes, key: key, finding: null
  };
}

async function readSeal(file, limit) {
  if (!file) { return null; }
  try { return await readSmall(file, limit); } catch (_unreadable) { return null; }
}
