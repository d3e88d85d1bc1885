"""Where the project is: for tests that read its pages, examples and scripts."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
