import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/Pluggy/operation';
import { Pluggy, catalog } from '../../scripts/lib/built.cjs';
import { RATE_GROUPS, rateGroupOf } from '../../nodes/shared/client/rateGroups';

/** Rules that hold for every operation, and for mistakes that n8n nodes are known for. */

const { description } = new Pluggy();

const operations = catalog.flatMap(({ id, operations: list }) =>
	list.map((operation) => [`${id}.${operation.id}`, operation] as const),
);

const root = resolve(__dirname, '../..');
const sources = (readdirSync(join(root, 'nodes'), { recursive: true }) as string[])
	.filter((file) => file.endsWith('.ts'))
	.map((file) => [file, readFileSync(join(root, 'nodes', file), 'utf8')] as const);

/** IDs that are no UUIDs: numbers, digits, and what users choose themselves. */
const OTHER_IDS = new Set([
	'categoryId',
	'clientId',
	'clientPaymentId',
	'clientPreauthorizationId',
	'clientUserId',
	'connectorId',
	'connectorIds',
	'parentId',
]);

const MONEY = /^\/(payments|smart-transfers|pix-biometric|boleto)/;

/** POSTs that change nothing. */
const COMPUTING = [
	'connector.validate',
	'connectToken.create',
	'enrichment.analyzeBehavior',
	'enrichment.categorize',
	'enrichment.recurringPayments',
	'insight.getBook',
	'insight.getCategories',
	'insight.getIncome',
];

/** POSTs that end something: twice is as good as once. */
const ENDING = /\/(cancel|revoke)$/;

function expectedSafety(name: string, { method, path }: Operation): Operation['safety'] {
	if (method === 'GET') return name === 'consent.revoke' ? 'repeatable' : 'read';
	if (method === 'DELETE') return 'repeatable';
	if (method === 'PATCH') return path === '/items/{id}' ? 'once' : 'repeatable';
	if (COMPUTING.includes(name)) return 'read';
	return ENDING.test(path) ? 'repeatable' : 'once';
}

test('names saved in workflows never change: this snapshot only grows', () => {
	const ids = Object.fromEntries(
		operations.map(([name, { fields }]) => [
			name,
			fields
				.map(({ place, property }) => `${place === 'top' ? '' : `${place}.`}${property.name}`)
				.sort(),
		]),
	);
	expect(ids).toMatchSnapshot();
});

test('there are as many operations as the design says', () => {
	expect(new Set(operations.map(([name]) => name)).size).toBe(operations.length);
	expect(operations.length).toBeGreaterThanOrEqual(100);
	process.stdout.write(`\n${operations.length} operations of ${catalog.length} resources\n`);
});

test('every file of operations is in the catalog', () => {
	const files = sources.filter(
		([file, code]) => file.startsWith('Pluggy/operations/') && code.includes(': ResourceEntry = {'),
	);
	const listed = new Set(catalog.map(({ id }) => id));
	const unlisted = files.filter(([, code]) => !listed.has(/\bid: '(\w+)'/.exec(code)![1]));
	expect(files).toHaveLength(catalog.length);
	expect(unlisted.map(([file]) => `${file}: list it in nodes/Pluggy/catalog.ts`)).toEqual([]);
});

test('every rate limit that Pluggy documents is met by some operation, logins apart', () => {
	const met = operations.flatMap(([, { method, path, handler }]) =>
		[{ method, path }, ...(handler?.endpoints ?? [])].map((one) =>
			rateGroupOf(one.method, one.path),
		),
	);
	expect(new Set([...met.filter((group) => group !== undefined), 'auth'])).toEqual(
		new Set(Object.keys(RATE_GROUPS)),
	);
});

describe.each(operations)('%s', (name, operation) => {
	const { method, path, safety, access, output, paging, fields, lookup, docs } = operation;

	test('is sent again only where that is safe', () => {
		expect(safety).toBe(expectedSafety(name, operation));
		const says = lookup ?? `${name} is sent once: its entry needs lookup`;
		if (safety === 'once') expect(says).toBe(lookup);
	});

	test('needs the access that its endpoint asks for', () => {
		const changes = method !== 'GET' && !COMPUTING.slice(2).includes(name);
		// Paid add-ons only compute, but what costs money is no reading.
		const needed = name === 'consent.revoke' || operation.host ? 'data' : 'readOnly';
		const expected = changes ? (MONEY.test(path) ? 'payments' : 'data') : needed;
		expect(access).toBe(expected);
	});

	test('is whole: path values, paging, page of the reference', () => {
		const inPath = fields.filter((field) => field.in === 'path');
		const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, one]) => one);
		expect(inPath.map(({ target, property }) => target ?? property.name).sort()).toEqual(
			names.sort(),
		);
		expect(inPath.every(({ place, property }) => place === 'top' && property.required)).toBe(true);
		const isPaged = paging !== 'none' && operation.handler === undefined;
		expect(isPaged ? `${name} pages: output ${output}` : '').toBe(
			isPaged ? `${name} pages: output list` : '',
		);
		expect(docs).toMatch(/^https:\/\/docs\.pluggy\.ai\/en\/(docs|reference)/);
	});

	test('looks whether its item exists, if it lists what belongs to one; bills look at their account', () => {
		const isOfItem = output === 'list' && fields.some(({ property }) => property.name === 'itemId');
		const isOfBills = output === 'list' && path === '/bills';
		expect(operation.owner).toEqual(
			isOfItem
				? { parameter: 'itemId', endpoint: { method: 'GET', path: '/items/{id}' } }
				: isOfBills
					? { parameter: 'accountId', endpoint: { method: 'GET', path: '/accounts/{id}' } }
					: undefined,
		);
	});

	test('has every parameter once at a time', () => {
		const keys = fields.map(({ place, property, when }) =>
			JSON.stringify([place, property.name, when]),
		);
		expect(new Set(keys).size).toBe(keys.length);
		for (const { property } of fields) {
			const twins = fields.filter((other) => other.property.name === property.name);
			if (twins.length > 1) expect(twins.every(({ when }) => when !== undefined)).toBe(true);
		}
	});
});

