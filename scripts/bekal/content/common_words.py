"""Lists of words for search: those that say nothing, those that say little, and roots that hide others.

Roots themselves are ``affixes``; words that mean the same stand in ``docs/data/synonyms.yml``.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON: Final[dict[str, frozenset[str]]] = {
    "id": _words(
        "ada adalah agar akan aku anda apa apakah atas atau bagaimana bagi bahwa banyak bapak bapa beberapa begitu bisa"
        " boleh buat cara dalam dan dapat dari daripada dengan di dia dong dulu guna harus hendak hingga ia"
        " ialah ibu ini itu jadi jangan jika juga kah kalau kami kamu kan karena kata ke kenapa kepada ketika kita"
        " kok lagi lah lalu lewat maka mana mau melalui mengapa mereka mama memang mesti namun nanti nya oleh orang"
        " pada para pasti perlu pernah pun punya sama sampai sangat saya sebagai sebuah secara sekali sekarang"
        " selama semua seorang seperti sering serta setelah siapa si sini situ soal sudah supaya tapi telah tentang"
        " terus tetap tetapi tiap untuk yaitu yang ya yg utk dgn sdh bgmn gimana gmn kalo klo kl klu krn karna jgn dr"
        " pd bs dpt hrs sy sm jd tp dmn kmn knp brp trs org dlm pny aja saja udah udh dah sana deh sih nih mohon min"
        " masih msh bikin"
    ),
    "en": _words(
        "a about after again all am an and any anyone anything are as at be because been before being but by can"
        " could did do does doing for from get go goes going got had has have having he her here him his how i if in"
        " into is it its just know like may me might more most much must my no not now of off on one only or our out"
        " over own please s shall she should so some someone something t than that the their them then there these"
        " they this those to too up us very want was we were what when where which while who whom why will with"
        " without would you your also cant couldnt didnt doesnt dont don didn doesn havent haven im isnt isn ive let"
        " lets m cannot re really since ve wasnt wont won"
    ),
}
"""Words that say nothing about what somebody looks for."""

WEAK: Final[dict[str, frozenset[str]]] = {
    "id": _words(
        "adik kakak kaka saudara saudari sodara om tante ipar suami istri isteri anak keluarga teman kawan tetangga"
        " bapa ama mertua ponakan sepupu nona gadis tahun bulan minggu hari malaysia sabah sarawak taiwan singapura"
        " hongkong hong kong arab saudi brunei kupang flores ntt indonesia negara migran pekerja kebun ladang sawit"
    ),
    "en": _words(
        "sister brother son daughter husband wife friend cousin neighbour mother father family relative uncle aunt girl"
        " boy man woman person people worker workers year years month months day days week weeks malaysia sabah sarawak"
        " taiwan singapore hong kong saudi arabia brunei kupang flores ntt indonesia country migrant"
        " plantation palm oil"
    ),
}
"""Words that say of whom or where, and little of what: they count less than the others."""

RARE_ROOTS: Final = _words(
    "abar aja antari awat berik kerasan lantar mena nal pakan pati pencar pena pinta serahi unjung urung"
)
"""Roots of the list that hardly anybody says, and that hide a common one."""
