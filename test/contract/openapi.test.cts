import type { Field, Operation, Resource } from '../../nodes/Pluggy/operation';
import {
	documentedEvents,
	documentedOperations,
	hasDocument,
	membersOf,
	missing,
	resolveSchema,
	schemaChanges,
	type DocumentedOperation,
	type Schema,
} from './document.cjs';
import {
	EXTRA_FIELDS,
	EXTRA_OPTIONS,
	NOT_IN_CATALOG,
	NOT_IN_DOCUMENT,
	OTHERWISE,
	PAGING,
} from './exceptions.cjs';

/** The catalog against Pluggy's own document, both ways. What differs is written down one by one. */

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { catalog } = require('../../index.js') as { catalog: readonly Resource[] };

const operations = catalog.flatMap(({ id, operations: list }) =>
	list.map((operation) => ({ name: `${id}.${operation.id}`, operation })),
);

const keyOf = (method: string, path: string) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** The operations that send to an endpoint by themselves (not as one of several steps). */
function sendersOf({ method, path }: DocumentedOperation): Operation[] {
	return operations
		.filter(({ operation }) => keyOf(operation.method, operation.path) === keyOf(method, path))
		.map(({ operation }) => operation);
}

const context = { timeZone: 'America/Sao_Paulo' };
const accepts = (field: Field, value: unknown) => {
	try {
		return field.parse(value, context) !== undefined;
	} catch {
		return false;
	}
};
const refusesNothing = (field: Field) => {
	try {
		field.parse('', context);
		return false;
	} catch {
		return true;
	}
};

const targetOf = ({ target, property }: Field) => target ?? property.name;

function fieldsFor(senders: Operation[], where: Field['in'], place: string): Field[] {
	return senders.flatMap(({ fields }) =>
		fields.filter((field) => {
			if (field.in !== where) return false;
			const target = targetOf(field);
			return (
				target === place || (where === 'body' && (target === '' || place.startsWith(`${target}.`)))
			);
		}),
	);
}

const parsed = (field: Field, value: unknown): unknown => {
	try {
		return field.parse(value, context);
	} catch {
		return undefined;
	}
};

const UUID = '5e9f8f8f-f8f8-4f8f-8f8f-8f8f8f8f8f8f';

/** A value as the document describes it. */
function exampleOf({ type, format, minimum = 10, maximum = Infinity, ...more }: Schema): unknown {
	const types = [type ?? []].flat();
	if (more.enum) return more.enum[0];
	if (types.includes('array')) return [exampleOf(more.items ?? {})];
	if (types.includes('number') || types.includes('integer')) return Math.min(minimum, maximum);
	if (format === 'uuid') return UUID;
	if (format?.startsWith('date')) return '2026-01-31';
	return format === 'uri' ? 'https://example.com/' : undefined;
}

/** A field sends a value of another kind, or takes what is none. */
function wrongKind(field: Field, schema: Schema): string[] {
	const found: string[] = [];
	const types = [schema.type ?? []].flat();
	const example = exampleOf(schema);
	const sent = example === undefined ? undefined : parsed(field, example);
	// Lists of a text are checked as text: their form is in the description alone.
	const isList = types.includes('array');
	if (isList && schema.items?.type !== undefined && !Array.isArray(sent ?? parsed(field, UUID))) {
		found.push('sends no list');
	}
	const isNumber = types.includes('number') || types.includes('integer');
	if (isNumber && typeof sent !== 'number') found.push('sends no number');
	if (isNumber && types.includes('integer') && accepts(field, 10.5)) found.push('takes a fraction');
	if (schema.format?.startsWith('date') && accepts(field, 'no date'))
		found.push('takes what is no date');
	if (schema.format?.startsWith('date') && typeof sent !== 'string') found.push('sends no date');
	if (schema.format === 'uri' && accepts(field, 'no url')) found.push('takes what is no URL');
	if (schema.pattern !== undefined) {
		const pattern = new RegExp(schema.pattern);
		const wrong = ['no match', '2026', '202613'].filter((text) => !pattern.test(text));
		if (wrong.some((text) => accepts(field, text))) found.push(`takes more than ${schema.pattern}`);
	}
	return found;
}

