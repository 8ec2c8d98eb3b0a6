import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/Pluggy/operation';
import { PluggyTrigger, catalog } from '../../scripts/lib/built.cjs';

/** What people are told of Pluggy as it is: facts that changed once and may change again. */

/* eslint-disable @typescript-eslint/no-require-imports */
/* eslint-enable @typescript-eslint/no-require-imports */

function operation(name: string): Operation {
	const [resource, id] = name.split('.');
	const found = catalog.find((one) => one.id === resource)?.operations.find((one) => one.id === id);
	if (!found) throw new Error(`No operation ${name}`);
	return found;
}

const told = (name: string) => `${operation(name).description}. ${operation(name).note ?? ''}`;

describe('waiting for an item', () => {
	test.each(['item.wait', 'item.create', 'item.update', 'item.sendMfa'])(
		'%s waits twice as long as a login may take',
		(name) => {
			const field = operation(name).fields.find(({ property }) => property.name === 'waitTimeout')!;
			expect(field.property.default).toBe(600);
			expect(field.property.description).toContain('login at the bank alone may take 300');
		},
	);
});

describe('the premium products', () => {
	const page = (product: string) => `https://docs.pluggy.ai/en/docs/intelligence/${product}`;

	test.each([
		['enrichment.categorize', 'transaction-enrichment'],
		['enrichment.recurringPayments', 'recurring-payments'],
		['insight.getBook', 'connection-insights'],
		['insight.getCategories', 'connection-insights'],
		['insight.getIncome', 'connection-insights'],
	])('%s has the page of %s', (name, product) => {
		expect(operation(name).docs).toBe(page(product));
		expect(told(name)).not.toMatch(/does not document the answer/);
	});

	test('what is not confirmed is told as such, in the picker and in the docs', () => {
		const { description, note } = operation('enrichment.analyzeBehavior');
		expect(description).toMatch(/unconfirmed/);
		expect(note).toMatch(/^Unconfirmed: /);
	});

	test('every one says that it may be billed, and what it needs', () => {
		for (const { host, note } of catalog.flatMap(({ operations }) => operations)) {
			if (host !== undefined) expect(note).toContain('may be billed');
		}
		expect(told('insight.getIncome')).toContain('INSIGHTS_NOT_ENABLED');
		expect(told('enrichment.recurringPayments')).toContain('Needs the Categorization product');
	});
});

describe('where a quota or a rule bites', () => {
	test.each([
		['item.create', /monthly Open Finance quotas.*PARTIAL_SUCCESS with a warning/],
		['item.update', /monthly Open Finance quotas.*PARTIAL_SUCCESS with a warning/],
		['item.update', /MeuPluggy \(connector 200\).*once an hour/],
		['item.update', /Pluggy forbids.*automatic synchronization/],
		['account.getBalance', /420 balances.*BALANCE_OPEN_FINANCE_RATE_LIMIT.*useData/],
		['item.getMany', /[Pp]aid plans only.*asked/],
		['item.disableAutoSync', /production applications.*LOGIN_ERROR.*five times/],
		['item.getResources', /hasResourcesPendingAuthorization/],
		['account.getMany', /deleted.*is an error/],
		['transaction.getMany', /transactionDateTime.*Open Finance.*older/],
		['transaction.getMany', /categoryTranslated.*Portuguese/],
		['item.get', /hasResourcesPendingAuthorization.*empty.*other connectors/],
		['item.get', /autoSyncDisabledAt/],
		['transaction.update', /category rule.*whole application/],
		['smartTransfer.getManyPreauthorizations', /only Get Preauthorization asks the bank/],
		['smartTransfer.getPreauthorization', /REJECTED, with rejectionReason/],
		['smartTransfer.revokeDataConsent', /REJECTED.*never comes back/],
		['pixBiometricEnrollment.revokeDataConsent', /REVOKED/],
		['pixBiometricEnrollment.getMany', /only Get asks the bank/],
		['paymentRequest.createPixBiometric', /15 minutes.*types the CPF.*one year/],
		['connector.get', /health\.incidents.*productCoverage/],
	])('%s tells %s', (name, words) => {
		expect(told(name)).toMatch(words);
	});
});

test('a category rule is known by its ID, as every other thing that is made', () => {
	expect(operation('categoryRule.create').idMember).toBeUndefined();
});

test('the trigger shows the one address that Pluggy sends from', () => {
	const options = new PluggyTrigger().description.properties.find(
		({ name }) => name === 'options',
	)!;
	const source = (options.options as INodeProperties[]).find(({ name }) => name === 'sourceIps')!;
	expect(source.placeholder).toBe('e.g. 52.67.145.81');
});

/** "Item: Get Many": the words with capitals behind the name of a resource. */
function namedIn(text: string): string[] {
	return catalog.flatMap(({ name }) =>
		[...text.matchAll(new RegExp(`(?<![\\w] )\\b${name}: ([A-Z]\\w*(?: [A-Z]\\w*)*)`, 'g'))].map(
			([found]) => found,
		),
	);
}

test('every operation that a text names is in the catalog, by its name', () => {
	const known = new Set(
		catalog.flatMap(({ name, operations }) => operations.map((one) => `${name}: ${one.name}`)),
	);
	const root = join(__dirname, '../../nodes');
	const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
	const named = files
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => namedIn(readFileSync(join(root, file), 'utf8')));
	expect(named.length).toBeGreaterThan(20);
	expect(named.filter((one) => !known.has(one))).toEqual([]);
});

test('every day without a clock says whose day it is', () => {
	const days = catalog
		.flatMap(({ operations }) => operations.flatMap(({ fields }) => fields))
		.filter(({ property }) => property.typeOptions?.dateOnly === true);
	expect(days.length).toBeGreaterThan(10);
	const silent = days.filter(({ property: { hint = '' } }) => !hint.includes('São Paulo day'));
	expect(silent.map(({ property }) => property.name)).toEqual([]);
});
