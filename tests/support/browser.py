"""A real browser for tests: headless Chromium from Debian, driven by selenium, with access to this machine only."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

T = TypeVar("T")

PATIENCE = 120.0  # seconds to wait for something on the page
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)

_BROWSER = next((path for name in BROWSERS if (path := shutil.which(name))), None)
_DRIVER = shutil.which("chromedriver")

needs_browser = pytest.mark.skipif(
    not (_BROWSER and _DRIVER), reason="needs Chromium and its driver: apt-get install chromium chromium-driver"
)


class Browser:
    """A page in a browser. Its methods block: if the server runs in the same loop, call them in a thread."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def all(self, selector: str) -> list[WebElement]:
        """All elements that match a CSS selector."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        """Wait for the first visible element that matches."""
        return self.wait(lambda: next((e for e in self.all(selector) if e.is_displayed()), None))

    def wait(self, look: Callable[[], T | None]) -> T:
        """Wait until ``look`` returns something, and return it."""
        ignored = (NoSuchElementException, StaleElementReferenceException)
        found = WebDriverWait(self.driver, PATIENCE, 0.05, ignored_exceptions=ignored).until(lambda _: look())
        assert found
        return found

    def see(self, selector: str, text: str) -> WebElement:
        """Wait for the visible element that matches and contains this text."""
        return self.wait(lambda: next((e for e in self.all(selector) if e.is_displayed() and text in e.text), None))

    def gone(self, selector: str) -> None:
        """Wait until no visible element matches."""
        self.wait(lambda: not any(element.is_displayed() for element in self.all(selector)))

    def click(self, selector: str, text: str = "") -> None:
        """Click the element with this text."""
        self.see(selector, text).click()

    def type(self, text: str) -> None:
        """Type into the focused element."""
        self.driver.switch_to.active_element.send_keys(text)

    def complaints(self) -> list[str]:
        """The errors and warnings in the page's console, including violations of the content security policy."""
        log: list[dict[str, str]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]  # selenium's
        return [entry["message"] for entry in log if entry["level"] in ("SEVERE", "WARNING")]

    def open(self, url: str, *, width: int = 1280, height: int = 800) -> None:
        """Open a page in a window of this size and wait until it is connected to the server."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get("about:blank")  # the previous page would go on looking for its server, which is gone
        self.complaints()  # those of the previous page
        self.driver.get(url)
        self.one("body[data-ready]")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser per module, because starting it takes longer than a test. Every server has its own origin."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = _BROWSER or ""
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(_DRIVER))
        yield Browser(driver)
        driver.quit()
