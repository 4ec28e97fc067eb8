/** next-yate (https://github.com/0LEG0/next-yate) under the suite's load: PEER_NEXT_YATE names its folder. */
const { Yate } = require(process.env.PEER_NEXT_YATE)

const yate = new Yate({ host: "127.0.0.1", port: Number(process.argv[2]) })
yate.init(() => {
  yate.install((message) => {
    message.retValue("tone/dial")
    return true
  }, "call.route", 80)
})
