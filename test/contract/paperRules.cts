import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { Pluggy, PluggyPollTrigger, PluggyTrigger, catalog } from '../../scripts/lib/built.cjs';
import {
	ROOT,
	blocksOf,
	evaluate,
	expressionsOf,
	programsOf,
	proseOf,
	variablesOf,
	type Cell,
} from './papers.cjs';

/** What the pages may name: programs, variables of n8n, operations, fields, columns. */

/** Programs that a reader of these pages has. */
const PROGRAMS = [
	...['npm', 'npx', 'node', 'git', 'docker', 'curl', 'mkdir', 'tar', 'cd', 'export', 'openssl'],
	...['cp', 'cat', 'echo', 'rm', 'sha512sum', 'sha256sum', 'gh'],
];

export function unknownPrograms(text: string): string[] {
	const shells = blocksOf(text).filter(({ language }) =>
		/^(sh|bash|shell|console)$/.test(language),
	);
	return shells.flatMap(({ code }) => programsOf(code)).filter((word) => !PROGRAMS.includes(word));
}

/**
 * Variables that are not in the parts of n8n which are installed here (n8n-core and its configuration):
 * seen in the code of n8n 2.41.1 itself, or meant for Node.js and other programs. Look there before you
 * add one: `grep -r NAME node_modules/n8n/dist` of an installed n8n.
 */
const SEEN_IN_N8N = [
	'N8N_COMMUNITY_PACKAGES_ENABLED',
	'N8N_COMMUNITY_PACKAGES_PREVENT_LOADING',
	'N8N_REINSTALL_MISSING_PACKAGES',
	'N8N_UNVERIFIED_PACKAGES_ENABLED',
	'WEBHOOK_URL',
];
const OF_NODE = ['NODE_ENV', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'HTTP_PROXY', 'HTTPS_PROXY'];
/** Settings that n8n 2.0 took away, which papers name for older ones. */
const OF_N8N_1 = ['QUEUE_WORKER_MAX_STALLED_COUNT'];
const OTHERS = [
	...OF_NODE,
	'NO_PROXY',
	'ALL_PROXY',
	'N8N_NODES_PLUGGY_CACHE',
	'N8N_NODES_PLUGGY_N8N',
	...OF_N8N_1,
];

const configuration = globSync(
	'node_modules/{@n8n/{config,backend-network},n8n-core}/dist/**/*.js',
	{ cwd: ROOT },
)
	.filter((file) => /config|settings|constants/.test(file))
	.map((file) => readFileSync(join(ROOT, file), 'utf8'))
	.join('\n');

export function unknownVariables(text: string): string[] {
	return variablesOf(text).filter(
		(name) =>
			![...SEEN_IN_N8N, ...OTHERS].includes(name) &&
			// The codes of this package look the same.
			!codes.has(name) &&
			!new RegExp(`\\b${name}\\b`).test(configuration),
	);
}

const codes = new Set(
	readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').match(/[A-Z]+(?:_[A-Z]+)+/g),
);

const resources = new Map(catalog.map(({ name, operations }) => [name, operations]));
const NAMES = [...resources.keys()].sort((a, b) => b.length - a.length).join('|');
const MENTION = new RegExp(`(?<!\\w)(${NAMES}): (?=[A-Z])([A-Za-z ]+)`, 'g');

