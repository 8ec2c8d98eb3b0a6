import { iso } from '../time/clock.mjs';
import { accountView } from '../data/accounts.mjs';
import { notAuthorized, notFound, PluggyError } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { takeBalanceCall } from '../bank/realTimeBalance.mjs';
import { createStatements } from '../bank/statements.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';
import { findListed } from './items.mjs';
import { originReader } from './payments.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function accountRoutes(app, { store, clock, options }) {
	const statements = createStatements(clock, store.uuidFor);
	const originOf = originReader(options);
	const view = (/** @type {any} */ account) => {
		const at = store.items.get(account.itemId).syncs.at(-1) ?? account.createdAt;
		return accountView(account, store.balanceOf(account), at);
	};

	app.get('/accounts', { config: { connectToken: true } }, (/** @type {any} */ request) => {
		const query = check(request.query, {
			itemId: { type: 'uuid', required: true },
			type: { type: 'text', values: ['BANK', 'CREDIT'] },
			...PAGE_FIELDS,
		});
		const { kind, itemId, jti } = request.claims;
		const item = findListed(store, request, query.itemId);
		if (!item) return pageOf([], query);
		const isOwn = item.id === itemId || item.connectTokenId === jti;
		if (kind === 'connect' && !isOwn) throw notAuthorized();
		const accounts = store
			.visibleAccounts(item)
			.filter((/** @type {any} */ one) => !query.type || one.type === query.type);
		return pageOf(accounts.map(kind === 'connect' ? reduced : view), query);
	});

	app.get('/accounts/:id', (/** @type {any} */ request) => view(findAccount(store, request)));

	app.get('/accounts/:id/balance', (/** @type {any} */ request) => {
		check(request.query, {});
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		const account = peekAccount(store, request, id);
		if (!account) throw new PluggyError(404, 'account not found for the given id');
		const item = store.items.get(account.itemId);
		const { error } = store.refresh(item);
		const { connector } = item;
		takeBalanceCall(account, {
			connector,
			error,
			now: clock.now(),
			quota: options.balanceQuota,
		});
		return {
			balance: store.balanceOf(account),
			currencyCode: 'BRL',
			updateDateTime: clock.iso(),
			blockedBalance: 0,
			automaticallyInvestedBalance: 0,
		};
	});

	app.get('/accounts/:id/statements', (/** @type {any} */ request) => {
		const page = check(request.query, PAGE_FIELDS);
		return pageOf(statements.list(findAccount(store, request), originOf(request)), page);
	});

	// The link is all it takes, as with Pluggy's signed addresses.
	app.get(
		'/statements/:file',
		{ config: { isOpen: true } },
		(/** @type {any} */ request, /** @type {any} */ reply) => {
			const id = request.params.file.replace(/\.pdf$/, '');
			if (!statements.isGood(id, request.query)) {
				throw new PluggyError(403, 'The link of this statement is no longer valid');
			}
			for (const account of store.accounts.values()) {
				const statement = statements.monthOf(account, id);
				if (!statement) continue;
				const pdf = statements.pdf(account, statement, store.ledgerOf(account).rows);
				return reply.type('application/pdf').send(pdf);
			}
			throw notFound('statement');
		},
	);
}

/** What a connect token may see: no money. @param {any} account */
const reduced = ({ id, itemId, type, subtype, number, name, marketingName, createdAt }) => ({
	id,
	itemId,
	type,
	subtype,
	number,
	name,
	marketingName,
	currencyCode: 'BRL',
	createdAt: iso(createdAt),
});

/** @param {import('../bank/store.mjs').Store} store @param {any} request @param {string} id */
export function peekAccount(store, request, id) {
	const account = store.accounts.get(id.toLowerCase());
	if (account?.clientId !== request.claims.clientId) return undefined;
	const isVisible = store.visibleAccounts(store.items.get(account.itemId)).includes(account);
	return isVisible ? account : undefined;
}

/** @param {import('../bank/store.mjs').Store} store @param {any} request @param {string} [id] */
export function findAccount(store, request, id) {
	const wanted = id ?? check(request.params, { id: { type: 'uuid', required: true } }).id;
	const account = peekAccount(store, request, wanted);
	if (!account) throw notFound('account');
	return account;
}
