"""Cached attributes for classes whose other attributes stand in slots.

With :func:`functools.cached_property` the look-up of every other attribute takes five times as long as that of a slot, and
before Python 3.12 each cached one takes a lock.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


class Keeping:
    """A class that can have cached attributes."""

    __slots__ = ("__dict__",)


class kept(Generic[_T]):  # noqa: N801
    """An attribute whose value a method works out when it is first read.

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
        value = instance.__dict__[self.name] = self.method(instance)
        return value