/** What a field does not take as the document says. */
function misfits(field: Field, schema: Schema, required: boolean): string[] {
	const { property } = field;
	const found = property.type === 'json' ? [] : wrongKind(field, schema);
	const types = [schema.type ?? []].flat();
	const values = schema.enum ?? schema.items?.enum ?? [];
	if (required && !field.when && (property.required !== true || !refusesNothing(field))) {
		found.push('is not required');
	}
	const options = (property.options ?? []).map((option) => (option as { value?: unknown }).value);
	const text = (value: unknown) => String(value);
	for (const value of values.filter((one) => one !== null)) {
		if (options.length > 0 && !options.map(text).includes(text(value))) {
			found.push(`does not offer ${String(value)}`);
		}
		if (!accepts(field, types.includes('array') ? [value] : value)) {
			found.push(`does not take ${String(value)}`);
		}
	}
	if (values.length > 0 && options.length === 0 && property.type !== 'json')
		found.push('is no list');
	const extra = EXTRA_OPTIONS[property.name] ?? [];
	for (const option of values.length > 0 ? options : []) {
		if (!values.map(text).includes(text(option)) && !extra.includes(text(option))) {
			found.push(`offers ${text(option)}, which the document does not know`);
		}
	}
	if (types.includes('boolean') && property.type !== 'boolean') found.push('is no boolean');
	if (schema.format === 'uuid' && accepts(field, 'no-uuid')) found.push('takes what is no UUID');
	if (schema.maxLength !== undefined) {
		if (!accepts(field, 'x'.repeat(schema.maxLength))) found.push('is too short');
		if (accepts(field, 'x'.repeat(schema.maxLength + 1))) found.push('is too long');
	}
	if (schema.minimum !== undefined) {
		if (!accepts(field, schema.minimum)) found.push(`does not take the minimum ${schema.minimum}`);
		const step = types.includes('integer') || schema.format === 'integer' ? 1 : 0.01;
		const less = Number((schema.minimum - step).toFixed(2));
		if (accepts(field, less)) found.push(`takes less than ${schema.minimum}`);
	}
	if (schema.maximum !== undefined) {
		if (!accepts(field, schema.maximum)) found.push(`does not take the maximum ${schema.maximum}`);
		if (accepts(field, schema.maximum + 1)) found.push(`takes more than ${schema.maximum}`);
	}
	return found;
}

/** How a list is read, by the parameters that are documented for it. */
function pagingOf(queries: string[]): Array<Operation['paging']> {
	if (queries.includes('after')) return ['cursor'];
	return queries.includes('page') ? ['page'] : ['none', 'pageOnly'];
}

/** Operations that link to another page than that of their first request. */
const OTHER_PAGE = { revoke: 'Consent: Revoke deletes an item' };

const documented = documentedOperations();

test('the document is there', () => {
	if (!hasDocument && !process.env.CI) {
		process.stdout.write(`\nSkipped: ${missing}\n`);
		return;
	}
	expect(hasDocument ? '' : missing).toBe('');
	expect(documented.length).toBeGreaterThan(90);
});

const covered = documented.filter((operation) => !(nameOf(operation) in NOT_IN_CATALOG));

