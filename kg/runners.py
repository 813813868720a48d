"""Map a pure function over documents, here or in processes of this machine; results in the order of tasks."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def ignore(_done: int) -> None:
    """Report no progress."""


def map_tasks(
    function: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int,
    lost: Callable[[Task], Result],
    progress: Callable[[int], None] = ignore,
) -> list[Result]:
    """Apply ``function`` to every task.

    Args:
        function: A pure function that raises nothing; picklable, as are tasks and results, if ``jobs`` > 1.
        tasks: What to apply it to.
        jobs: How many processes to use; 1 stays in this one.
        lost: The result for a task whose process died (out of memory, a crash in native code).
        progress: Called with the number of a task when it is done.

    Returns:
        One result a task, in the order of ``tasks``.
    """
    if jobs <= 1:
        return [_here(function, task, number, progress) for number, task in enumerate(tasks)]
    found = _in_pool(function, dict(enumerate(tasks)), jobs, progress)
    for number, task in enumerate(tasks):
        if number not in found:  # a dying process takes its neighbours with it: give each one more try, alone
            again = _in_pool(function, {number: task}, 1, progress)
            found[number] = again[number] if number in again else lost(task)
    return [found[number] for number in range(len(tasks))]


def _here(
    function: Callable[[Task], Result], task: Task, number: int, progress: Callable[[int], None]
) -> Result:
    result = function(task)
    progress(number)
    return result


def _die_quietly() -> None:
    """Let Ctrl-C end a worker without a traceback; the main process says what is to be said."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _in_pool(
    function: Callable[[Task], Result], tasks: dict[int, Task], jobs: int, progress: Callable[[int], None]
) -> dict[int, Result]:
    """The results by number of those tasks that lived to give one.

    Processes are spawned, not forked: the progress bar's thread may hold a lock at the moment of a fork.
    """
    found: dict[int, Result] = {}
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_die_quietly)
    try:
        futures: dict[Future[Result], int] = {
            pool.submit(function, task): number for number, task in tasks.items()
        }
        for future in as_completed(futures):
            try:
                found[futures[future]] = future.result()
            except BrokenProcessPool:
                continue
            progress(futures[future])
    except BrokenProcessPool:  # it broke while tasks were still being handed in
        pass
    finally:
        pool.shutdown(cancel_futures=True)
    return found