/** "Resource: Operation" of which there is none. Of what follows, the operation is the beginning. */
export function unknownOperations(text: string): string[] {
	const flat = text.replace(/[*_`]/g, '').replace(/\s+/g, ' ');
	return [...flat.matchAll(MENTION)]
		.filter(
			([, resource, rest]) =>
				!resources.get(resource)!.some(({ name }) => `${rest} `.startsWith(`${name} `)),
		)
		.map(([mention]) => mention.slice(0, 60));
}

/** A row with everything that the expressions of the pages ask for. */
export const ROW: IDataObject = {
	...{ id: 'f2a4', amount: 1234.5, amountNote: null, description: 'PIX RECEBIDO', balance: 10.1 },
	...{ type: 'BANK', dueDate: '2026-02-09', totalAmount: 1234.5, payerDocument: '761.092.776-73' },
	...{ paymentUrl: 'https://pay.example', clientPaymentId: 'pedido-7', status: 'COMPLETED' },
	...{ digitableLine: '0001', pixQr: '0002', consentExpiresAt: '2026-02-09T03:00:00.000Z' },
	...{
		diagnosis: { action: 'reconnect' },
		connectUrl: 'https://connect.example',
		fileName: 'a.ofx',
	},
	...{ parameterLabel: 'Token', parameterName: 'token', leftOut: 0 },
};

/** Members of events, which no operation puts out. */
export const EVENT: IDataObject = {
	...{ eventId: 'e1', transactionIds: ['a', 'b'], paymentRequestId: 'p1', boletoId: 'b1' },
	...{ itemId: 'i1', accountId: 'a1' },
};

/** Columns of the reader's own tables and forms, what a model fills in, and the row of an error. */
export const YOURS: IDataObject = {
	...{ item_id: 'i1', cpf_cnpj: '761.092.776-73', order: '7', name: 'Ana', customer: 'c1' },
	...{ payment_request_id: 'p1', user: 'user-ok', password: 'password-ok', code: '0123' },
	...{ valor: 'R$ 1.234,50', data: '31/12/2025', cpf: '61092776', clientId: 'c', a: 1, b: 2 },
	...{ date_from: '2026-01-01', date_to: '2026-01-31', account_id: 'a1' },
	...{ message: 'Reconecte', transaction_id: 't1', error: { action: 'useData' } },
};

export function deadExpressions(text: string): string[] {
	return expressionsOf(text).filter((expression) => {
		try {
			const value = evaluate(expression, { ...YOURS, ...EVENT, ...ROW });
			const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
			return /^$|undefined|^null$|NaN|Invalid|\[object/.test(shown);
		} catch {
			return true;
		}
	});
}

/** Nodes of n8n whose fields were compared by hand with n8n 2.41.1. */
const OF_N8N = ['Remove Duplicates'];

/** What an operation shows in the editor, members of its collections as "Collection → Member". */
function fieldsOf(name: string): Map<string, INodeProperties> | undefined {
	const trigger = [PluggyTrigger, PluggyPollTrigger]
		.map((Trigger) => new Trigger().description)
		.find(({ displayName }) => displayName === name);
	const [resourceName, operationName] = name.split(': ');
	const resource = catalog.find((one) => one.name === resourceName);
	const operation = resource?.operations.find((one) => one.name === operationName);
	if (!trigger && !operation) return undefined;
	const isShown = ({ displayOptions, type }: INodeProperties) =>
		type !== 'hidden' &&
		(trigger !== undefined ||
			((displayOptions?.show?.resource as unknown[] | undefined)?.includes(resource!.id) === true &&
				(displayOptions?.show?.operation as unknown[] | undefined)?.includes(operation!.id) ===
					true));
	const shown = (trigger ?? new Pluggy().description).properties.filter(isShown);
	const members = (parent: INodeProperties) =>
		parent.type === 'collection'
			? (parent.options as INodeProperties[]).filter((one) => one.type !== 'hidden')
			: [];
	return new Map(
		shown.flatMap((one) => [
			[one.displayName, one] as const,
			...members(one).map(
				(member) => [`${one.displayName} → ${member.displayName}`, member] as const,
			),
		]),
	);
}

const SWITCH = ['on', 'off', 'ligado', 'desligado'];

/** Fields that a node has not, and choices that a field has not. */
export function wrongCells(name: string, cells: readonly Cell[]): string[] {
	if (OF_N8N.includes(name)) return [];
	const fields = fieldsOf(name);
	if (!fields) return [`${name}: no such node`];
	return cells
		.filter(({ field, value }) => {
			const property = fields.get(field);
			if (!property) return true;
			if (value.startsWith('`')) return false;
			if (property.type === 'boolean') return !SWITCH.includes(value);
			const choices = (property.options ?? []) as Array<{ name: string }>;
			return property.type === 'options' && !choices.some((choice) => choice.name === value);
		})
		.map(({ field, value }) => `${name}: ${field} = ${value}`);
}

/** What the papers call by another word: n8n's items are rows, Pluggy's are connections with an item ID. */
const OTHER_WORDS = [
	/(?<![\p{L}/])(?:items?|itens)(?![\p{L}/]| IDs?(?!\p{L}))/gu,
	/(?<!\p{L})(?:local sandbox|ponto vermelho)/gu,
	/(?<!\p{L})IDs? (?:do|dos|de um) ite(?:m|ns)/gu,
];

/** Other words for a thing that has one. A sentence that the node says stands in italics, and may. */
export function otherWords(text: string): string[] {
	const prose = proseOf(text)
		.replace(/_[^_\n]+_/g, '')
		.replace(/\]\([^)]*\)/g, ']');
	return OTHER_WORDS.flatMap((words) => prose.match(words) ?? []);
}
