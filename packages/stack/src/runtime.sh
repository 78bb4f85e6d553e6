#!/bin/sh
# Becomes the runtime of the Workers. What stays behind looks every second whether the stack still lives: when that
# dies without a word (kill -9), the runtime must not go on without it.
stack=$PPID
(while kill -0 "$stack" && kill -0 $$; do sleep 1; done; kill -9 $$) </dev/null >/dev/null 2>&1 3>&- &
exec "$KEYLINE_RUNTIME" "$@"
