"""What the bench of the chat calls a promise that was kept."""

import pytest

from bot.bench._loopback import INTERVAL, Times
from bot.bench.chat import Row, quantile


def test_quantiles_are_values_that_were_measured() -> None:
    values = [float(number) for number in range(200, 0, -1)]
    assert [quantile(values, share) for share in (0.5, 0.99, 1.0)] == [100.0, 198.0, 200.0]
    assert quantile([], 0.99) == 0.0
    assert quantile([3.0], 0.5) == 3.0


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        (Times((0.1,) * 198 + (0.9, 2.9), 0, (INTERVAL,)), True),
        (Times((0.1,) * 197 + (0.4, 0.4, 0.4), 0, (INTERVAL,)), False),
        (Times((0.1,) * 199 + (3.1,), 0, (INTERVAL,)), False),
        (Times((0.1,) * 199, 1, (INTERVAL,)), False),
        (Times((0.1,), 0, (INTERVAL, INTERVAL + 0.6)), False),
    ],
)
def test_a_promise_is_broken_by_one_late_response_or_heartbeat(times: Times, kept: bool) -> None:
    assert Row("", times, 0.0, 0.0).kept is kept
