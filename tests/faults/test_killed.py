"""
The server killed in the middle of bookings, a few times: kill.py in small.

The sender is killed at each of its steps in test_sender_killed.py; here it comes afterwards.
"""

from tests.faults.ground import open_gym
from tests.faults.kill import storm_and_count


def test_whoever_was_told_yes_is_in_once_with_each_email_once(site_folder):
    open_gym(site_folder.alias)
    counted = storm_and_count(
        site_folder, kills=2, posts=40, longest_life=0.6, OUTBOX_SENDER="0"
    )
    assert counted["broken"] == []
    assert counted["kills"] == 2
    assert counted["killed_in_hand"] > 0
    assert counted["303"] >= 20
