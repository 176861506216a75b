"""The proof that a stick survives being pulled out: every logged block write replayed on real FAT and exFAT.

``releases`` makes what is written, ``machine`` runs Debian's kernel in QEMU, ``guest`` is what runs inside.
``blocklog`` reads the log of block writes, ``replay`` makes the states that a pulled stick may hold from it.
``judgement`` says what a reader meets in one state, ``results`` counts and writes the table.
``python -m proof`` does it all; it is no part of the programme, and nothing of ``bekal`` knows it.
"""
