#!/bin/sh
# A plugin that blocks one tag, whichever side is asked: add_plugin sh refuse-tag.sh STOLEN
# It reads one JSON object a line and answers with one line each time; what it does not care about passes.

while read -r line; do
    seq=${line#*\"seq\":}
    seq=${seq%%[,\}]*}
    case $line in
        *'"type":"request"'*'"action":"Authorize"'*"\"idTag\":\"$1\""*)
            echo "{\"seq\":$seq,\"do\":\"answer\",\"payload\":{\"idTagInfo\":{\"status\":\"Blocked\"}}}" ;;
        *)
            echo "{\"seq\":$seq,\"do\":\"pass\"}" ;;
    esac
done
