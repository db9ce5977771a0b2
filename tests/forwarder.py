"""
A port of this machine that leads to another one, and can be taken away and put back.

Stands for a mapped container port, a tunnel, or a mail server that is down for a while.
"""

import asyncio
import threading
from contextlib import suppress


class Forwarder:
    """`port` leads to `target`, both on 127.0.0.1, between `open()` and `close()`."""

    def __init__(self, target):
        self.target = target
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        self.open()
        return self

    def __exit__(self, *error):
        self.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def open(self):
        self._server = self._run(self._listen())
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self):
        """Refuse connections, and cut those there are. `open()` takes the same port again."""
        self._run(self._end())

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)

    async def _listen(self):
        return await asyncio.start_server(
            self._connected, "127.0.0.1", self.port, reuse_address=True
        )

    async def _end(self):
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(self, reader, writer):
        with suppress(OSError, asyncio.CancelledError):
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.target)
            try:
                await asyncio.gather(_pass(reader, there_writer), _pass(there_reader, writer))
            finally:
                there_writer.close()
        writer.close()


async def _pass(reader, writer):
    while content := await reader.read(65_536):
        writer.write(content)
        await writer.drain()
    with suppress(OSError):
        writer.write_eof()
