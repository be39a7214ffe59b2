"""The figures, each a function from a stage to rows of the table."""

from . import listen, load, log, memory, poll, replay, send, version

ALL = {
    "send": send.measure,
    "load": load.measure,
    "listen": listen.measure,
    "replay": replay.measure,
    "poll": poll.measure,
    "log": log.measure,
    "version": version.measure,
    "memory": memory.measure,
}
