"""Draws the app's icons from their SVGs with Chromium: `python frontend/icons/rasterise.py` from the repository's root.

What it makes is kept in public/, so that building the page needs no browser.
"""

from __future__ import annotations

from pathlib import Path

from tests.e2e.chromium import chromium

HERE = Path(__file__).parent
PUBLIC = HERE.parent / "public"
# File, drawing, side in pixels. Apple's is cut by the system and must fill its square.
ICONS = (
    ("icon-192.png", PUBLIC / "favicon.svg", 192),
    ("icon-512.png", PUBLIC / "favicon.svg", 512),
    ("maskable-192.png", HERE / "maskable.svg", 192),
    ("maskable-512.png", HERE / "maskable.svg", 512),
    ("apple-touch-icon.png", HERE / "maskable.svg", 180),
)


def main() -> None:
    with chromium() as browser:
        page = browser.new_page()
        for name, drawing, side in ICONS:
            page.set_viewport_size({"width": side, "height": side})
            style = "<style>html, body { margin: 0; background: none } svg { display: block; width: 100vw }</style>"
            page.set_content(style + drawing.read_text(encoding="utf-8"))
            page.screenshot(path=PUBLIC / name, omit_background=True)


if __name__ == "__main__":
    main()
