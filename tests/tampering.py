"""What attackers, damage and stick viruses do to a stick, each with what a verifier must say about it.

The attacks are those of the TUF specification (section 1.5.2) that a stick without a network can meet, and what stick
viruses leave behind; a case names the attack it belongs to.
One table for every verifier: the command line's tests use it, and so do those of the page that checks in a browser.

``CASES[name].damage(stick)`` damages the stick that ``write_honest(stick)`` made.
What an attack needs besides the stick (a key of its own, another bundle) it takes from its ``Attacker``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bekal.bundle.minisign import SecretKey, sign
from bekal.stick.verdict import Verdict
from bundles import KEY, PAYLOAD, STRANGER, make_bundle, make_edition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bekal.bundle.manifest import Manifest

RELEASE: Final = "2026.11.1"
FOLDER: Final = f"BEKAL-{RELEASE}"
NEWER: Final = "BEKAL-2026.12.1"

INDEX: Final = f"{FOLDER}/SITUS/index.html"
ENGLISH: Final = f"{FOLDER}/SITUS/en/index.html"
EMERGENCY: Final = f"{FOLDER}/SITUS/complaints/emergency.html"
BOOK: Final = f"{FOLDER}/HP/buku-id.html"
SUMS: Final = f"{FOLDER}/SHA256SUMS"
SEALED: Final = f"{FOLDER}/manifest.json"
SIGNATURE: Final = f"{FOLDER}/manifest.json.minisig"

Said = tuple[str, str, str]
"""The question that is answered with no, the path in the stick, the message in English."""


def write_honest(stick: Path) -> Manifest:
    """Make the stick that every case damages: one edition, signed by ``KEY``, which verifiers trust."""
    return make_bundle(stick)


@dataclass(frozen=True, slots=True)
class Attacker:
    """Somebody with the stick in hand, a key of their own, and copies of other editions."""

    stick: Path
    stranger: SecretKey = STRANGER
    owner: SecretKey = KEY
    """The trusted key: for mistakes that its owner signed, and for old editions that it really signed."""

    def read(self, path: str) -> bytes:
        return (self.stick / path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        (self.stick / path).parent.mkdir(parents=True, exist_ok=True)
        (self.stick / path).write_bytes(data)

    def other(self, release: str, *, by: SecretKey | None = None, village: str | None = None) -> Path:
        """Give the folder of another bundle that lies beside the stick."""
        signer = by or self.owner
        folder = self.stick.parent / f"{self.stick.name}-{release}-{village}-{signer.public.name}"
        if not folder.exists():
            payload = {path: f"{text} {release} {village}" for path, text in PAYLOAD.items()}
            make_bundle(folder, make_edition(release, village=village), key=signer, payload=payload)
        return folder

    def seal(self, data: bytes, *, by: SecretKey, comment: str | None = None) -> None:
        """Put another list of files on the stick, with a signature that fits it."""
        signed = self.read(SIGNATURE).decode("ascii").split("\n")[2].removeprefix("trusted comment: ")
        self.write(SEALED, data)
        self.write(SIGNATURE, sign(data, by, signed if comment is None else comment))


@dataclass(frozen=True, slots=True)
class TamperingCase:
    """One kind of tampering: the attack it belongs to, how it is done, and what must be said."""

    attack: str
    act: Callable[[Attacker], object]
    findings: tuple[Said, ...]
    verdict: Verdict = Verdict.UNSAFE
    shows_in_files: bool = True
    """Whether a plain list of files tells it: empty folders, links, devices and hidden folders stand in none.

    Such a case must not be given to a browser that walks folders: it would follow the link.
    """

    def damage(self, stick: Path) -> None:
        self.act(Attacker(stick))


def put(path: str, data: bytes = b"x") -> Callable[[Attacker], None]:
    return lambda attacker: attacker.write(path, data)


def remove(path: str) -> Callable[[Attacker], None]:
    return lambda attacker: (attacker.stick / path).unlink()


def replace(path: str, old: bytes, new: bytes) -> Callable[[Attacker], None]:
    def act(attacker: Attacker) -> None:
        data = attacker.read(path)
        assert old in data
        attacker.write(path, data.replace(old, new))

    return act


def in_turn(*acts: Callable[[Attacker], object]) -> Callable[[Attacker], None]:
    def act(attacker: Attacker) -> None:
        for each in acts:
            each(attacker)

    return act


def remove_edition(attacker: Attacker) -> None:
    shutil.rmtree(attacker.stick / FOLDER)


def rename(path: str, name: str) -> Callable[[Attacker], object]:
    """Give a file another name in its folder, or with a path another place in the edition."""
    return lambda attacker: (attacker.stick / path).rename((attacker.stick / path).parent / name)


def copy(path: str, name: str) -> Callable[[Attacker], object]:
    """Put a second copy of a file beside it, or with a path elsewhere in the edition."""
    return lambda attacker: shutil.copy(attacker.stick / path, (attacker.stick / path).parent / name)


def swap(one: str, two: str) -> Callable[[Attacker], None]:
    def act(attacker: Attacker) -> None:
        first, second = attacker.read(one), attacker.read(two)
        attacker.write(one, second)
        attacker.write(two, first)

    return act


def grow(path: str, size: int) -> Callable[[Attacker], None]:
    """Make a file endless without taking room."""

    def act(attacker: Attacker) -> None:
        with (attacker.stick / path).open("r+b") as file:
            file.truncate(size)

    return act


def change_list(change: Callable[[dict[str, Any]], object]) -> Callable[[Attacker], None]:
    """Let the owner sign a list with a mistake: signed bytes must not be believed blindly either."""

    def act(attacker: Attacker) -> None:
        document = json.loads(attacker.read(SEALED))
        change(document)
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        attacker.seal(f"{text}\n".encode(), by=attacker.owner)

    return act


def rename_first(path: str) -> Callable[[Attacker], None]:
    """Let the owner sign a list whose first file bears another path."""

    def change(document: dict[str, Any]) -> None:
        document["payload"][0]["path"] = path
        document["payload"].sort(key=lambda file: file["path"])

    return change_list(change)


def list_twice(document: dict[str, Any]) -> None:
    document["payload"].insert(0, document["payload"][0])


def list_in_two_spellings(document: dict[str, Any]) -> None:
    document["payload"].append({**document["payload"][0], "path": "hp/lain.html"})


def add_edition(
    release: str, *, with_start_page: bool, by_stranger: bool = False
) -> Callable[[Attacker], None]:
    def act(attacker: Attacker) -> None:
        other = attacker.other(release, by=attacker.stranger if by_stranger else attacker.owner)
        shutil.copytree(other / f"BEKAL-{release}", attacker.stick / f"BEKAL-{release}")
        if with_start_page:
            shutil.copy(other / "BUKA.HTM", attacker.stick)

    return act


def take_over(attacker: Attacker, signer: SecretKey) -> None:
    """Replace everything by an edition of the same release that another key signed."""
    shutil.rmtree(attacker.stick)
    make_bundle(attacker.stick, key=signer)


def take_over_with_key_file(attacker: Attacker) -> None:
    """Bring the key that is to be trusted along, in every place where somebody might look for it."""
    take_over(attacker, attacker.stranger)
    for place in (
        "key.pub",
        "docs/data/keys/kupang.pub",
        "bekal/keys/trusted/a.pub",
        ".config/bekal/keys/trusted/a.pub",
    ):
        attacker.write(place, attacker.stranger.public.as_file().encode("ascii"))
    attacker.write("mkdocs.yml", b'extra:\n  release: "2026.11.1"\n')


def take_over_with_trusted_id(attacker: Attacker) -> None:
    public = attacker.stranger.public
    posing = SecretKey(attacker.stranger.seed, type(public)(attacker.owner.public.key_id, public.key))
    take_over(attacker, posing)


def sign_by_stranger(attacker: Attacker) -> None:
    attacker.seal(attacker.read(SEALED), by=attacker.stranger)


def claim_the_owners_key(attacker: Attacker) -> None:
    """Let the comment that nobody signed name the owner's key, over a stranger's signature."""
    sign_by_stranger(attacker)
    lines = attacker.read(SIGNATURE).decode("ascii").split("\n")
    lines[0] = f"untrusted comment: bekal {attacker.owner.public.line}"
    attacker.write(SIGNATURE, "\n".join(lines).encode("ascii"))


def sign_without_hashing(attacker: Attacker) -> None:
    """Pass the signature off as minisign's old kind, which covers the bytes themselves."""
    lines = attacker.read(SIGNATURE).decode("ascii").split("\n")
    body = base64.b64decode(lines[1])
    lines[1] = base64.b64encode(b"Ed" + body[2:]).decode("ascii")
    attacker.write(SIGNATURE, "\n".join(lines).encode("ascii"))


