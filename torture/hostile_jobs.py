"""What jobs of an engine may do to the process they run in. Other processes have to find them, so they stand here."""

import os
import re
import signal
import time
from pathlib import Path


def doubled(number):
    return 2 * number


def slept(seconds):
    time.sleep(seconds)
    return seconds


def hostile(what):
    """Do what a job should not."""
    match what:
        case "loop":
            while True:
                pass
        case "swallow":
            while True:
                try:
                    while True:
                        pass
                except Exception:
                    pass
        case "pattern":
            re.match("(a|a)*b", "a" * 60)
        case "memory":
            return len(bytearray(10**12))
        case "many":
            return len([bytes(1_000_000) for _ in range(100_000)])
        case "error":
            raise KeyError("nine")
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "ignores":
            signal.signal(signal.SIGVTALRM, signal.SIG_IGN)
            while True:
                pass
    return what


def killed_once(path):
    """Die the first time."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def with_engine_of(engine, number):
    """Double a number by the engine that a job is given."""
    return next(engine.map(str, [number])) * 2


class DiesOnce:
    """Kills the worker it runs on, once."""

    def __init__(self, function, path):
        self.function, self.path = function, path

    def __call__(self, engine, job):
        if not Path(self.path).exists():
            Path(self.path).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.function(engine, job)


def never_ready(pipe, limits):
    """Be a process that hangs before it takes any job."""
    while True:
        time.sleep(60)
