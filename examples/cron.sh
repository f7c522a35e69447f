#!/bin/sh
# No process of our own: cron calls this every morning. What time has brought is announced, and each
# entity that has something due within six weeks gets a mail; an entity with nothing due gets none.
#
#   0 6 * * 1-5  MANDATES_DB=/srv/mandates.db SENDMAIL=/usr/sbin/sendmail /srv/cron.sh entities.txt
#
# entities.txt has a line for each: the address, a blank, the entity's name.
set -eu
mandates tick >/dev/null
while read -r address entity; do
  letter=$(mandates remind --entity "$entity" --within 6w)
  case $letter in *": nothing due by "*) continue ;; esac
  printf 'To: %s\n%s\n' "$address" "$letter" | "$SENDMAIL" -t
done <"$1"
