/** Checks that the payment routes share. Sentences as Pluggy's own validator writes them. */
import { DAY_MS, dayOf, dayText } from '../time/clock.mjs';
import { badRequest, PluggyError } from '../http/errors.mjs';
import { plainDocument } from '../data/documents.mjs';
import { check } from '../http/validate.mjs';

/** @typedef {import('../http/validate.mjs').Field} Field */

/** Some clients send it everywhere; the sandbox only keeps it. @type {Record<string, Field>} */
export const SANDBOX_FLAG = { isSandbox: { type: 'bodyBoolean' } };

/** @type {Record<string, Field>} */
export const CALLBACK_URLS = {
	success: { type: 'url' },
	pending: { type: 'url' },
	error: { type: 'url' },
};

/** The payer: a CPF, of a company also its CNPJ. @type {Record<string, Field>} */
export const PAYER = {
	cpf: { type: 'filled', required: true },
	cnpj: { type: 'filled' },
	name: { type: 'filled' },
};

/**
 * An object inside a body. @param {string} name @param {any} value @param {Record<string, Field>} fields
 * @returns {Record<string, any> | undefined}
 */
export function checkIn(name, value, fields) {
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'object' || Array.isArray(value)) {
		throw badRequest(`${name} must be an object`);
	}
	try {
		return check(value, fields);
	} catch (error) {
		if (!(error instanceof PluggyError)) throw error;
		throw badRequest(error.message.split(/,(?! )/).map((message) => `${name}.${message}`));
	}
}

/** Money: more than nothing, at most two decimals. @param {Record<string, any>} values @param {string[]} names */
export function requireMoney(values, ...names) {
	for (const name of names) {
		const value = values[name];
		if (value === undefined) continue;
		const field = name.split('.').at(-1);
		if (!(value >= 0.01)) throw badRequest(`${field} must not be less than 0.01`);
		if (Math.abs(value * 100 - Math.round(value * 100)) > 1e-6 || value > 1e12) {
			throw badRequest(`${field} must be a number conforming to the specified constraints`);
		}
	}
}

export { plainDocument as digitsOf };

/** @param {string} name @param {string | undefined} value @param {'cpf' | 'cnpj' | 'any'} kind */
export function requireTaxNumber(name, value, kind = 'any') {
	if (value === undefined) return undefined;
	const text = plainDocument(value);
	const isCpf = /^\d{11}$/.test(text);
	const isCnpj = /^[0-9A-Z]{12}\d{2}$/.test(text); // letters since 2026
	if (kind === 'cpf' ? isCpf : kind === 'cnpj' ? isCnpj : isCpf || isCnpj) return text;
	const label = kind === 'any' ? 'CPF or CNPJ' : kind.toUpperCase();
	throw badRequest(`${name} must be a valid ${label}`);
}

/** What a bank shows of a document. @param {string | undefined} text */
export function maskTaxNumber(text) {
	if (!text) return undefined;
	if (text.length === 11) return `***.${text.slice(3, 6)}.${text.slice(6, 9)}-**`;
	return `**.${text.slice(2, 5)}.${text.slice(5, 8)}/${text.slice(8, 12)}-**`;
}

export { dayText };

/** São Paulo's clock on a day. @param {number} day @param {number} hour */
export const timeOn = (day, hour) => day * DAY_MS + (hour + 3) * 3_600_000;

/** Whether a time is within two São Paulo days, both included. @param {number} ms @param {string} [from] @param {string} [to] */
export const isWithin = (ms, from, to) => {
	const day = dayText(dayOf(ms));
	return (from === undefined || day >= from) && (to === undefined || day <= to);
};

/** Leaves out what is not there: Pluggy's document knows few nulls. @template {object} T @param {T} view @returns {T} */
export const present = (view) =>
	/** @type {T} */ (
		Object.fromEntries(Object.entries(/** @type {object} */ (view)).filter(([, v]) => v != null))
	);
