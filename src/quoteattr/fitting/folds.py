"""What is held out together: the articles of an outlet, as they share its people, its style and its mistakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
