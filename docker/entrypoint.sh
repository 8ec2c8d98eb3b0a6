#!/bin/sh
# Links the package of this image to where n8n looks for packages, then starts n8n as its own image does.
#
# That place is in n8n's folder, so in a volume, which outlives the image: a copy there would stay
# the one of the first start. The link leads to whatever the image of today brings.
set -eu

package=/opt/n8n-nodes-pluggy
modules="${N8N_USER_FOLDER-$HOME}/.n8n/nodes/node_modules"
link="$modules/n8n-nodes-pluggy"

if [ "$(readlink "$link" || true)" != "$package" ]; then
	mkdir -p "$modules"
	if [ -e "$link" ] && [ ! -L "$link" ]; then
		# Installed by hand or in n8n's editor. n8n passes over folders of this name.
		aside="$link.backup-$(date +%s)"
		mv "$link" "$aside"
		echo "The n8n-nodes-pluggy of this image takes the place of the one in the volume, now $aside."
	fi
	ln -sfn "$package" "$link"
fi

exec /docker-entrypoint.sh "$@"
