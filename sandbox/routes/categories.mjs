import { CATEGORIES, categoryById } from '../data/categories.mjs';
import { named, notFound } from '../http/errors.mjs';
import { pageOf } from '../http/paging.mjs';
import { MATCH_TYPES } from '../bank/rules.mjs';
import { check, PAGE_FIELDS } from '../http/validate.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function categoryRoutes(app, { store }) {
	let rulesMade = 0;

	app.get('/categories', (/** @type {any} */ request) => {
		const { parentId, ...page } = check(request.query, {
			parentId: { type: 'text' },
			...PAGE_FIELDS,
		});
		const rows = CATEGORIES.filter((one) => parentId === undefined || one.parentId === parentId);
		return pageOf(rows, page);
	});

	app.get('/categories/:id', (/** @type {any} */ request) => {
		const { id } = /** @type {{ id: string }} */ (request.params);
		const category = categoryById.get(id);
		if (!category) throw notFound('category');
		return category;
	});

	app.get('/categories/rules', (/** @type {any} */ request) => {
		const page = check(request.query, PAGE_FIELDS);
		return pageOf(store.rules.get(request.claims.clientId) ?? [], page);
	});

	app.post('/categories/rules', (/** @type {any} */ request) => {
		const { clientId } = request.claims;
		const body = check(request.body, {
			description: { type: 'filled', required: true },
			categoryId: { type: 'filled', required: true },
			transactionType: { type: 'text', values: ['DEBIT', 'CREDIT'] },
			accountType: { type: 'text', values: ['CHECKING_ACCOUNT', 'CREDIT_CARD'] },
			matchType: { type: 'text', values: MATCH_TYPES },
		});
		const category = categoryById.get(body.categoryId);
		if (!category) throw notFound('category');
		const rules = store.rules.get(clientId) ?? [];
		rulesMade += 1;
		const rule = {
			id: store.uuidFor('category rule', rulesMade),
			clientId,
			description: body.description,
			categoryId: category.id,
			category: category.description,
			transactionType: body.transactionType ?? null,
			accountType: body.accountType ?? null,
			matchType: body.matchType ?? 'exact',
		};
		store.rules.set(clientId, [...rules, rule]);
		return rule;
	});
	app.delete('/categories/rules/:id', (/** @type {any} */ request, /** @type {any} */ reply) => {
		const { id } = check(request.params, { id: { type: 'uuid', required: true } });
		const { clientId } = request.claims;
		const owners = [...store.rules.entries()];
		const owner = owners.find(([, rules]) => rules.some((rule) => rule.id === id.toLowerCase()));
		if (!owner) throw notFound('category_rule');
		if (owner[0] !== clientId) {
			const message = 'The category rule belongs to another client';
			throw named(403, 'CATEGORY_RULE_FORBIDDEN', message);
		}
		store.rules.set(
			clientId,
			owner[1].filter((rule) => rule.id !== id.toLowerCase()),
		);
		reply.code(204).send();
	});
}
