"""Whose count a request is: only as much of a forwarded address as our proxies wrote."""

import pytest
from django.test import RequestFactory

from forge_site.web import limits


def request(forwarded=None, remote="10.0.0.1"):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)


class TestClientAddress:
    @pytest.mark.parametrize(
        ("proxies", "forwarded", "address"),
        [
            (0, None, "10.0.0.1"),
            (0, "203.0.113.9", "10.0.0.1"),
            (1, "203.0.113.9", "203.0.113.9"),
            (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
            (2, "6.6.6.6, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
            (2, "203.0.113.9", "10.0.0.1"),
            (1, None, "10.0.0.1"),
            (1, "not an address", ""),
            (1, "[2001:db8::1]", "2001:db8::1"),
            (1, "203.0.113.9:5678", "203.0.113.9"),
            (1, "[2001:db8::1]:5678", "2001:db8::1"),
            (1, "2001:db8::5678", "2001:db8::5678"),
            (1, "203.0.113.9:port", ""),
            (1, "::ffff:203.0.113.9", "203.0.113.9"),
        ],
    )
    def test_only_our_own_proxies_are_believed(self, settings, proxies, forwarded, address):
        settings.TRUSTED_PROXIES = proxies
        assert limits.client_address(request(forwarded)) == address


class TestKeys:
    def test_a_household_of_ipv6_is_one(self):
        key = limits.network_key("2001:db8:1:2::1")
        assert key == limits.network_key("2001:db8:1:2:ffff::9")
        assert key != limits.network_key("2001:db8:1:3::1")

    def test_ipv4_addresses_are_each_their_own_and_not_readable(self):
        key = limits.network_key("203.0.113.9")
        assert key != limits.network_key("203.0.113.8")
        assert "203.0.113" not in key
        assert limits.network_key("::ffff:203.0.113.9") == key

    def test_nothing_has_no_key(self):
        assert limits.network_key("") == limits.network_key("x") == ""

    def test_what_is_kept_is_coarse(self):
        assert limits.coarse_network("203.0.113.9") == "203.0.113.0/24"
        assert limits.coarse_network("2001:db8:1:2::1") == "2001:db8:1::/48"
        assert limits.coarse_network("") == ""
