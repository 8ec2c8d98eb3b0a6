import type { IDataObject } from 'n8n-workflow';
import { itemDiagnosis } from '../../nodes/Pluggy/diagnosis';
import { BY_ITEM_CODE, BY_WARNING } from '../../nodes/shared/problems';

/** An item that works, with what Pluggy says of its products. */
const item = (warnings: Record<string, unknown[]>, more: IDataObject = {}): IDataObject => ({
	status: 'UPDATED',
	executionStatus: 'SUCCESS',
	error: null,
	...more,
	statusDetail: Object.fromEntries(
		Object.entries(warnings).map(([product, list]) => [
			product,
			{ isUpdated: false, lastUpdatedAt: null, warnings: list },
		]),
	) as IDataObject,
});

const told = (of: IDataObject) => {
	const { code, action, details } = itemDiagnosis(of) ?? {};
	return { code, action, warnings: (details as IDataObject | null)?.warnings };
};

describe('warnings of Open Finance connectors', () => {
	test.each([
		['ACCT_001 CC_001 TXN_001 TXN_004 INV_001 INV_002', 'reconnect'],
		['ACCT_002 CC_002', 'waitForUser'],
		['ACCT_003 CC_003 TXN_005', 'retryLater'],
		['INV_004 TXN_003 TXN_006', 'useData'],
		['ACCT_004 CC_004 ACCT_005 CC_005 CC_006 CC_007 INV_003 INV_005 TXN_002', 'none'],
		['ACCT_006', 'contactSupport'],
	])('%s: %s', (codes, action) => {
		for (const code of codes.split(' ')) {
			const row = itemDiagnosis(item({ accounts: [{ code, message: 'Said in English' }] }));
			expect(row).toMatchObject({ ...BY_WARNING[code], code, action });
			expect(row?.details).toEqual({ warnings: [`accounts: Said in English (${code})`] });
		}
	});

	test('the table has every code that is published', () => {
		const codes = (product: string, most: number) =>
			Array.from({ length: most }, (_, index) => `${product}_00${index + 1}`);
		const published = [codes('ACCT', 6), codes('CC', 7), codes('TXN', 6), codes('INV', 5)].flat();
		expect(Object.keys(BY_WARNING).sort()).toEqual(published.sort());
	});

	test('as plain text: the code alone, or a sentence with or without one', () => {
		const { title } = BY_WARNING.CC_003;
		const sentence = 'CC_003: cards under maintenance';
		expect(told(item({ creditCards: ['CC_003'] }))).toEqual({
			code: 'CC_003',
			action: 'retryLater',
			warnings: [`creditCards: ${title} (CC_003)`],
		});
		expect(told(item({ creditCards: [sentence, ''] }))).toEqual({
			code: 'CC_003',
			action: 'retryLater',
			warnings: [`creditCards: ${sentence}`],
		});
		expect(told(item({ loans: ['Bank under maintenance'] }))).toEqual({
			code: 'PRODUCT_WARNINGS',
			action: 'none',
			warnings: ['loans: Bank under maintenance'],
		});
	});

	test('a real one: MeuPluggy, partly synchronized, with a warning as text', () => {
		const statusDetail = {
			accounts: { isUpdated: true, lastUpdatedAt: null, warnings: [] },
			creditCards: { isUpdated: false, lastUpdatedAt: null, warnings: ['CC_003'] },
		};
		const of = { status: 'UPDATED', executionStatus: 'PARTIAL_SUCCESS', error: null, statusDetail };
		expect(told(of)).toMatchObject({ code: 'CC_003', action: 'retryLater' });
	});

	test('the most pressing one is told: what somebody can do, before what only time mends', () => {
		const all = { accounts: ['ACCT_004', 'ACCT_003'], investments: ['INV_004'] };
		expect(told(item(all))).toMatchObject({ code: 'ACCT_003', action: 'retryLater' });
		expect(told(item({ ...all, transactions: ['TXN_001'] }))).toMatchObject({ code: 'TXN_001' });
		expect(
			told(item({ ...all, transactions: ['TXN_001'], creditCards: ['CC_002'] })),
		).toMatchObject({ code: 'CC_002', action: 'waitForUser' });
		expect(told(item({ accounts: ['ACCT_004'], investments: ['INV_004'] }))).toMatchObject({
			code: 'INV_004',
			action: 'useData',
		});
	});

	test('a partial success is told by its warnings: what never comes is not waited for', () => {
		const partly = { executionStatus: 'PARTIAL_SUCCESS' };
		expect(told(item({ creditCards: ['CC_004'] }, partly))).toMatchObject({ code: 'CC_004' });
		expect(told(item({ investments: ['INV_004'] }, partly))).toMatchObject({ code: 'INV_004' });
		expect(told(item({ accounts: ['ACCT_001'] }, partly))).toMatchObject({ action: 'reconnect' });
	});
});

