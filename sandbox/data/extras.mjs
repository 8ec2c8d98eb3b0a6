/** Rows that nobody planned: somebody pressed the button for a new transaction. */
import { dayOf, minuteOf } from '../time/clock.mjs';
import { payment } from './checking.mjs';
import { draft } from './drafts.mjs';
import { createRandom } from './random.mjs';

/** A PIX that comes in. @param {import('./drafts.mjs').Source} source @param {number} at */
export function makeReceipt({ seed, owner, neighbours, extras = [] }, at) {
	const random = createRandom(seed, 'extra', extras.length);
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
