/**
 * node n8n-parts.cjs FOLDER: what an installed n8n offers to nodes, as JSON: what n8n-workflow exports, and what
 * each context has that n8n hands to a node. Run with a folder of n8n-install.mjs.
 */
const { join } = require('node:path');
const { createRequire } = require('node:module');

/** How a node is called -> n8n's class for it. */
const CONTEXTS = {
	execute: 'ExecuteContext',
	tool: 'SupplyDataContext',
	webhook: 'WebhookContext',
	webhookMethods: 'HookContext',
	poll: 'PollContext',
	listSearch: 'LoadOptionsContext',
};

/**
 * Names of an object's members, also of those its constructor makes, without running that.
 * @param {Function} kind
 */
function membersOf(kind) {
	const names = new Set();
	for (let one = kind; one?.prototype; one = Object.getPrototypeOf(one)) {
		for (const name of Object.getOwnPropertyNames(one.prototype)) names.add(name);
		const text = String(one);
		for (const [, name] of text.matchAll(/\bthis\.(\w+) =(?!=)/g)) names.add(name);
		for (const [, name] of text.matchAll(/^\s{4}(\w+)(?: = |;)/gm)) names.add(name);
	}
	names.delete('constructor');
	return [...names].sort();
}

/** Whatever is asked of it, it is that: enough to make a context, which only keeps what it is given. @type {any} */
const ANYTHING = new Proxy(function () {}, {
	get: (_, name) => {
		if (name === Symbol.toPrimitive) return () => '';
		return name === Symbol.iterator ? [][Symbol.iterator] : ANYTHING;
	},
	apply: () => ANYTHING,
	construct: () => ANYTHING,
});
const MOST_ARGUMENTS = 16;

/** The helpers of a context: "helpers.httpRequest". @param {new (...given: unknown[]) => { helpers: object }} kind */
function helpersOf(kind) {
	const { helpers } = new kind(...Array(MOST_ARGUMENTS).fill(ANYTHING));
	return Object.keys(helpers)
		.map((name) => `helpers.${name}`)
		.sort();
}

/** @param {string} folder */
function partsOf(folder) {
	const ofN8n = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
	ofN8n('reflect-metadata');
	const core = ofN8n('n8n-core');
	const contexts = Object.entries(CONTEXTS).map(([name, kind]) => [
		name,
		[...membersOf(core[kind]), ...helpersOf(core[kind])].join(' '),
	]);
	return {
		zod: ofN8n('zod/package.json').version,
		exports: Object.keys(ofN8n('n8n-workflow'))
			.filter((name) => !/^[A-Z\d_]+$|Schema$/.test(name))
			.sort()
			.join(' '),
		contexts: Object.fromEntries(contexts),
	};
}

process.stdout.write(JSON.stringify(partsOf(process.argv[2])));
process.exit(0);