def mix_seals(
    *, names: tuple[str, ...], release: str, village: str | None = None
) -> Callable[[Attacker], None]:
    """Put seals of another honest edition over those of this one."""

    def act(attacker: Attacker) -> None:
        other = attacker.other(release, village=village)
        for name in names:
            shutil.copy(other / f"BEKAL-{release}" / name, attacker.stick / FOLDER / name)

    return act


def copy_from(release: str, path: str, to: str, village: str | None = None) -> Callable[[Attacker], object]:
    return lambda attacker: shutil.copy(attacker.other(release, village=village) / path, attacker.stick / to)


def forge_with_sums(attacker: Attacker) -> None:
    """Swap a number and make ``SHA256SUMS`` agree, so that ``sha256sum -c`` is content."""
    page = attacker.read(EMERGENCY)
    forged = page.replace(b"0800-1000", b"0811-9999")
    sums = attacker.read(SUMS)
    attacker.write(EMERGENCY, forged)
    attacker.write(SUMS, sums.replace(_sha256(page), _sha256(forged)))


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode("ascii")


def replace_by_link(attacker: Attacker) -> None:
    outside = attacker.stick.parent / f"{attacker.stick.name}-outside"
    shutil.move(attacker.stick / FOLDER / "HP", outside)
    (attacker.stick / FOLDER / "HP").symlink_to(outside)


