/** A client's own category rules: they decide about rows that a later sync brings. */
import { categoryById } from '../data/categories.mjs';

/** @type {Record<string, (text: string, wanted: string) => boolean>} */
const MATCHES = {
	exact: (text, wanted) => text === wanted,
	contains: (text, wanted) => text.includes(wanted),
	startsWith: (text, wanted) => text.startsWith(wanted),
	endsWith: (text, wanted) => text.endsWith(wanted),
};

export const MATCH_TYPES = Object.keys(MATCHES);

/**
 * Pluggy makes a rule of a category that is set by hand: the same description, in capitals or not.
 * @param {import('./store.mjs').Store} store @param {string} clientId @param {any} row
 */
export function ruleOf(store, clientId, { description, categoryId, category }) {
	const rules = store.rules.get(clientId) ?? [];
	const others = rules.filter((one) => !isSame(one, description));
	const [known] = rules.filter((one) => isSame(one, description));
	const id = known?.id ?? store.uuidFor('category rule', clientId, description.toLowerCase());
	const rule = { id, clientId, description, categoryId, category, transactionType: null };
	store.rules.set(clientId, [...others, { ...rule, accountType: null, matchType: 'exact' }]);
}

/** @param {any} rule @param {string} description */
const isSame = (rule, description) =>
	rule.matchType === 'exact' &&
	!rule.transactionType &&
	!rule.accountType &&
	rule.description.toLowerCase() === description.toLowerCase();

/** The first rule that fits. @param {any[] | undefined} rules @param {any} account @param {any} row */
export function applyRule(rules, account, row) {
	if (!rules || rules.length === 0) return;
	const text = row.description.toLowerCase();
	const accountType = account.type === 'CREDIT' ? 'CREDIT_CARD' : 'CHECKING_ACCOUNT';
	const rule = rules.find(
		(one) =>
			(!one.transactionType || one.transactionType === row.type) &&
			(!one.accountType || one.accountType === accountType) &&
			MATCHES[one.matchType](text, one.description.toLowerCase()),
	);
	if (!rule) return;
	row.categoryId = rule.categoryId;
	row.category = categoryById.get(rule.categoryId)?.description ?? null;
}
