"""
A real SMTP server (aiosmtpd) in a thread, which answers as a test tells it to.

`replies` maps a step ("MAIL", "RCPT", an address, "DATA") to the reply given there, or to
HANG or DROP. What was taken is in `messages`, as (recipients, email.message.EmailMessage).
"""

import asyncio
import email
import email.policy
import socket
import threading
from contextlib import contextmanager, suppress

from aiosmtpd.smtp import SMTP

HANG = "hang"
DROP = "drop"


class MailServer:
    def __init__(self, **options):
        self.replies = {}
        self.messages = []
        self.seen = []
        self.connections = 0
        self.reached = {}
        self._options = options
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        self._server = self._run(self._listen())
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *error):
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=10)

    async def _listen(self):
        return await self._loop.create_server(self._connected, "127.0.0.1", 0)

    async def _end(self):
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _connected(self):
        self.connections += 1
        return SMTP(self, loop=self._loop, **self._options)

    def hang_at(self, step):
        """Hang at `step` until `go_on()`; return an Event, set once somebody has come there."""
        self.replies[step] = HANG
        self.reached[step] = threading.Event()
        return self.reached[step]

    def go_on(self):
        """Misbehave no more, also towards whoever hangs."""
        self.replies.clear()

    def subjects(self):
        return [message["Subject"] for _, message in self.messages]

    def message_ids(self):
        return [message["Message-ID"] for _, message in self.messages]

    async def _answer(self, server, step, otherwise):
        self.seen.append(step)
        reply = self.replies.get(step)
        if step in self.reached:
            self.reached[step].set()
        while reply == HANG:
            await asyncio.sleep(0.02)
            reply = self.replies.get(step)
        if reply == DROP:
            server.transport.abort()
            return "421 gone"
        return reply or otherwise

    async def handle_MAIL(self, server, session, envelope, address, options):
        reply = await self._answer(server, "MAIL", "250 OK")
        if reply.startswith("250"):
            envelope.mail_from = address
        return reply

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = await self._answer(server, address, None)
        reply = reply or await self._answer(server, "RCPT", "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):
        reply = self.replies.get("DATA", "250 OK")
        if not reply.startswith(("4", "5")):
            parsed = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
            self.messages.append((list(envelope.rcpt_tos), parsed))
        return await self._answer(server, "DATA", "250 OK")


@contextmanager
def trickling_server():
    """A server whose greeting never ends: a byte every fifth of a second. Gives its port."""
    ended = threading.Event()

    def drip():
        with listener, suppress(OSError):
            client, _ = listener.accept()
            with client:
                while not ended.wait(0.2):
                    client.send(b"2")

    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        ended.set()
        thread.join()
