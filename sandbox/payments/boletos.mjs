/**
 * Boletos: OPEN → PAID by themselves after some minutes, or OVERDUE after their day, or CANCELLED.
 * By the cents of the amount: ,51 is never paid · ,52 is paid three days late, with fine and
 * interest · ,53 is never paid and PROTESTED ten days late.
 */
import { dayOf } from '../time/clock.mjs';
import { makeBoleto } from '../data/people.mjs';
import { badRequest } from '../http/errors.mjs';
import { timeOn } from './fields.mjs';
import { writePixCode } from './pix.mjs';
import { centsOf } from './triggers.mjs';

const INTER = '077';
const NEVER_PAID = 51;
const PAID_LATE = 52;
const PROTESTED = 53;
const LATE_DAYS = 3;
const PROTEST_DAYS = 10;

/** @typedef {import('./book.mjs').Book} Book */

/** @param {Book} book @param {any} connection @param {any} fields the checked body, and dueDay */
export function issue(book, connection, { dueDate: _, dueDay, ...fields }) {
	const boleto = book.add('boletos', connection.clientId, {
		connection,
		status: 'OPEN',
		dueDay,
		...fields,
	});
	const random = book.random('boleto', boleto.id);
	const { barcode, digitableLine } = makeBoleto(random, INTER, boleto.amount, dueDay);
	Object.assign(boleto, {
		barcode,
		digitableLine: digitableLine.replace(/\D/g, ''),
		nossoNumero: random.digits(11),
		pixQr: writePixCode({
			key: random.uuid(),
			name: 'Sandbox Cobranca',
			amount: boleto.amount,
			reference: boleto.seuNumero.replace(/[^0-9A-Za-z]/g, '') || '***',
		}),
	});
	const cents = centsOf(boleto.amount);
	const overdueAt = timeOn(dueDay + 1, 0);
	const move = (
		/** @type {number} */ at,
		/** @type {string[]} */ from,
		/** @type {any} */ change,
	) =>
		book.later(at, (then) => {
			if (!from.includes(boleto.status)) return;
			book.change(boleto, then, typeof change === 'function' ? change(then) : change);
			book.emit(boleto, 'boleto/updated', { boletoId: boleto.id });
		});
	const paid = (/** @type {number} */ at) => payment(boleto, at, random.pick(['PIX', 'BOLETO']));
	move(overdueAt, ['OPEN'], { status: 'OVERDUE' });
	if (cents === PAID_LATE) move(timeOn(dueDay + LATE_DAYS, 12), ['OVERDUE'], paid);
	else if (cents === PROTESTED) {
		move(timeOn(dueDay + PROTEST_DAYS, 12), ['OVERDUE'], { status: 'PROTESTED' });
	} else if (cents !== NEVER_PAID) {
		move(boleto.createdAt + book.boletoLength, ['OPEN', 'OVERDUE'], paid);
	}
	return boleto;
}

/** @param {any} boleto @param {number} at @param {string} paymentOrigin */
const payment = (boleto, at, paymentOrigin) => ({
	status: 'PAID',
	amountPaid: owed(boleto, at),
	paidAt: at,
	paymentOrigin,
});

/** With fine and interest a month, if it is late. @param {any} boleto @param {number} at */
function owed({ amount, fine, interest, dueDay }, at) {
	const late = dayOf(at) - dueDay;
	if (late <= 0) return amount;
	const penalty = fine?.type === 'FIXED' ? fine.value : (amount * (fine?.value ?? 0)) / 100;
	const perDay = (amount * (interest?.value ?? 0)) / 100 / 30;
	return Math.round((amount + penalty + perDay * late) * 100) / 100;
}

export const isOpen = (/** @type {any} */ { status }) => ['OPEN', 'OVERDUE'].includes(status);

/** Whoever got it pays now. @param {Book} book @param {any} boleto */
export function pay(book, boleto) {
	if (!isOpen(boleto)) throw badRequest(`The boleto can not be paid in status ${boleto.status}`);
	const at = book.now();
	book.change(boleto, at, payment(boleto, at, 'PIX'));
	book.emit(boleto, 'boleto/updated', { boletoId: boleto.id });
}

/** @param {Book} book @param {any} boleto */
export function cancel(book, boleto) {
	if (boleto.status === 'CANCELLED') return; // safe to repeat
	if (!isOpen(boleto)) {
		throw badRequest(`The boleto can not be cancelled in status ${boleto.status}`);
	}
	book.change(boleto, book.now(), { status: 'CANCELLED' });
	book.emit(boleto, 'boleto/updated', { boletoId: boleto.id });
}
