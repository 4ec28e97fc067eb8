"""python-yate (https://github.com/eventphone/python-yate) under the suite's load: PEER_PYTHON_YATE names its folder."""
import os
import sys

sys.path.insert(0, os.environ["PEER_PYTHON_YATE"])

from yate.asyncio import YateAsync  # noqa: E402


def route(message):
    message.return_value = "tone/dial"
    return True


async def main(yate):
    await yate.register_message_handler_async("call.route", route, 80)
    await yate._closed


class Constant(YateAsync):
    async def _amain_ready(self):
        import asyncio
        self._closed = asyncio.get_running_loop().create_future()


Constant("127.0.0.1", int(sys.argv[1])).run(main)
