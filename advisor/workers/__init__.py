"""Processes that do one task at a time, each watched, stopped and replaced where it must be."""

from advisor.workers.pool import Job, WorkerPool
from advisor.workers.process import HandlerFailed, WorkerDied, WorkerNotReady

__all__ = ["HandlerFailed", "Job", "WorkerDied", "WorkerNotReady", "WorkerPool"]