describe('warnings whose meaning is not known', () => {
	test('numbers of direct connectors, and new codes, are passed on without a meaning', () => {
		for (const code of ['001', '002', '423', 'LOAN_001', 'ID_002', 'constructor']) {
			const of = item({ loans: [{ code, message: 'x' }] });
			expect(told(of)).toEqual({
				code: 'PRODUCT_WARNINGS',
				action: 'none',
				warnings: [`loans: x (${code})`],
			});
			expect(told({ ...of, executionStatus: 'PARTIAL_SUCCESS' })).toMatchObject({
				code: 'PARTIAL_SUCCESS',
				action: 'retryLater',
			});
		}
		const { advice } = BY_ITEM_CODE.PRODUCT_WARNINGS;
		expect(advice).toContain('differs from connector to connector');
		expect(advice).not.toContain('for data the bank does not let');
	});

	test('beside a known one they keep the item retryable, unless somebody can do something', () => {
		const partly = { executionStatus: 'PARTIAL_SUCCESS' };
		const unknown = { code: '004', message: 'x' };
		expect(told(item({ accounts: ['ACCT_004', unknown] }, partly))).toMatchObject({
			code: 'PARTIAL_SUCCESS',
		});
		expect(told(item({ accounts: ['ACCT_001', unknown] }, partly))).toMatchObject({
			code: 'ACCT_001',
		});
	});

	test.each([[null], [''], [[]]])('warnings that are no list (%p) do no harm', (odd) => {
		const of = item({});
		expect(itemDiagnosis({ ...of, statusDetail: { accounts: { warnings: odd } } })).toBeUndefined();
		expect(told(item({ accounts: [null, [], ''] }))).toMatchObject({ code: undefined });
	});
});

describe('resources that wait for an authorization at the bank', () => {
	test('are told of an item that is otherwise fine', () => {
		const row = itemDiagnosis(item({}, { hasResourcesPendingAuthorization: true }));
		expect(row).toMatchObject({
			...BY_ITEM_CODE.RESOURCES_PENDING_AUTHORIZATION,
			code: 'RESOURCES_PENDING_AUTHORIZATION',
			action: 'waitForUser',
			details: null,
		});
	});

	test.each([[false], [null], [undefined], ['true']])('%p says nothing', (value) => {
		const of = item({}, { hasResourcesPendingAuthorization: value as boolean });
		expect(itemDiagnosis(of)).toBeUndefined();
	});

	test('come before a partial success, and after an error and a question to the user', () => {
		const pending = { hasResourcesPendingAuthorization: true };
		expect(told(item({}, { ...pending, executionStatus: 'PARTIAL_SUCCESS' }))).toMatchObject({
			code: 'RESOURCES_PENDING_AUTHORIZATION',
		});
		const error = { code: 'CONNECTION_ERROR', message: 'x' };
		expect(told(item({}, { ...pending, status: 'OUTDATED', error }))).toMatchObject({
			code: 'CONNECTION_ERROR',
		});
		expect(told(item({}, { ...pending, status: 'WAITING_USER_INPUT' }))).toMatchObject({
			code: 'WAITING_USER_INPUT',
		});
	});
});

test('of an error the warnings are listed, too, without what must stay hidden', () => {
	const error = { code: 'CONNECTION_ERROR', message: 'x' };
	const warnings = ['CC_001', 'CPF 761.092.776-73 sem acesso'];
	expect(told(item({ creditCards: warnings }, { status: 'OUTDATED', error }))).toEqual({
		code: 'CONNECTION_ERROR',
		action: 'retryLater',
		warnings: [
			`creditCards: ${BY_WARNING.CC_001.title} (CC_001)`,
			'creditCards: CPF [hidden] sem acesso',
		],
	});
});
