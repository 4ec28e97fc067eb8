#!/bin/sh
# Runs an example as a script of Yate, in extmodule.conf: [scripts], /path/to/examples/script.sh=keyecho
# Not through npm, so that the audio handles 3 and 4 reach the program.
here=$(dirname "$(readlink -f "$0")")
# What Node compiles is kept for the next start, which takes half of the time; without the right to write there, it isn't.
NODE_COMPILE_CACHE=${NODE_COMPILE_CACHE:-$here/../node_modules/.cache/compile}
export NODE_COMPILE_CACHE
exec "$here/../node_modules/node/bin/node" "$here/src/main.ts" "$1" --stdio
