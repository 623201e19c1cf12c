"""The README's pictures, taken of the demo's archive: `make demo ARGS=--no-serve` thrice, then `make pictures`."""

import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from crawler.cli.serve import datasette_command, free_port
from tests.datasette_config.browsing import ARGUMENTS, CHROMIUM

ROOT = Path(__file__).parents[1]
DATA, IMAGES = ROOT / "demo-data", ROOT / "docs" / "images"
DESK, PHONE = (1440, 1000), (390, 844)
PICTURES = (
    ("home", "/", DESK),
    ("search", "/-/search?q=電動車", DESK),
    ("article", "", DESK),
    ("trends", "/-/trends?q=诈骗，酒驾，走失，无人机", (1440, 900)),
    ("phone", "/-/search?q=電動車", PHONE),
)


def main() -> None:
    port = free_port("127.0.0.1", 0)
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(datasette_command(DATA, "127.0.0.1", port), stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(address)
            with sync_playwright() as playwright, TemporaryDirectory() as folder:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                take(browser, address, Path(folder))
                browser.close()
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    """Return when the reading room answers; half a minute at most."""
    for _ in range(150):
        try:
            urlopen(address).close()
        except URLError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"nothing answers at {address}")


def take(browser: Browser, address: str, folder: Path) -> None:
    """Every picture; the article is the first reprinted one a search for 派出所 finds."""
    for name, path, (width, height) in PICTURES:
        scale = 2 if (width, height) == PHONE else 1
        page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale, locale="zh-CN")
        page.goto(address + (path or "/-/search?q=派出所"))
        if not path:
            page.locator(".hit", has=page.locator(".tag", has_text="转载")).first.locator("h2 a").click()
            page.wait_for_url("**/jingwen/articles/*")
        page.screenshot(path=folder / f"{name}.png")
        page.close()
        keep(folder / f"{name}.png", IMAGES / f"{name}.png")


def keep(taken: Path, kept: Path) -> None:
    """Put a picture in its place, in 256 colours where pngquant is there."""
    pngquant = shutil.which("pngquant")
    if pngquant:
        subprocess.run([pngquant, "--force", "--speed", "1", "--output", str(kept), "--", str(taken)], check=True)
    else:
        shutil.copy(taken, kept)
    print(f"{kept.relative_to(ROOT)}  {kept.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
