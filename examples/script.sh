#!/bin/sh
# Runs an example as a script of Yate, in extmodule.conf: [scripts], /path/to/examples/script.sh=keyecho
# Not through npm, so that the audio handles 3 and 4 reach the program.
here=$(dirname "$(readlink -f "$0")")
exec "$here/../node_modules/node/bin/node" "$here/src/main.ts" "$1" --stdio
