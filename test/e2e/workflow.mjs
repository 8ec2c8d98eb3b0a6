/** Builds small workflows: a manual trigger and Pluggy nodes in a row. */

export const START = 'Start';

const TRIGGER = {
	name: START,
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

/** A picker as the editor stores it when an ID or expression was written into it. */
export const byId = (value) => ({ __rl: true, mode: 'id', value });

/**
 * A Pluggy node.
 * @param {string} name
 * @param {object} parameters resource, operation and the rest
 * @param {object} [settings] such as onError, retryOnFail
 */
export function pluggy(name, parameters, settings = {}) {
	return {
		name,
		type: 'n8n-nodes-pluggy.pluggy',
		typeVersion: 1,
		parameters,
		credentials: { pluggyApi: { name: 'Pluggy (local sandbox)' } },
		...settings,
	};
}

/**
 * n8n's own HTTP Request node with the credential of the Pluggy nodes.
 * @param {string} url
 * @param {object} [options]
 */
export const httpRequest = (url, options = {}) => ({
	name: 'HTTP Request',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	credentials: { pluggyApi: { name: 'Pluggy (local sandbox)' } },
	parameters: {
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'pluggyApi',
		options,
	},
});

/** A node that gives one row for each object. @param {string} name @param {object[]} rows */
export function rows(name, rows) {
	const parameters = { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} };
	return [
		{ name: `${name} (list)`, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters },
		{
			name,
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
	];
}

/**
 * A workflow whose nodes follow one another.
 * @param {string} name
 * @param {object[]} nodes
 */
export function inARow(name, nodes) {
	const all = [TRIGGER, ...nodes].map((node, place) => ({
		id: `${name}-${place}`.toLowerCase().replace(/\W+/g, '-'),
		position: [place * 220, 0],
		...node,
	}));
	const connections = Object.fromEntries(
		all
			.slice(1)
			.map((node, place) => [
				all[place].name,
				{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes: all, connections, settings: { executionOrder: 'v1' } };
}