test('IDs are UUIDs and addresses are URLs, or nothing is sent', () => {
	const takes = (field: Operation['fields'][number], value: string) => {
		try {
			return field.parse(value, { timeZone: 'America/Sao_Paulo' }) !== undefined;
		} catch {
			return false;
		}
	};
	const all = operations.flatMap(([name, { fields }]) =>
		fields.map((field) => [`${name} ${field.property.name}`, field] as const),
	);
	const called = (pattern: RegExp) =>
		all.filter(([, { property }]) => pattern.test(property.name) && !OTHER_IDS.has(property.name));
	const ids = called(/(^ids|Ids?)$/);
	const urls = called(/^url$|Ur[il]$|^callbackUrl/);
	expect(ids.length).toBeGreaterThan(80);
	expect(urls.length).toBeGreaterThan(20);
	const loose = [
		...ids.filter(([, field]) => takes(field, 'no-uuid')),
		...urls.filter(([, field]) => takes(field, 'no url')),
	];
	expect(loose.map(([name]) => name)).toEqual([]);
});

test('no code reads the parameters of row 0 for all rows', () => {
	const found = sources.filter(([, code]) => /getNodeParameter\([^()]*,\s*0\s*[,)]/.test(code));
	expect(found.map(([file]) => file)).toEqual([]);
});

test('nothing large is spread over the stack', () => {
	const found = sources.filter(([, code]) => /\.push\(\s*\.\.\./.test(code));
	expect(found.map(([file]) => file)).toEqual([]);
});

test('time and chance come from the clock, requests from the transport', () => {
	const uses = (pattern: RegExp) =>
		sources.filter(([, code]) => pattern.test(code)).map(([file]) => file);
	expect(uses(/\b(Date\.now|Math\.random)\(|\bnew Date\(\)/)).toEqual(['shared/client/clock.ts']);
	expect(uses(/httpRequestWithAuthentication\b(?!')/)).toEqual(['shared/client/transport.ts']);
	expect(uses(/helpers\.(request|httpRequest)\(|\bfetch\(/)).toEqual([]);
});

test('every list search that a picker names exists, and every one is used', () => {
	const named = JSON.stringify(description.properties).matchAll(/"searchListMethod":"(\w+)"/g);
	const methods = Object.keys(new Pluggy().methods!.listSearch!);
	expect([...new Set([...named].map(([, name]) => name))].sort()).toEqual(methods.sort());
});

test('the description is smaller than the largest of n8n itself', () => {
	const bytes = Buffer.byteLength(JSON.stringify(description));
	process.stdout.write(`\nnode description: ${Math.round(bytes / 1_000)} kB\n`);
	expect(bytes).toBeLessThan(250_000);
});

test('no parameter is called like one of n8n’s own', () => {
	const names = description.properties.map(({ name }: INodeProperties) => name);
	expect(names.filter((name) => ['mode', 'authentication', 'onError'].includes(name))).toEqual([]);
});

test('every file says first what it is', () => {
	const isOperation = (file: string) => file.startsWith('Pluggy/operations/');
	const silent = sources.filter(([file, code]) => {
		const behindImports = code.replace(/^import [^;]*? from '[^']*';\n/gm, '');
		return !isOperation(file) && !/^\s*\/\*\*[\s\S]*?\*\/\n\n/.test(behindImports);
	});
	expect(silent.map(([file]) => file)).toEqual([]);
});

test('a file fits in one look, tables apart', () => {
	const tables = /^(?:Pluggy\/operations\/\w+|shared\/problems\/(?:codes|payments))\.ts$/;
	const long = sources.filter(
		([file, code]) => !tables.test(file) && code.split('\n').length > 251,
	);
	expect(long.map(([file]) => file)).toEqual([]);
});

test('no file of tests leaves nock in its process: the next one there would fail', () => {
	const folder = join(root, 'test', 'integration');
	const files = readdirSync(folder).filter((name) => name.endsWith('.test.cts'));
	const codes = files.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
	const withNock = codes.filter(([, code]) => /from 'nock'/.test(code));
	expect(withNock.length).toBeGreaterThan(20);
	expect(withNock.filter(([, code]) => !/\bonlyNock\(/.test(code))).toEqual([]);
});
