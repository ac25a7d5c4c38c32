"""A bound on time is neither passed by slow work nor failed by a slow machine."""

import time

from pace import TRIES, seconds, slowness, takes_at_most


def busy(length):
    end = time.process_time() + length
    while time.process_time() < end:
        pass


def test_computing_time_is_what_is_measured():
    assert seconds(lambda: time.sleep(0.05)) < 0.04
    assert seconds(lambda: busy(0.05)) >= 0.05


def test_no_machine_is_faster_than_the_usual_one():
    assert slowness() >= 1


def test_work_that_takes_too_long_each_time_is_found_out():
    assert not takes_at_most(0.001, lambda: busy(0.05 * slowness()))


def test_one_slow_try_is_no_failure():
    tries = iter([0.2, *[0.0] * TRIES])
    assert takes_at_most(0.01, lambda: busy(next(tries)))
