"""``python -m audit.sheets``: contact sheets of every kind of page, for eyes: one PNG per view and locale.

Screens are cut at a few heights of the screen, so that a sheet stays readable; paper shows every printed page.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from audit.browser import View, chromium, looking
from audit.pages import find_built
from audit.tools import ToolError
from bekal.config import LOCALES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from audit.browser import Tab
    from audit.pages import Built

WIDEST = 3600
GAP = 24
LABEL = 40
GROUND = "#8a8580"
INK = "#ffffff"
PAPER_DPI = 60
BOOK_SHEETS = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the view, how many heights of the screen are shown, how large it is drawn."""

    view: View
    heights: float
    scale: float


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture and what is written over it."""

    label: str
    picture: Image.Image


SHEETS = {
    "light": Sheet(View(), 4, 0.75),
    "dark": Sheet(View(dark=True), 4, 0.75),
    "360-first-screen": Sheet(View(), 1, 1),
    "320": Sheet(View(screen=(320, 568)), 4, 0.8),
    "text-200": Sheet(View(text=200), 5, 0.75),
    "without-script": Sheet(View(script=False), 4, 0.75),
    "1280x720": Sheet(View(screen=(1280, 720)), 2, 0.42),
    "1024x768": Sheet(View(screen=(1024, 768)), 2, 0.5),
}


def screens(tab: Tab, sheet: Sheet, files: dict[str, Path]) -> list[Shot]:
    """Take the screens of one view."""
    shots = []
    width, height = sheet.view.screen
    for kind, file in files.items():
        tab.open(file.as_uri())
        tall = tab.evaluate("document.documentElement.scrollHeight")
        shown = min(tall, round(height * sheet.heights))
        # A taller screen, not a full-page shot: bars at the bottom then stand at the bottom of the picture.
        tab.page.set_viewport_size({"width": width, "height": max(shown, height)})
        picture = Image.open(io.BytesIO(tab.page.screenshot()))
        tab.page.set_viewport_size({"width": width, "height": height})
        size = (round(picture.width * sheet.scale), round(picture.height * sheet.scale))
        shots.append(
            Shot(f"{kind} ({tall} px)", picture.convert("RGB").resize(size, Image.Resampling.LANCZOS))
        )
    return shots


def papers(tab: Tab, files: dict[str, Path]) -> list[Shot]:
    """Print each file as readers do, with script off, and take every printed page."""
    if shutil.which("pdftoppm") is None:
        raise ToolError("no pdftoppm on this machine: run `sh scripts/prepare-tests.sh`, which installs it")
    shots = []
    for kind, file in files.items():
        tab.open(file.as_uri())
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "paper.pdf"
            tab.page.pdf(path=target, prefer_css_page_size=True, print_background=False)
            subprocess.run(["pdftoppm", "-r", str(PAPER_DPI), "-png", str(target), f"{folder}/p"], check=True)
            pages = sorted(Path(folder).glob("p-*.png"))
            shown = pages[:BOOK_SHEETS] if kind == "book" else pages
            for number, page in enumerate(shown, 1):
                picture = Image.open(page).convert("RGB")
                picture.load()
                shots.append(Shot(f"{kind} {number}/{len(pages)}", picture))
    return shots


def arrange(title: str, shots: list[Shot]) -> Image.Image:
    """Lay pictures side by side, in as many rows as fit the widest sheet."""
    rows: list[list[Shot]] = [[]]
    across = GAP
    for shot in shots:
        step = shot.picture.width + GAP
        if rows[-1] and across + step > WIDEST:
            rows.append([])
            across = GAP
        rows[-1].append(shot)
        across += step
    heights = [LABEL + max(shot.picture.height for shot in row) + GAP for row in rows]
    width = max(GAP + sum(shot.picture.width + GAP for shot in row) for row in rows)
    sheet = Image.new("RGB", (width, LABEL + GAP + sum(heights)), GROUND)
    draw = ImageDraw.Draw(sheet)
    draw.text((GAP, 14), title, fill=INK, font=ImageFont.load_default(26))
    top = LABEL + GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for shot in row:
            draw.text((left, top + 8), shot.label, fill=INK, font=ImageFont.load_default(18))
            sheet.paste(shot.picture, (left, top + LABEL))
            left += shot.picture.width + GAP
        top += height
    return sheet


def draw_sheets(browser: Browser, built: Built, folder: Path) -> list[Path]:
    """Draw every sheet of both locales into ``folder``."""
    drawn = []
    for locale in LOCALES:
        files = built.kinds(locale)
        for name, sheet in SHEETS.items():
            with looking(browser, sheet.view) as tab:
                shots = screens(tab, sheet, files)
            width, height = sheet.view.screen
            drawn.append(folder / f"{name}-{locale}.png")
            arrange(f"{name}, {locale}, {width} x {height}", shots).save(drawn[-1])
        with looking(browser, View(script=False)) as tab:
            drawn.append(folder / f"print-{locale}.png")
            arrange(f"print, {locale}, A4", papers(tab, files)).save(drawn[-1])
    return drawn


def main() -> int:
    """Draw the sheets and say where they are."""
    parser = argparse.ArgumentParser(prog="sheets", description=__doc__)
    parser.add_argument("--build", type=Path, default=Path("build"), help="what `bekal build` made")
    folder = parser.parse_args().build.resolve()
    try:
        built = find_built(folder)
        target = folder / "screenshots"
        target.mkdir(exist_ok=True)
        with chromium() as browser:
            for sheet in draw_sheets(browser, built, target):
                print(sheet)
    except ToolError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
