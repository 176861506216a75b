"""Images in running text: each is a file that is there, and has words for those who do not see it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.content.blocks import Problem
from bekal.content.likeness import suggest
from bekal.content.markup import PICTURE_FILES, is_picture_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page

_ELSEWHERE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\")
_FOOTNOTED: Final = re.compile(r"!\[\s*\]\[")


@rule("page")
def check_image_text_missing(page: Page, context: Context) -> Iterator[Problem]:
    """An image has a text that says what it shows, for those who do not see it.

    Why: a blind reader hears this text instead of the image, and so does everybody whose phone does not show it.

    Wrong::

        ![](../assets/map.png)

    Right::

        ![Kantor desa ada di sebelah gereja.](../assets/map.png)

    Fix: write between the brackets, in one sentence, what the image tells.
    """
    del context
    for image in page.images:
        if image.text is None:
            continue
        text = image.text.strip()
        if not text:
            message = "this image has no text for those who do not see it"
        elif is_picture_file(text) or text == posixpath.basename(image.target):
            message = f"the text of this image is the name of its file, '{text}'"
        else:
            continue
        yield Problem(
            image.line, image.column, message, "say in one sentence what it shows: `![what it shows](file)`"
        )
    for number, line in page.lines:
        if "![" in line:
            for match in _FOOTNOTED.finditer(line):
                yield Problem(
                    number,
                    match.start() + 1,
                    "this image has no text for those who do not see it",
                    "say in one sentence what it shows: `![what it shows](file)`",
                )


@rule("page")
def check_image_missing(page: Page, context: Context) -> Iterator[Problem]:
    """The file of an image lies in `docs/assets` or beside the page, and is a picture.

    Why: a page that is copied by Bluetooth cannot fetch what is not there; the reader sees an empty frame.

    Wrong::

        ![Kantor desa ada di sebelah gereja.](../assets/mpa.png)

    Right::

        ![Kantor desa ada di sebelah gereja.](../assets/map.png)

    Fix: put the file into `docs/assets`, and write the path from the page to it.
    """
    for image in page.images:
        if _ELSEWHERE.match(image.target):
            continue  # reported as a link to the outside, or as forbidden
        path = image.target.partition("#")[0].partition("?")[0]
        if path and not is_picture_file(path):
            yield Problem(
                image.line,
                image.column,
                f"the image '{image.target}' is no picture",
                f"use a file that ends in {', '.join(PICTURE_FILES)}",
            )
        elif not path or path.startswith("/") or not _is_there(page, path, context):
            yield Problem(
                image.line,
                image.column,
                f"there is no image '{image.target}'" if path else "this image names no file",
                _near_image(page, path, context),
            )


def _is_there(page: Page, path: str, context: Context) -> bool:
    return _place(page, path) in context.catalogue.assets


def _place(page: Page, path: str) -> str:
    """Give the place of a file below ``docs``; the folders of locales stand beside the shared assets."""
    folder = posixpath.dirname(f"{page.locale}/{page.slug}")
    return posixpath.normpath(posixpath.join(folder, path))


def _near_image(page: Page, path: str, context: Context) -> str:
    pictures = {
        posixpath.basename(asset): asset
        for asset in sorted(context.catalogue.assets, reverse=True)
        if is_picture_file(asset)
    }
    near = pictures.get(suggest(posixpath.basename(path), sorted(pictures)))
    if near is None:
        return "put the file into docs/assets, and write the path from this page to it"
    folder = posixpath.dirname(f"{page.locale}/{page.slug}")
    return f"did you mean '{posixpath.relpath(near, folder)}'?"
