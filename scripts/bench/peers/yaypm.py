"""YAYPM under the suite's load: PEER_YAYPM names the folder that holds the package yaypm. Needs Twisted."""
import os
import sys

sys.path.insert(0, os.environ["PEER_YAYPM"])

from twisted.internet import reactor  # noqa: E402
from yaypm import TCPDispatcherFactory  # noqa: E402


def start(yate):
    def arm():
        yate.onmsg("call.route").addCallback(route)

    def route(message):
        arm()
        message.ret(True, "tone/dial")

    arm()


reactor.connectTCP("127.0.0.1", int(sys.argv[1]), TCPDispatcherFactory(start))
reactor.run()
