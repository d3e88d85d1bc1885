"""Attributes that are worked out when they are first asked for, in classes whose other attributes stand in slots.

Beside those of :func:`functools.cached_property` Python looks for every attribute in several places, which takes five times as
long, and each of them takes a lock before Python 3.12.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


class Keeping:
    """A class with such attributes."""

    __slots__ = ("__dict__",)


class kept(Generic[_T]):  # noqa: N801
    """An attribute that a method works out.

    >>> class Square(Keeping):
    ...     __slots__ = ("side",)
    ...     @kept
    ...     def area(self):
    ...         return self.side**2
    >>> square = Square()
    >>> square.side = 3
    >>> square.area, vars(square)
    (9, {'area': 9})
    """

    def __init__(self, method: Callable[[Any], _T]) -> None:
        self.method, self.__doc__ = method, method.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type) -> _T:
        found = instance.__dict__[self.name] = self.method(instance)
        return found
