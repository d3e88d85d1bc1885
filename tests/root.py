"""Where the project is: for tests that read its pages, examples and scripts."""

import re
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]

NEEDS_TEXTACY = re.compile(r"\b(?:key_terms|direct_quotations)\(")
"""Code that calls what needs textacy, which a plain install leaves out from Python 3.13 on."""

TEXTACY = find_spec("textacy") is not None
