#!/bin/sh
# Makes api/static/sounds anew: tones told apart by manner and level, and our own words spoken by espeak-ng.
# Needs Debian's espeak-ng, sox and libsox-fmt-all. `make sounds` runs it; what it makes is committed.
set -eu
cd "$(dirname "$0")/api/static/sounds"
tone() { sox -q -n -r 16000 -c 1 -C 2 "$1.ogg" $2; }
say() { espeak-ng -v cmn -s 170 -a 180 -w "$1.wav" "$2"; sox -q "$1.wav" -r 16000 -c 1 -C 2 "$1.ogg" norm -3 silence 1 0.02 0.5% reverse silence 1 0.02 0.5% reverse; rm "$1.wav"; }

tone chime "synth 0.35 sine 880 fade 0 0.35 0.25 gain -6"
tone siren "synth 1.6 sine 600:1200 synth 1.6 sine amod 3 gain -3"
tone ring "synth 0.9 sine 440 sine 480 gain -8 fade 0 0.9 0.05"
tone voice "synth 0.25 sine 660 : synth 0.25 sine 990 fade 0 0.25 0.1 gain -6"
tone test "synth 0.3 sine 740 : synth 0.3 sine 988 fade 0 0.3 0.1 gain -6"
beep="synth 0.12 sine 1320 pad 0 0.08"
tone level-IV "$beep gain -6"
tone level-III "$beep : $beep gain -6"
tone level-II "$beep : $beep : $beep gain -6"
tone level-I "$beep : $beep : $beep : $beep gain -6"

say exercise "演练，演练"
say remind "报告时限提醒，请处理"
say over "报告时限已超，请立即上报"
say answer "叫应待应答，请拨电话"
say nobody "叫应无人可找，请值班员处理"
n=0
for digit in 零 一 二 三 四 五 六 七 八 九; do say "digit-$n" "$digit"; n=$((n + 1)); done