CHANGED: Final = "changed (same size, other content)"
NOT_SIGNED: Final = "changed: it is not the one that was signed"
MISSING: Final = "missing from the stick"
EXTRA: Final = "a file that is not on the signed list"
OTHER_BYTES: Final = (
    "the list of files is not the one that was signed: the signature does not belong to these bytes"
)
NO_SIGNATURE: Final = "there is no signature: this folder is unfinished, or someone removed it"
NOT_OURS: Final = "this is no signature of ours: "
UNUSABLE: Final = "the signed list of files cannot be used: "
UNKNOWN_KEY: Final = f"unknown key, fingerprint {STRANGER.public.fingerprint}"
TWICE: Final = "payload: the path stands there twice, or differs from another in upper and lower case only"
PROGRAM: Final = "a program, script or shortcut; a stick of ours has none"
FOLDERS_NAME: Final = "a program or shortcut that bears the name of a folder: a virus does that"
NO_PLAIN_FILE: Final = "a link or a device, where only files belong"


def _renamed(name: str) -> Said:
    return ("complete", f"{FOLDER}/HP/{name}", "this is 'buku-id.html', unchanged: only its name is another")


def _copy(path: str, original: str) -> Said:
    return ("complete", f"{FOLDER}/{path}", f"a copy of '{original}', unchanged: it does no harm")


def _escape(path: str, reason: str = "the path leaves the edition's folder") -> tuple[Said, ...]:
    return (("authentic", SEALED, f"{UNUSABLE}{path!r}: {reason}"),)


