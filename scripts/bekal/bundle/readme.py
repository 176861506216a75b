"""``BACA-SAYA.txt``: what a person reads who opens the stick in a plain text viewer.

Indonesian first, then English; ASCII with Windows line ends, because old Notepad shows nothing else well.
Always exactly 4096 bytes, filled up with blank lines: then an update overwrites it in place, as one block, and the file
system's tables stay as they are.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from bekal.bundle.manifest import README_BYTES
from bekal.errors import ProjectError

if TYPE_CHECKING:
    from bekal.bundle.edition_info import EditionInfo
    from bekal.bundle.minisign import PublicKey

FIRST_WORDS: Final = "BEKAL "
"""How every readme of ours begins, so that a stranger's file of the same name is recognised as one."""

_INDONESIAN: Final = """\
BEKAL {release}{place}{trial}
Panduan aman bekerja di luar negeri, untuk keluarga di desa. Gratis.
{warning}
LAPTOP   Klik dua kali BUKA.HTM
HP       Buka berkas {folder}/HP/buku-id.html
         Satu berkas berisi semuanya. Bisa dibuka tanpa internet.
         Boleh dibagikan ke keluarga lain lewat Bluetooth.
BANTUAN  {numbers}
{post}
Kami tidak pernah memberi berkas .apk atau .exe, dan tidak pernah minta
OTP, PIN, atau uang. Kalau ada yang minta: itu bukan kami.

MENYALIN KE FLASHDISK LAIN TANPA PROGRAM
1. Salin folder {folder} sebagai folder baru.
   Jangan timpa folder yang lama.
2. Sesudah itu salin BUKA.HTM dan BACA-SAYA.txt.
3. Keluarkan flashdisk (eject), tunggu 1 menit, baru cabut.
   Kalau dicabut terlalu cepat, isi berkas bisa rusak walau namanya ada.
4. Pasang lagi, buka BUKA.HTM, lalu periksa seperti di bawah ini.

MEMERIKSA FLASHDISK
* Tanpa program: di laptop, buka {folder}/PERIKSA.html,
  lalu pilih flashdisk ini. Jawabannya satu dari tiga:
  aman dipakai - boleh dipakai, tetapi sudah lama - jangan dipakai
* Dengan program bekal:  bekal verify E:
* Windows, per berkas, bandingkan dengan {folder}\\SHA256SUMS:
  certutil -hashfile {folder}\\HP\\buku-id.html SHA256
* Linux, di folder {folder}:  sha256sum -c SHA256SUMS
Dua cara terakhir menemukan kerusakan, bukan pemalsuan.
Sidik jari kunci. Bandingkan dengan kertas dari pemberi flashdisk:
  {fingerprint}
"""

_ENGLISH: Final = """\
------------------------------------------------------------------
BEKAL {release}{place}{trial}
A guide to safe work abroad, for families in villages. Free.
{warning}
LAPTOP   Double-click BUKA.HTM
PHONE    Open the file {folder}/HP/buku-en.html
         One file holds everything. It opens without internet.
         Share it with other families by Bluetooth.
HELP     {numbers}
{post}
We never hand out .apk or .exe files, and never ask for an OTP, a PIN
or money. Whoever asks is not us.

COPYING TO ANOTHER STICK WITHOUT A PROGRAM
1. Copy the folder {folder} as a new folder.
   Never over the old one.
2. After that copy BUKA.HTM and BACA-SAYA.txt.
3. Eject the stick, wait 1 minute, only then unplug it.
   Unplugged too soon, files can be broken although their names are there.
4. Plug in again, open BUKA.HTM, then check as below.

CHECKING A STICK
* Without a program: on a laptop open {folder}/PERIKSA.html,
  then choose this stick. The answer is one of three:
  safe to use - may be used, but is old - do not use
* With the program bekal:  bekal verify E:
* Windows, file by file, compare with {folder}\\SHA256SUMS:
  certutil -hashfile {folder}\\HP\\buku-en.html SHA256
* Linux, in the folder {folder}:  sha256sum -c SHA256SUMS
The last two find damage, not forgery.
Fingerprint of the key. Compare it with the paper you were given:
  {fingerprint}
"""

_BLANK_WIDTH: Final = 68

_WARNING_ID: Final = "UJI COBA: nomor telepon di dalamnya belum kami pastikan.\n"
_WARNING_EN: Final = "TRIAL: we have not yet confirmed its numbers by calling.\n"


def build_readme(edition: EditionInfo, key: PublicKey) -> str:
    """Give the text of ``BACA-SAYA.txt``; raises ``ProjectError`` when it does not fit."""
    text = "".join(
        _fill(template, edition, key, source=source)
        for template, source in ((_INDONESIAN, True), (_ENGLISH, False))
    ).replace("\n", "\r\n")
    room = README_BYTES - len(text)
    if room < 0:
        raise ProjectError(
            "BACA-SAYA.txt needs {count} bytes and has room for {limit}",
            "give the village a shorter name, or print fewer numbers",
            count=len(text),
            limit=README_BYTES,
        )
    return text + _blank_lines(room)


def _blank_lines(room: int) -> str:
    """Fill ``room`` with lines of spaces: one long line would need a scroll bar, empty ones would be hundreds."""
    lines, rest = divmod(room, _BLANK_WIDTH)
    return "".join(
        " " * (width - 2) + "\r\n" for width in [_BLANK_WIDTH] * lines + [rest] if width > 1
    ) + " " * (rest == 1)


def _fill(template: str, edition: EditionInfo, key: PublicKey, *, source: bool) -> str:
    numbers = []
    for number in edition.numbers:
        where = number.where_id if source else number.where_en
        numbers.append(f"{number.printed} ({where})" if where else number.printed)
    warning = (_WARNING_ID if source else _WARNING_EN) if edition.is_trial else ""
    return template.format(
        release=edition.release,
        place=f"  {edition.place}" if edition.place else "",
        trial=("  UJI COBA" if source else "  TRIAL") if edition.is_trial else "",
        warning=warning,
        folder=edition.folder,
        numbers="\n         ".join(numbers),
        post=_post(edition, "DESA" if source else "VILLAGE"),
        fingerprint=key.fingerprint,
    )


def _post(edition: EditionInfo, label: str) -> str:
    """Write where the village's own post is, in lines that a narrow window shows; nothing when it is not known."""
    return "".join(
        f"{line}\n"
        for line in wrap(
            edition.village_post,
            _BLANK_WIDTH,
            initial_indent=f"{label:<8} ",
            subsequent_indent=" " * 9,
        )
    )
