"""
The headers every answer carries: pages, static files, redirects and errors alike.

Own code in place of a package, so that the admin's nonce and the pages' policy stand
in one place. Sources: CSP Level 3; MDN's HTTP Observatory for what is worth sending.
"""

import secrets

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from forge_site.web.desk_addresses import is_desk

PUBLIC_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# The desk shows pictures before they are saved (blob:) and frames its own previews.
DESK_POLICY = PUBLIC_POLICY | {
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
}
MEDIA_POLICY = "default-src 'none'; sandbox"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class SecurityHeadersMiddleware:
    """
    Set the policy headers on every answer that has none of its own.

    `request.csp_nonce` is made when first read: an answer that never asked for one gets a
    policy without it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        made = []

        def nonce():
            made.append(secrets.token_urlsafe(16))
            return made[0]

        request.csp_nonce = SimpleLazyObject(nonce)
        response = self.get_response(request)
        response.headers.setdefault(
            "Content-Security-Policy", self.policy(request.path_info, made)
        )
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        return response

    def policy(self, path, made):
        """Return the Content-Security-Policy for `path`, with the nonce if one was made."""
        if path.startswith(settings.MEDIA_URL):
            return MEDIA_POLICY
        policy = DESK_POLICY if is_desk(path) else PUBLIC_POLICY
        if made:
            policy = policy | {"script-src": f"{policy['script-src']} 'nonce-{made[0]}'"}
        return "; ".join(f"{name} {sources}" for name, sources in policy.items())
