"""Bekal: from Markdown pages to a signed folder on a USB stick.

The rooms, each of which only knows the ones before it:

``content``    what editors write: pages, blocks, data
``checks``     what must hold, one function per rule
``rendering``  the only code that imports mkdocs
``finishing``  a rendered page becomes one self-contained file
``editions``   one module per format, all from the same rendered pages
``bundle``     start page, manifest, signature, the folder that is handed over
``stick``      write it to a stick, say what a stick is worth

``cli`` sees all of them and nobody sees ``cli``; ``config``, ``errors``, ``findings``, ``reporting`` and
``locale`` are the floor they stand on.
"""
