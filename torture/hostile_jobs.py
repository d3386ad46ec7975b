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