describe('what Pluggy documents is in the catalog', () => {
	if (covered.length === 0) test.skip('no document', () => {});
	else {
		test.each(covered.map((operation) => [nameOf(operation), operation] as const))(
			'%s',
			(name, operation) => {
				const senders = sendersOf(operation);
				expect(senders.map(({ id }) => id)).not.toEqual([]);
				const wrong: string[] = [];
				const queries = operation.parameters.filter((one) => one.in === 'query');
				for (const { id, docs, paging } of senders) {
					if (!pagingOf(queries.map((one) => one.name)).includes(paging))
						wrong.push(`${id}: pages as ${paging}`);
					if (!docs.endsWith(`/${operation.operationId}`) && !(id in OTHER_PAGE))
						wrong.push(`${id}: links to ${docs}`);
				}
				const check = (
					where: 'path' | 'query' | 'body',
					place: string,
					schema: Schema,
					required: boolean,
				) => {
					const label = `${name} ${where} ${place}`;
					if (label in OTHERWISE) return;
					const fields = fieldsFor(senders, where, place);
					if (fields.length === 0) wrong.push(`${place}: no field`);
					// Fields that take turns (`when`) share a place: one of them must fit.
					const reasons = fields.map((field) =>
						targetOf(field) === place ? misfits(field, schema, required) : [],
					);
					if (fields.some(({ when }) => when) && reasons.some((list) => list.length === 0)) return;
					wrong.push(...reasons.flat().map((reason) => `${place}: ${reason}`));
				};
				for (const { in: where, name: place, schema, required = false } of operation.parameters) {
					if (where === 'path') {
						for (const sender of senders) {
							expect(sender.fields.filter((field) => field.in === 'path')).toHaveLength(
								sender.path.match(/\{/g)!.length,
							);
						}
						check('path', place, schema, true);
					} else if (where === 'query' && !PAGING.has(place))
						check('query', place, schema, required);
				}
				const body = resolveSchema(operation.body);
				if (Object.keys(body.properties ?? {}).length > 0) {
					for (const { place, schema, required } of membersOf(operation.body)) {
						check('body', place, schema, required);
					}
				} else if (
					operation.body !== undefined &&
					senders.every(({ body: make }) => make === undefined)
				) {
					check('body', '', body, operation.bodyRequired);
				}
				expect(wrong).toEqual([]);
			},
		);
	}
});

describe('what the catalog sends is in the document', () => {
	const known = new Map<string, DocumentedOperation>(
		documented.map((operation) => [keyOf(operation.method, operation.path), operation]),
	);

	test('every path, or it has a reason', () => {
		if (!hasDocument) return;
		const unknown = operations
			.flatMap(({ operation }) => [
				operation,
				...(operation.steps?.endpoints ?? []),
				...(operation.simplifyReads ?? []),
			])
			.map(({ method, path, host }) => ({
				key: keyOf(method, path),
				label: nameOf({ method, path }),
				host,
			}))
			.filter(({ key, host }) => host !== undefined || !known.has(key))
			.map(({ label }) => label);
		expect([...new Set(unknown)].sort()).toEqual(Object.keys(NOT_IN_DOCUMENT).sort());
	});

	test('every field, or it has a reason', () => {
		if (!hasDocument) return;
		const extra: string[] = [];
		for (const { name, operation } of operations) {
			const document = known.get(keyOf(operation.method, operation.path));
			if (!document || operation.host !== undefined) continue;
			const queries = new Set(
				document.parameters.filter((one) => one.in === 'query').map((one) => one.name),
			);
			const members = membersOf(document.body).map(({ place }) => place);
			for (const field of operation.fields) {
				const target = targetOf(field);
				const isKnown =
					(field.in === 'query' && queries.has(target)) ||
					(field.in === 'body' &&
						(target === '' ||
							members.some((one) => one === target || one.startsWith(`${target}.`)))) ||
					field.in === 'path' ||
					field.in === 'node' ||
					operation.body !== undefined;
				if (!isKnown) extra.push(`${name} ${field.property.name}`);
			}
		}
		expect(extra.sort()).toEqual(Object.keys(EXTRA_FIELDS).sort());
	});
});

test('the events of webhooks are those of the document', () => {
	if (!hasDocument) return;
	const [create] = operations.filter(({ name }) => name === 'webhook.create');
	const field = create.operation.fields.find(({ property }) => property.name === 'event')!;
	const offered = (field.property.options ?? []).map(
		(option) => (option as { value: string }).value,
	);
	expect([...offered].sort()).toEqual([...documentedEvents()].sort());
	expect(offered).toHaveLength(32);
});

test('members that newer documents add to bodies are there', () => {
	if (!hasDocument) return;
	const added = Object.entries(schemaChanges()).flatMap(([schema, changes]) =>
		((changes as Record<string, string[]>)['create-body-added'] ?? []).map(
			(member) => `${schema} ${member}`,
		),
	);
	expect(added).toEqual(['SmartTransferPreauthorization linkedJourney']);
	const [create] = operations.filter(({ name }) => name === 'smartTransfer.createPreauthorization');
	expect(create.operation.fields.some((field) => targetOf(field) === 'linkedJourney')).toBe(true);
});