CHANGES: Final = {
    "a byte changed": TamperingCase(
        "arbitrary change", replace(INDEX, b"Selamat", b"selamat"), (("intact", INDEX, CHANGED),)
    ),
    "a number swapped in a page": TamperingCase(
        "arbitrary change", replace(EMERGENCY, b"0800-1000", b"0811-9999"), (("intact", EMERGENCY, CHANGED),)
    ),
    "a number swapped in a page and in SHA256SUMS": TamperingCase(
        "arbitrary change", forge_with_sums, (("intact", EMERGENCY, CHANGED), ("intact", SUMS, CHANGED))
    ),
    "a number swapped in BUKA.HTM": TamperingCase(
        "arbitrary change",
        replace("BUKA.HTM", b"29244800", b"29244801"),
        (("complete", "BUKA.HTM", NOT_SIGNED),),
    ),
    "a number swapped in BUKA.HTM of a stick without a signature": TamperingCase(
        "arbitrary change",
        in_turn(remove(SIGNATURE), replace("BUKA.HTM", b"29244800", b"29244801")),
        (("authentic", SIGNATURE, NO_SIGNATURE),),
    ),
    "BUKA.HTM alone, with another number and no edition": TamperingCase(
        "arbitrary change",
        in_turn(remove_edition, replace("BUKA.HTM", b"29244800", b"29244801")),
        (("complete", "BEKAL-…", "the folder that BUKA.HTM leads to is missing"),),
    ),
    "a file removed": TamperingCase("arbitrary change", remove(INDEX), (("complete", INDEX, MISSING),)),
    "a file emptied": TamperingCase(
        "arbitrary change", put(INDEX, b""), (("intact", INDEX, "changed (0 bytes, expected 53)"),)
    ),
    "a file added": TamperingCase(
        "extraneous files",
        put(f"{FOLDER}/HP/baru.html"),
        (("complete", f"{FOLDER}/HP/baru.html", EXTRA),),
    ),
    "an empty folder added": TamperingCase(
        "extraneous files",
        lambda attacker: (attacker.stick / FOLDER / "SITUS" / "baru").mkdir(),
        (("complete", f"{FOLDER}/SITUS/baru", "a folder that is not on the signed list"),),
        shows_in_files=False,
    ),
    "the manifest edited": TamperingCase(
        "arbitrary change",
        replace(SEALED, b'"release":"2026.11.1"', b'"release":"2026.11.2"'),
        (("authentic", SEALED, OTHER_BYTES),),
    ),
    "the manifest emptied": TamperingCase(
        "arbitrary change", put(SEALED, b""), (("authentic", SEALED, OTHER_BYTES),)
    ),
    "the manifest removed": TamperingCase(
        "arbitrary change",
        remove(SEALED),
        (("authentic", SEALED, "the signed list of files is missing"),),
    ),
    "the signature removed": TamperingCase(
        "arbitrary change", remove(SIGNATURE), (("authentic", SIGNATURE, NO_SIGNATURE),)
    ),
    "the signature emptied": TamperingCase(
        "arbitrary change", put(SIGNATURE, b""), (("authentic", SIGNATURE, NO_SIGNATURE),)
    ),
    "the signature binary": TamperingCase(
        "arbitrary change",
        put(SIGNATURE, bytes(range(256))),
        (("authentic", SIGNATURE, f"{NOT_OURS}the signature is no plain text"),),
    ),
    "the signed comment edited": TamperingCase(
        "arbitrary change",
        replace(SIGNATURE, b"trial", b"final"),
        (
            (
                "authentic",
                SEALED,
                "the list of files is not the one that was signed: the signed comment was changed",
            ),
        ),
    ),
    "the start page changed": TamperingCase(
        "arbitrary change", put("BUKA.HTM", b"x" * 512), (("complete", "BUKA.HTM", NOT_SIGNED),)
    ),
    "the start page longer": TamperingCase(
        "arbitrary change", replace("BUKA.HTM", b"\n", b"\n\n"), (("complete", "BUKA.HTM", NOT_SIGNED),)
    ),
    "the start page removed": TamperingCase(
        "arbitrary change", remove("BUKA.HTM"), (("complete", "BUKA.HTM", MISSING),)
    ),
    "the readme changed": TamperingCase(
        "arbitrary change",
        replace("BACA-SAYA.txt", b"0800-1000", b"0811-9999"),
        (("complete", "BACA-SAYA.txt", NOT_SIGNED),),
    ),
    "the readme removed": TamperingCase(
        "arbitrary change", remove("BACA-SAYA.txt"), (("complete", "BACA-SAYA.txt", MISSING),)
    ),
    "the edition's folder removed": TamperingCase(
        "arbitrary change",
        remove_edition,
        (("complete", "BEKAL-…", "the folder that BUKA.HTM leads to is missing"),),
    ),
    "SHA256SUMS edited": TamperingCase(
        "arbitrary change", replace(SUMS, b"HP/buku-id", b"HP/buku-xx"), (("intact", SUMS, CHANGED),)
    ),
    "SHA256SUMS removed": TamperingCase("arbitrary change", remove(SUMS), (("complete", SUMS, MISSING),)),
    "a folder replaced by a link": TamperingCase(
        "arbitrary change",
        replace_by_link,
        (
            ("clean", f"{FOLDER}/HP", NO_PLAIN_FILE),
            ("complete", f"{FOLDER}/HP/buku-en.html", MISSING),
            ("complete", f"{FOLDER}/HP/buku-id.html", MISSING),
        ),
        shows_in_files=False,
    ),
    "a pipe in the edition": TamperingCase(
        "arbitrary change",
        lambda attacker: os.mkfifo(attacker.stick / FOLDER / "HP" / "a"),
        (("clean", f"{FOLDER}/HP/a", NO_PLAIN_FILE),),
        shows_in_files=False,
    ),
    "many files added": TamperingCase(
        "extraneous files",
        in_turn(*(put(f"{FOLDER}/HP/{number}.html") for number in range(8))),
        tuple(("complete", f"{FOLDER}/HP/{number}.html", EXTRA) for number in range(8)),
    ),
    "a name with terminal commands": TamperingCase(
        "arbitrary change",
        put(f"{FOLDER}/\x1b[2Jx\n"),
        (("complete", f"{FOLDER}/\\x1b[2Jx\\x0a", EXTRA),),
    ),
}

