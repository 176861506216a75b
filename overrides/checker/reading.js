/* Bytes: read from chosen files in pieces, hashed, and signatures checked.
   The browser's own cryptography where it works, else the code of others that stands before this.
   Parts of one script, joined by scripts/bekal/bundle/checker_page.py: reading, edition, extras, judging, alike,
   page. */

const PIECE = 4 * 1024 * 1024;
const WHOLE = 32 * 1024 * 1024; // larger files are hashed piece by piece: a cheap laptop has little memory
const GROUP_ORDER = [0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10];

function readBlob(blob) {
  return new Promise(function (resolve, reject) {
    const reader = new FileReader();
    reader.onload = function () { resolve(new Uint8Array(reader.result)); };
    reader.onerror = function () { reject(reader.error); };
    reader.readAsArrayBuffer(blob);
  });
}

/* At most one byte more than the limit, whatever the file claims to be. */
function readSmall(file, limit) { return readBlob(file.slice(0, limit + 1)); }

function hexOf(bytes) {
  return Array.from(bytes, function (byte) { return (byte < 16 ? "0" : "") + byte.toString(16); }).join("");
}

function sameBytes(one, other) {
  return one.length === other.length && one.every(function (byte, at) { return byte === other[at]; });
}

function asciiBytes(text) { return Uint8Array.from(text, function (sign) { return sign.charCodeAt(0); }); }

function joinBytes(one, other) {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

/* Pages that come over plain http have no such thing, and old browsers lack parts of it: trying tells. */
async function natively(work) {
  try { return await work(window.crypto.subtle); } catch (_missing) { return null; }
}

async function sha256(bytes) {
  const digest = await natively(function (subtle) { return subtle.digest("SHA-256", bytes); });
  return hexOf(digest ? new Uint8Array(digest) : vendored.sha256.hash(bytes));
}

async function sha256OfFile(file, advance) {
  if (file.size <= WHOLE) {
    const bytes = await readBlob(file);
    const digest = await sha256(bytes);
    advance(file.size);
    return digest;
  }
  const hash = new vendored.sha256.Hash();
  for (let start = 0; start < file.size; start += PIECE) {
    const piece = await readBlob(file.slice(start, start + PIECE));
    hash.update(piece);
    advance(piece.length);
  }
  return hexOf(hash.digest());
}

/* TweetNaCl accepts a second spelling of a signature, which others refuse: its second half must be a small number. */
function hasSmallHalf(signature) {
  for (let at = 31; at >= 0; at -= 1) {
    if (signature[32 + at] !== GROUP_ORDER[at]) { return signature[32 + at] < GROUP_ORDER[at]; }
  }
  return false;
}

async function isSignedBy(key, bytes, signature) {
  const answer = await natively(async function (subtle) {
    const native = await subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return { isRight: await subtle.verify({ name: "Ed25519" }, native, signature, bytes) };
  });
  if (answer) { return answer.isRight; }
  return hasSmallHalf(signature) && vendored.nacl.sign.detached.verify(bytes, signature, key);
}
