"""Indonesian words with their affixes put on as the grammar says, so that taking them off can be tried on thousands.

Responsible for the forms and nothing else; the affixes are put on by rules of their own, not by those that take them
off.
"""

from __future__ import annotations

from typing import Final

ROOTS: Final = """
adu ajak ambil ancam angkat antar bantu bawa bayar beri berangkat bohong bongkar bujuk buka buru
cari catat cegah coba cuci curi damping datang dengar didik dorong dukung ganti gaji ganggu hapus
hubung hukum ikut ingat jaga janji jawab jemput jual kabar kawal kenal kerja kirim kunci kunjung
kurung lapor larang leceh lihat lindung makan minta muat nikah obat paksa pakai palsu pegang periksa
perintah pilih pindah pinjam potong pukul pulang pulih rawat rekam rekrut rugi sakit salah salin
sampai sebut selamat selesai serah sewa siap siksa simpan sita suruh syukur tagih tahan tangkap
tanya tawar teman tempat terima tinggal tipu titip tolak tolong tuduh tugas tuju tukar tulis tunda
tunggu tuntut tutup ubah ukur undang untung urus usir uji wakil wajib
"""

FAMILIES: Final = {
    "tempat": "menempatkan ditempatkan penempatan penempatannya tempatnya setempat",
    "adu": "mengadu mengadukan diadukan pengaduan pengaduannya pengaduanku pengadu",
    "berangkat": "keberangkatan memberangkatkan diberangkatkan pemberangkatan keberangkatannya",
    "pulang": "dipulangkan memulangkan kepulangan pemulangan kepulangannya terpulang",
    "kerja": "bekerja pekerja pekerjaan pekerjaannya dipekerjakan mempekerjakan kerjanya kerjakan",
    "gaji": "digaji gajinya menggaji penggajian gajiku",
    "lindung": "melindungi dilindungi pelindungan perlindungan pelindung terlindungi",
    "janji": "menjanjikan dijanjikan perjanjian perjanjiannya janjinya berjanji",
    "tipu": "menipu ditipu penipu penipuan tertipu penipuannya",
    "bayar": "membayar dibayar bayaran pembayaran pembayarannya terbayar dibayarkan",
    "lapor": "melapor melaporkan dilaporkan laporan pelaporan pelaporannya pelapor",
    "kirim": "mengirim dikirim kiriman pengiriman mengirimkan kirimannya",
    "tahan": "menahan ditahan tahanan penahanan ditahannya",
    "paksa": "memaksa dipaksa terpaksa paksaan pemaksaan",
    "keras": "kekerasan kekerasannya",
    "mati": "kematian mematikan kematiannya",
    "hilang": "kehilangan menghilang menghilangkan dihilangkan",
    "sakit": "kesakitan penyakit sakitnya menyakiti disakiti",
    "rekrut": "merekrut direkrut perekrut perekrutan perekrutannya",
    "dagang": "perdagangan diperdagangkan memperdagangkan pedagang",
    "utang": "berutang hutang utangnya hutangnya",
    "izin": "diizinkan mengizinkan ijin ijinnya perizinan berizin",
    "telepon": "menelepon ditelepon penelepon telpon nelpon telponnya",
    "rawat": "merawat dirawat perawat perawatan",
    "siksa": "menyiksa disiksa siksaan penyiksaan tersiksa",
}
"""Families that families speak of, each word as people write it."""


def melted(prefix: str, root: str) -> str:
    """Put *me-* or *pe-* on a root: its first letter decides the nasal, and k, p, s, t melt into it."""
    first = root[0]
    if first in "aiueo" or first in "gh":
        return f"{prefix}ng{root}"
    if first == "k":
        return f"{prefix}ng{root[1:]}"
    if first in "bf":
        return f"{prefix}m{root}"
    if first == "p":
        return f"{prefix}m{root}" if root.startswith("per") else f"{prefix}m{root[1:]}"
    if first in "dcj" or root.startswith("sy"):
        return f"{prefix}n{root}"
    if first == "t":
        return f"{prefix}n{root[1:]}"
    if first == "s":
        return f"{prefix}ny{root[1:]}"
    return f"{prefix}{root}"


def affixed_words() -> list[tuple[str, str]]:
    """Give each form with its root; every form once."""
    found: dict[str, str] = {}
    for root in ROOTS.split():
        active, agent = melted("me", root), melted("pe", root)
        passive = f"di{root}"
        forms = (
            *(f"{base}{ending}" for base in (active, passive) for ending in ("", "kan", "nya", "kannya")),
            f"{passive}kanlah",
            f"{active}i",
            *(f"{agent}{ending}" for ending in ("", "an", "annya", "anku")),
            *(f"ter{root}{ending}" for ending in ("", "kan")),
            *(f"{root}{ending}" for ending in ("an", "nya", "annya", "lah", "kah")),
            f"ke{root}an",
            f"ke{root}annya",
        )
        for form in forms:
            found.setdefault(form, root)
    return sorted(found.items())
