"""What the site takes from outside ``docs/``: hooks of MkDocs, named in ``mkdocs.yml``.

Pages are written so that their links work where the repository is read as it is. The site has the change log and the
notes for contributors as pages, and nothing else from outside ``docs/``: other links to there become plain text.
"""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, relpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
PAGES = {"changelog.md": ROOT / "CHANGELOG.md", "contributing.md": ROOT / "CONTRIBUTING.md"}

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s:#]+)(#[^)\s]+)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for name, path in PAGES.items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    folder = Path(str(page.file.abs_src_path)).parent

    def as_text(link: re.Match[str]) -> str:
        text, target, anchor = link.groups()
        there = (folder / target).resolve()
        for name, path in PAGES.items():
            if there == path:
                return f"[{text}]({relpath(name, dirname(page.file.src_uri) or '.')}{anchor or ''})"
        if not there.exists() or there.is_relative_to(config.docs_dir):
            return link[0]  # a page of the site, or a mistake that the strict build will report
        return f"`{text}`" if target.endswith(text) else text

    return _LINK.sub(as_text, markdown)
