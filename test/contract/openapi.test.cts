import {
	createReader,
	documentedEvents,
	documentedOperations,
	documents,
	hasDocument,
	missing,
	schemaChanges,
	type DocumentedOperation,
	type Reader,
} from './document.cjs';
import { EXTRA_FIELDS, EXTRA_OPTIONS, NEWER_FIELDS, NOT_IN_CATALOG } from './exceptions.cjs';
import { catalog } from '../../scripts/lib/built.cjs';

/** The catalog against Pluggy's own document, both ways. What differs is written down one by one. */

interface Finding {
	kind: 'new' | 'gone' | 'different';
	operation: string;
	place: string;
	what: string;
}

/* eslint-disable @typescript-eslint/no-require-imports */
const { checkOperation, needlessReasons, nameOf, surplusFields, unknownEndpoints } =
	require('../../scripts/lib/catalog-check.cjs') as {
		checkOperation(reader: Reader, catalog: unknown, operation: DocumentedOperation): Finding[];
		needlessReasons(reader: Reader, catalog: unknown): string[];
		nameOf(operation: DocumentedOperation): string;
		surplusFields(reader: Reader, catalog: unknown): Array<{ name: string }>;
		unknownEndpoints(reader: Reader, catalog: unknown): Array<{ label: string }>;
	};
/* eslint-enable @typescript-eslint/no-require-imports */

const operations = catalog.flatMap(({ id, operations: list }) =>
	list.map((operation) => ({ name: `${id}.${operation.id}`, operation })),
);
const reader = createReader(documents);
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
			(_, operation) => {
				expect(checkOperation(reader, catalog, operation)).toEqual([]);
			},
		);
	}
});

describe('what the catalog sends is in the document', () => {
	test('every path, or it has a reason', () => {
		if (!hasDocument) return;
		expect(unknownEndpoints(reader, catalog)).toEqual([]);
		expect(needlessReasons(reader, catalog)).toEqual([]);
	});

	test('every field, or it has a reason', () => {
		if (!hasDocument) return;
		const extra = surplusFields(reader, catalog).map(({ name }) => name);
		expect(extra.sort()).toEqual(Object.keys({ ...EXTRA_FIELDS, ...NEWER_FIELDS }).sort());
	});
});

test('the events of webhooks are those of the document, and one that is official beside them', () => {
	if (!hasDocument) return;
	const [create] = operations.filter(({ name }) => name === 'webhook.create');
	const field = create.operation.fields.find(({ property }) => property.name === 'event')!;
	const offered = (field.property.options ?? []).map(
		(option) => (option as { value: string }).value,
	);
	expect(EXTRA_OPTIONS.event).toEqual(['pix_biometric_enrollment/revoked']);
	expect([...offered].sort()).toEqual([...documentedEvents(), ...EXTRA_OPTIONS.event].sort());
	expect(offered).toHaveLength(33);
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
	const { fields } = create.operation;
	expect(fields.some(({ property }) => property.name === 'linkedJourney')).toBe(true);
});
