"""What the browser tests share: the built bundle, the proxy that lets nothing out, the two browsers.

A browser starts once per session and engine; every test opens its own tab with nothing stored from before.
With pytest-xdist, ``--dist loadfile`` keeps each file, and so each measurement, in one process.

Shortcut while working on pages or tests: ``BEKAL_TEST_BUNDLE=build/bundle pytest tests/browser`` takes a bundle that
is already built, instead of building one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from built_bundle import Built, build_bundle, take_bundle
from chromium import running_chromium
from firefox import running_firefox
from recording_proxy import RecordingProxy, recording_proxy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browsers import Browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    ready = os.environ.get("BEKAL_TEST_BUNDLE")
    folder = tmp_path_factory.mktemp("built")
    return take_bundle(Path(ready), folder) if ready else build_bundle(folder)


@pytest.fixture(scope="session")
def proxy() -> Iterator[RecordingProxy]:
    with recording_proxy() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(proxy: RecordingProxy) -> Iterator[Browser]:
    with running_chromium(proxy.port) as browser:
        yield browser


@pytest.fixture(scope="session")
def firefox(proxy: RecordingProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running_firefox(proxy.port, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture(params=["chromium", "firefox"], scope="session")
def browser(request: pytest.FixtureRequest) -> Browser:
    """Each of the two browsers in turn."""
    engine: Browser = request.getfixturevalue(request.param)
    return engine


@pytest.fixture(autouse=True)
def _nothing_goes_outside(proxy: RecordingProxy) -> Iterator[None]:
    """Fail any test during which a page asked for something outside."""
    yield
    assert proxy.take_asked() == []