OTHER_KEYS: Final = {
    "signed by another key": TamperingCase(
        "wrong key", sign_by_stranger, (("authentic", SIGNATURE, UNKNOWN_KEY),)
    ),
    "everything replaced by an edition of another key": TamperingCase(
        "wrong key",
        lambda attacker: take_over(attacker, attacker.stranger),
        (("authentic", SIGNATURE, UNKNOWN_KEY),),
    ),
    "an edition of another key that brings its public key along": TamperingCase(
        "wrong key", take_over_with_key_file, (("authentic", SIGNATURE, UNKNOWN_KEY),)
    ),
    "an edition of a key that took over a trusted key's id": TamperingCase(
        "wrong key", take_over_with_trusted_id, (("authentic", SEALED, OTHER_BYTES),)
    ),
    "another key that claims to be the trusted one": TamperingCase(
        "wrong key",
        claim_the_owners_key,
        (("authentic", SIGNATURE, f"unknown key, key id {STRANGER.public.name}"),),
    ),
    "a signature of minisign's older kind": TamperingCase(
        "wrong key",
        sign_without_hashing,
        (
            (
                "authentic",
                SIGNATURE,
                f"{NOT_OURS}the signature is not of the kind ED (prehashed Ed25519)",
            ),
        ),
    ),
    "a forged second edition with its own start page": TamperingCase(
        "wrong key",
        add_edition("2027.1.1", with_start_page=True, by_stranger=True),
        (
            ("authentic", "BEKAL-2027.1.1/manifest.json.minisig", UNKNOWN_KEY),
            ("complete", "BUKA.HTM", NOT_SIGNED),
        ),
    ),
    "a forged edition of the highest release there can be": TamperingCase(
        "fast-forward",
        add_edition("2099.12.9999", with_start_page=False, by_stranger=True),
        (("authentic", "BEKAL-2099.12.9999/manifest.json.minisig", UNKNOWN_KEY),),
    ),
}

MIXTURES: Final = {
    "two files swapped": TamperingCase(
        "mix-and-match",
        swap(INDEX, ENGLISH),
        (("intact", ENGLISH, CHANGED), ("intact", INDEX, CHANGED)),
    ),
    "a page of an older edition among the newer ones": TamperingCase(
        "mix-and-match",
        copy_from("2026.9.1", "BEKAL-2026.9.1/SITUS/index.html", INDEX),
        (("intact", INDEX, "changed (67 bytes, expected 53)"),),
    ),
    "the list of another edition, both honest": TamperingCase(
        "mix-and-match",
        mix_seals(names=("manifest.json",), release="2026.9.1"),
        (("authentic", SEALED, OTHER_BYTES),),
    ),
    "the signature of another edition, both honest": TamperingCase(
        "mix-and-match",
        mix_seals(names=("manifest.json.minisig",), release="2026.9.1"),
        (("authentic", SEALED, OTHER_BYTES),),
    ),
    "list and signature of an older edition in the newer one's folder": TamperingCase(
        "mix-and-match",
        mix_seals(names=("manifest.json", "manifest.json.minisig", "SHA256SUMS"), release="2026.9.1"),
        (("authentic", FOLDER, "this folder holds the edition 2026.9.1 under another name"),),
    ),
    "the start page of a village's edition": TamperingCase(
        "mix-and-match",
        copy_from(RELEASE, "BUKA.HTM", "BUKA.HTM", village="oeltua"),
        (("complete", "BUKA.HTM", NOT_SIGNED),),
    ),
    "the readme of an older edition": TamperingCase(
        "mix-and-match",
        copy_from("2026.9.1", "BACA-SAYA.txt", "BACA-SAYA.txt"),
        (("complete", "BACA-SAYA.txt", NOT_SIGNED),),
    ),
    "SHA256SUMS of another edition": TamperingCase(
        "mix-and-match",
        mix_seals(names=("SHA256SUMS",), release="2026.9.1"),
        (("intact", SUMS, CHANGED),),
    ),
    "a signed comment about another edition": TamperingCase(
        "mix-and-match",
        lambda attacker: attacker.seal(attacker.read(SEALED), by=attacker.owner, comment="by the real key"),
        (("authentic", SIGNATURE, "the signed comment and the signed list name different editions"),),
    ),
    "the edition's folder renamed to a newer release": TamperingCase(
        "fast-forward",
        lambda attacker: (attacker.stick / FOLDER).rename(attacker.stick / "BEKAL-2027.1.1"),
        (("authentic", "BEKAL-2027.1.1", "this folder holds the edition 2026.11.1 under another name"),),
    ),
    "the start page turned back to the older of two editions": TamperingCase(
        "rollback",
        add_edition("2026.12.1", with_start_page=False),
        (("current", "BUKA.HTM", f"the start page leads to {FOLDER}, though {NEWER} is on the stick"),),
        Verdict.OLD,
    ),
    "the start page turned back from a release that is larger as a number only": TamperingCase(
        "rollback",
        add_edition("2026.11.10", with_start_page=False),
        (
            (
                "current",
                "BUKA.HTM",
                f"the start page leads to {FOLDER}, though BEKAL-2026.11.10 is on the stick",
            ),
        ),
        Verdict.OLD,
    ),
}

