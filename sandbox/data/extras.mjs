/** Rows that nobody planned: somebody pressed the button for a new transaction. */
import { dayOf, minuteOf } from '../time/clock.mjs';
import { payment } from './checking.mjs';
import { draft } from './drafts.mjs';
import { createRandom } from './random.mjs';

/** @typedef {{ day: number, draft: import('./drafts.mjs').Draft }} Extra */

/** A PIX that comes in. @param {import('./drafts.mjs').Source} source @param {number} number of such rows before @param {number} at */
export function makeReceipt({ seed, owner, neighbours }, number, at) {
	const random = createRandom(seed, 'extra', number);
	const other = random.pick(neighbours.people);
	const row = draft(random, {
		minute: minuteOf(at),
		text: `PIX RECEBIDO ${other.name.toUpperCase()}`,
		amount: random.money(20, 900),
		type: 'CREDIT',
		categoryId: '05070000',
		operationType: 'PIX',
		paymentData: payment(random, other, owner, 'PIX'),
	});
	return { day: dayOf(at), draft: { ...row, foundAt: at } };
}
