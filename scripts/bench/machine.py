"""What the figures were measured on."""

import datetime
import os
import platform
import statistics
import tempfile
import time


def fsync_us(folder, times=200):
    """The median time of a sync after 4 KB were appended, in microseconds."""
    taken = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for place in range(times):
            os.pwrite(file.fileno(), b"x" * 4096, place * 4096)
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - begun)
    return round(statistics.median(taken) * 1e6)


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
            return names[0] if names else platform.machine()
    except OSError:
        return platform.machine()


def describe(folder):
    machine = {
        "date": datetime.date.today().isoformat(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "fsync_us": fsync_us(folder),
    }
    machine["line"] = (f"{machine['date']}, {machine['cores']} cores of {machine['processor']}, {machine['system']}, "
                       f"a sync of 4 KB takes {machine['fsync_us']} µs")
    return machine