ENDLESS: Final = {
    "the signature huge": TamperingCase(
        "endless data",
        put(SIGNATURE, b"x" * 10_000_000),
        (("authentic", SIGNATURE, f"{NOT_OURS}the signature is longer than 2048 bytes"),),
    ),
    "the manifest without end": TamperingCase(
        "endless data", grow(SEALED, 10**11), (("authentic", SEALED, OTHER_BYTES),)
    ),
    "a page without end": TamperingCase(
        "endless data",
        grow(INDEX, 10**11),
        (("intact", INDEX, "changed (100,000,000,000 bytes, expected 53)"),),
    ),
    "a start page without end": TamperingCase(
        "endless data", grow("BUKA.HTM", 10**11), (("complete", "BUKA.HTM", NOT_SIGNED),)
    ),
    "a readme without end": TamperingCase(
        "endless data", grow("BACA-SAYA.txt", 10**11), (("complete", "BACA-SAYA.txt", NOT_SIGNED),)
    ),
    "a signed list that expects more than a stick can hold": TamperingCase(
        "endless data",
        change_list(lambda document: document["payload"][0].update(size=10**15)),
        (("authentic", SEALED, f"{UNUSABLE}size is 1000000000000000, which is not allowed"),),
    ),
}

NAMES: Final = {
    "a file listed twice": TamperingCase(
        "duplicate names",
        change_list(list_twice),
        (
            (
                "authentic",
                SEALED,
                f"{UNUSABLE}{TWICE}",
            ),
        ),
    ),
    "a folder listed in two spellings": TamperingCase(
        "duplicate names",
        change_list(list_in_two_spellings),
        (
            (
                "authentic",
                SEALED,
                f"{UNUSABLE}payload: a folder is spelled twice, once in upper and once in lower case",
            ),
        ),
    ),
    "a key of the list that stands there twice": TamperingCase(
        "duplicate names",
        lambda attacker: attacker.seal(
            attacker.read(SEALED).replace(b'"release"', b'"release":"2027.1.1","release"', 1),
            by=attacker.owner,
        ),
        (("authentic", SEALED, f"{UNUSABLE}a key stands there twice"),),
    ),
    "a second spelling of a file beside it": TamperingCase(
        "duplicate names",
        copy(BOOK, "BUKU-ID.html"),
        (_copy("HP/BUKU-ID.html", "buku-id.html"),),
    ),
    "a second spelling of the edition's folder": TamperingCase(
        "duplicate names",
        put(f"bekal-{RELEASE}/HP/buku-id.html"),
        (("authentic", f"bekal-{RELEASE}/manifest.json.minisig", NO_SIGNATURE),),
    ),
    "a second spelling of the start page": TamperingCase(
        "duplicate names", put("Buka.htm"), (("clean", "Buka.htm", "looks like BUKA.HTM and is not"),)
    ),
    "a path that leaves the folder": TamperingCase(
        "path escape", rename_first("../../evil.html"), _escape("../../evil.html")
    ),
    "a path that leaves the folder from inside": TamperingCase(
        "path escape", rename_first("HP/../../evil.html"), _escape("HP/../../evil.html")
    ),
    "a path from the root of the computer": TamperingCase(
        "path escape", rename_first("/etc/passwd"), _escape("/etc/passwd")
    ),
    "a path with a drive": TamperingCase(
        "path escape", rename_first("C:/windows/evil.html"), _escape("C:/windows/evil.html")
    ),
    "a path with backslashes": TamperingCase(
        "path escape",
        rename_first("HP\\..\\..\\evil.html"),
        _escape("HP\\..\\..\\evil.html", "a path is written with / and never with a backslash"),
    ),
    "a path that is a seal": TamperingCase(
        "path escape",
        rename_first("manifest.json"),
        _escape("manifest.json", "this name belongs to the edition's own seals"),
    ),
    "a path that Windows takes for a device": TamperingCase(
        "path escape",
        rename_first("HP/nul.html"),
        _escape("HP/nul.html", "Windows keeps this name for itself"),
    ),
}


