/**
 * Makes the workflows of examples/ of their sources: examples/source/<id>.mjs, once for each language.
 * What a source holds is described at `Source`.
 */
import { createHash } from 'node:crypto';
import { above, around, placesOf } from './layout.mjs';
import { inLanguage } from './texts.mjs';

/** @typedef {import('./texts.mjs').Text} Text */
/** @typedef {import('./texts.mjs').Language} Language */
/** @typedef {{ name: Text, type: string, typeVersion: number, parameters: Row } & Row} Node as n8n exports it, less what follows from the rest */
/** @typedef {{ of: string[], text: Text, color?: number }} Group a note around some nodes */

/**
 * @typedef {object} Source
 * @property {Text} name what it is called in n8n, behind its number
 * @property {Text} summary one sentence for the list of examples
 * @property {Text} [details] what is too long for a note, for docs/examples.md
 * @property {Text} about the yellow note: what you need, what happens, what to change
 * @property {Record<string, Node>} nodes by id; an expression names another by `$('@id')`
 * @property {Array<Array<string | null>>} rows what stands beside what, at most eight across
 * @property {string[][]} flow chains of ids; `id:1` is the second output of that node
 * @property {Array<[type: string, from: string, to: string]>} [ai] tools, models and memory of an agent
 * @property {Group[]} [groups]
 * @property {Row} [meta] see scripts/lib/examples.mjs
 * @property {Row} [settings]
 */

const STICKY = 'n8n-nodes-base.stickyNote';
/** What n8n gives an address of its own, by an ID that it makes when such a node is put on the canvas. */
const NEEDS_WEBHOOK = /\.(?:pluggyTrigger|formTrigger|form|webhook|chatTrigger|mcpTrigger)$/;
const NEEDS_CREDENTIAL = /^n8n-nodes-pluggy\./;
/** The credential that `npm start` makes; elsewhere n8n asks for one. */
const CREDENTIALS = { pluggyApi: { name: 'Pluggy (local sandbox)' } };

/** In front of the name, so that it is found among others, in the order of the list. @param {number} number */
export const prefix = (number) => `Pluggy ${String(number).padStart(2, '0')} · `;

/** A UUID that is always the same for the same text. @param {string} text */
function uuidOf(text) {
	const hex = createHash('sha256').update(text).digest('hex');
	// Its version (8, of one's own making) and variant stand at these places.
	return [
		...[hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`],
		hex.slice(20, 32),
	].join('-');
}

/**
 * @param {string} example its id
 * @param {Source} source
 * @param {number} number its place in the list of examples
 * @param {Language} language
 */
export function buildWorkflow(example, source, number, language) {
	const nameOf = (/** @type {string} */ id) => {
		if (!source.nodes[id]) throw new Error(`"${source.name.en}" has no node "${id}".`);
		return source.nodes[id].name[language];
	};
	const local = (/** @type {any} */ value) => inLanguage(value, language, nameOf);
	const places = placesOf(source.rows);
	const placeOf = (/** @type {string} */ id) => {
		const place = places.get(id);
		if (!place) throw new Error(`"${source.name.en}": "${id}" stands in no row.`);
		return place;
	};
	const nodes = Object.entries(source.nodes).map(([id, node]) => ({
		...{ id, ...local(node), position: placeOf(id) },
		// Two workflows that are published at once must not share an address: each has its own in each language.
		...(NEEDS_WEBHOOK.test(node.type) && {
			webhookId: uuidOf([example, id, language].join('/')),
		}),
		...(NEEDS_CREDENTIAL.test(node.type) && { credentials: node.credentials ?? CREDENTIALS }),
	}));
	const groups = (source.groups ?? []).map(({ of, text, color = 7 }) => ({
		...around(local(text), of.map(placeOf)),
		...{ content: local(text), color },
	}));
	const about = local(source.about);
	const notes = [{ ...above(about, groups, [...places.values()]), content: about }, ...groups];
	return {
		name: prefix(number) + local(source.name),
		nodes: [...notes.map(sticky), ...nodes],
		connections: connectionsOf(source, nameOf),
		settings: { executionOrder: 'v1', timezone: 'America/Sao_Paulo', ...source.settings },
		...(source.meta && { meta: local(source.meta) }),
	};
}

/** @param {{ position: number[] } & Row} note @param {number} index */
const sticky = ({ position, ...parameters }, index) => ({
	...{ id: `note${index}`, name: `Note ${index}`, type: STICKY, typeVersion: 1 },
	...{ position, parameters },
});

/** @param {Source} source @param {(id: string) => string} nameOf */
function connectionsOf({ flow, ai = [] }, nameOf) {
	/** @type {Record<string, Record<string, Array<Row[]>>>} */
	const connections = {};
	/** @param {string} type @param {string} from @param {number} output @param {string} to */
	function connect(type, from, output, to) {
		const outputs = ((connections[nameOf(from)] ??= {})[type] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output].push({ node: nameOf(to), type, index: 0 });
	}
	for (const chain of flow) {
		for (const [index, to] of chain.slice(1).entries()) {
			const [from, output = '0'] = chain[index].split(':');
			connect('main', from, Number(output), to.split(':')[0]);
		}
	}
	for (const [type, from, to] of ai) connect(type, from, 0, to);
	return connections;
}
