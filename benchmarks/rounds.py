"""Measuring on a machine that does other things too: interleaved rounds, and their medians."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    started = perf_counter()
    work()
    return perf_counter() - started


def medians(rounds: int, *sides: Callable[[], float]) -> list[float]:
    """The median seconds of each side: A B A B …, so that a busy minute falls on all of them.

    A side measures itself, so that what it has to prepare is not counted.
    """
    measured: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for times, side in zip(measured, sides, strict=True):
            gc.collect()  # nobody pays for what another left behind
            times.append(side())
    return [median(times) for times in measured]
