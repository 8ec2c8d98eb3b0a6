/** What both kinds of rows are made of, before they have a place in a ledger. */
import { createRandom } from './random.mjs';
import { makeCnpj } from './people.mjs';

/**
 * @typedef {object} Draft a row before it has a place in the ledger
 * @property {number} minute of the day
 * @property {string} id
 * @property {string} text
 * @property {number} amount
 * @property {'DEBIT' | 'CREDIT'} type
 * @property {string} categoryId
 * @property {string} operationType
 * @property {string} code
 * @property {object} [paymentData]
 * @property {object} [card] credit card metadata
 * @property {object} [merchant]
 * @property {number} [dollars]
 * @property {number} [lateDays] the bank shows it only so many days later
 * @property {boolean} [isHold] a reservation that goes away after two days
 * @property {number} [foundAt] of a row that nobody planned: when the bank shows it
 */

/**
 * @typedef {object} Source what rows are made from
 * @property {string} seed
 * @property {number} volume
 * @property {import('./people.mjs').Participant} owner
 * @property {ReturnType<typeof import('./people.mjs').makeNeighbours>} neighbours
 * @property {string} cardNumber last four digits
 * @property {boolean} isMain the account that gets the salary and pays the card
 * @property {{ billTotal(month: number): number, takeDay(day: number): Draft[],
 *   peekDay(day: number): Draft[] }} cardDays
 */

/** @param {any} random @param {Omit<Draft, 'id' | 'minute' | 'code'> & { minute?: number }} row */
export const draft = (random, row) => ({
	id: random.uuid(),
	minute: random.int(7 * 60, 22 * 60),
	code: random.digits(8),
	...row,
});

const MAY_BE_LATE = ['CARTAO', 'BOLETO', 'PAGAMENTO'];

/** Now and then the bank shows a row days later. @param {Source} source @param {string} kind @param {number} day @param {Draft[]} rows */
export function findLate(source, kind, day, rows) {
	const random = createRandom(source.seed, 'late', kind, day);
	if (!random.chance(0.08)) return;
	const row = rows.find((one) => MAY_BE_LATE.includes(one.operationType) && !one.isHold);
	if (row) row.lateDays = random.int(2, 4);
}

/** @type {Map<string, object>} */
const merchants = new Map();
/** @param {string} name */
export function merchantOf(name) {
	let merchant = merchants.get(name);
	if (!merchant) {
		const cnpj = makeCnpj(createRandom('merchant', name)).replace(/\D/g, '');
		merchant = { name, businessName: `${name.toUpperCase()} LTDA`, cnpj, cnae: '4711302' };
		merchants.set(name, merchant);
	}
	return merchant;
}
