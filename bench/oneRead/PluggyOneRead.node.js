/**
 * The Pluggy node of the package under test, with one difference: n8n is asked for the credential
 * once, not for each input row. n8n loads it from this folder (N8N_CUSTOM_EXTENSIONS), beside the
 * package; what reading it per row costs is the difference.
 */
'use strict';

const { join } = require('node:path');

const HOME = '.n8n/nodes/node_modules/n8n-nodes-pluggy/dist/nodes/Pluggy/Pluggy.node.js';
const { Pluggy } = require(join(String(process.env.N8N_USER_FOLDER), HOME));

function withOneRead(context) {
	let credential;
	return Object.create(context, {
		getCredentials: {
			value: (type, row) => (credential ??= context.getCredentials(type, row)),
		},
	});
}

class PluggyOneRead extends Pluggy {
	constructor() {
		super();
		const { icon, ...description } = this.description;
		this.description = { ...description, name: 'pluggyOneRead', displayName: 'Pluggy, one read' };
	}

	async execute() {
		return await Pluggy.prototype.execute.call(withOneRead(this));
	}
}

module.exports = { PluggyOneRead };