OTHER_NAMES: Final = {
    "a file renamed": TamperingCase(
        "duplicate names",
        rename(INDEX, "Index.html"),
        (
            (
                "complete",
                f"{FOLDER}/SITUS/Index.html",
                "this is 'index.html', unchanged: only its name is another",
            ),
        ),
    ),
    **{
        f"a file that a phone or a chat app called {name}": TamperingCase(
            "duplicate names", rename(BOOK, name), (_renamed(name),)
        )
        for name in ("buku-id (1).html", "buku-id.html.txt", "Copy of buku-id.html", "buku-id_2.html")
    },
    "a file moved to another folder of the edition": TamperingCase(
        "duplicate names",
        rename(BOOK, "../SITUS/buku-id.html"),
        (
            (
                "complete",
                f"{FOLDER}/SITUS/buku-id.html",
                "this is 'HP/buku-id.html', unchanged: only its place is another",
            ),
        ),
    ),
    "SHA256SUMS with an ending": TamperingCase(
        "duplicate names",
        rename(SUMS, "SHA256SUMS.txt"),
        (
            (
                "complete",
                f"{FOLDER}/SHA256SUMS.txt",
                "this is 'SHA256SUMS', unchanged: only its name is another",
            ),
        ),
    ),
    "a file under two other names": TamperingCase(
        "duplicate names",
        in_turn(copy(BOOK, "buku-id (1).html"), rename(BOOK, "buku-id (2).html")),
        (_renamed("buku-id (1).html"), _copy("HP/buku-id (2).html", "buku-id.html")),
    ),
    "a second copy of a file beside it": TamperingCase(
        "extraneous files",
        copy(BOOK, "buku-id (1).html"),
        (_copy("HP/buku-id (1).html", "buku-id.html"),),
    ),
    "a second copy of a file in another folder": TamperingCase(
        "extraneous files",
        copy(BOOK, "../SITUS/buku-id.html"),
        (_copy("SITUS/buku-id.html", "HP/buku-id.html"),),
    ),
    "second copies of the seals": TamperingCase(
        "extraneous files",
        in_turn(
            copy(SEALED, "manifest (1).json"),
            copy(SIGNATURE, "manifest.json (1).minisig"),
            copy(SUMS, "SHA256SUMS (1)"),
        ),
        (
            _copy("SHA256SUMS (1)", "SHA256SUMS"),
            _copy("manifest (1).json", "manifest.json"),
            _copy("manifest.json (1).minisig", "manifest.json.minisig"),
        ),
    ),
    "a second copy of a file that was changed itself": TamperingCase(
        "arbitrary change",
        in_turn(copy(BOOK, "buku-id (1).html"), put(BOOK, b"x")),
        (
            (
                "complete",
                f"{FOLDER}/HP/buku-id (1).html",
                "this is 'buku-id.html' as it was signed, under another name",
            ),
            ("intact", BOOK, "changed (1 bytes, expected 55)"),
        ),
    ),
    "a file renamed and changed": TamperingCase(
        "arbitrary change",
        in_turn(rename(BOOK, "buku-id (1).html"), replace(f"{FOLDER}/HP/buku-id (1).html", b"0800", b"0811")),
        (("complete", f"{FOLDER}/HP/buku-id (1).html", EXTRA), ("complete", BOOK, MISSING)),
    ),
    "a file renamed into a program": TamperingCase(
        "virus",
        rename(BOOK, "buku-id.html.exe"),
        (
            (
                "clean",
                f"{FOLDER}/HP/buku-id.html.exe",
                "a program or shortcut that is not on the signed list",
            ),
            ("complete", BOOK, MISSING),
        ),
    ),
    "a file without end among those of the edition": TamperingCase(
        "endless data",
        in_turn(put(f"{FOLDER}/HP/film.mp4"), grow(f"{FOLDER}/HP/film.mp4", 10**11)),
        (("complete", f"{FOLDER}/HP/film.mp4", EXTRA),),
    ),
}


def _virus(path: str, message: str) -> TamperingCase:
    return TamperingCase("virus", put(path), (("clean", path, message),))


def _folder(path: str, seen: str, message: str) -> TamperingCase:
    return TamperingCase(
        "virus",
        lambda attacker: (attacker.stick / path).mkdir(),
        (("clean", seen, message),),
        shows_in_files=False,
    )


def copy_like_a_worm(attacker: Attacker) -> None:
    attacker.write("Foto/foto.exe", b"x")


VIRUSES: Final = {
    "autorun.inf": _virus("AUTORUN.INF", "a file that starts programs by itself"),
    "a shortcut": _virus("Dokumen.lnk", PROGRAM),
    "a script for Windows": _virus("buka.vbs", PROGRAM),
    "a script for a shell": _virus("buka.bat", PROGRAM),
    "an app": _virus("bekal.apk", PROGRAM),
    "a package of an app": _virus("bekal.xapk", PROGRAM),
    "a program behind two endings": _virus("foto.jpg.exe", PROGRAM),
    "a program whose ending a dot hides": _virus("foto.scr.", PROGRAM),
    "a program that is read backwards": TamperingCase(
        "virus",
        put("foto\u202egpj.exe"),
        (("clean", "foto\\x202egpj.exe", PROGRAM),),
    ),
    "a help file that runs scripts": _virus("bantuan.chm", PROGRAM),
    "a shortcut that bears the edition's name": _virus(f"{FOLDER}.lnk", FOLDERS_NAME),
    "a program that bears the edition's name": _virus(f"{FOLDER}.exe", FOLDERS_NAME),
    "a shortcut to the start page": _virus("BUKA.HTM.lnk", PROGRAM),
    "a program in the edition": TamperingCase(
        "virus",
        put(f"{FOLDER}/HP/hp.exe"),
        (("clean", f"{FOLDER}/HP/hp.exe", "a program or shortcut that is not on the signed list"),),
    ),
    "a page that looks like the start page": _virus("BUKA.HTML", "looks like BUKA.HTM and is not"),
    "a page with one foreign letter in the start page's name": _virus(
        "\u0412UKA.HTM", "looks like BUKA.HTM and is not"
    ),
    "a page that bears an edition's name": _virus(
        "BEKAL-2027.html", "bears an edition's name and is not signed"
    ),
    "a folder with one foreign letter in the edition's name": TamperingCase(
        "virus",
        put(f"\u0412EKAL-{RELEASE}/HP/buku-id.html"),
        (("authentic", f"\u0412EKAL-{RELEASE}/manifest.json.minisig", NO_SIGNATURE),),
    ),
    "a book outside of the edition": TamperingCase(
        "virus",
        lambda attacker: shutil.copytree(attacker.stick / FOLDER / "HP", attacker.stick / "HP"),
        (("clean", "HP", "looks like a folder of an edition, outside of it"),),
    ),
    "a copy of a worm one level down": TamperingCase(
        "virus", copy_like_a_worm, (("clean", "Foto/foto.exe", "a program that bears a folder's name"),)
    ),
    "a folder without a visible name": _folder(
        "\u00a0", "\\xa0", "a folder whose name cannot be seen: a virus hides files there"
    ),
    "a link in the root": TamperingCase(
        "virus",
        lambda attacker: (attacker.stick / "foto").symlink_to("/"),
        (("clean", "foto", NO_PLAIN_FILE),),
        shows_in_files=False,
    ),
}

CASES: Final[dict[str, TamperingCase]] = {
    **CHANGES,
    **OTHER_KEYS,
    **MIXTURES,
    **ENDLESS,
    **NAMES,
    **OTHER_NAMES,
    **VIRUSES,
}
