/** The closed bills of a card: the same months and totals as its transactions' billIds. */
import { dateToDay, dayOf, dayToIso, iso, minuteOf } from '../time/clock.mjs';
import { uuidOf } from './random.mjs';
import { HISTORY_DAYS } from './balances.mjs';
import {
	BILL_PAID_AT,
	billIdOf,
	billMonthOf,
	closingDayOf,
	DUE_DAY,
	isPaidLate,
	lateCharges,
	payDomOf,
} from './card.mjs';

const CHARGE_TYPES = /** @type {Record<string, string>} */ ({
	'MULTA POR ATRASO': 'LATE_PAYMENT_FEE',
	'JUROS DE MORA': 'LATE_PAYMENT_INTEREST',
	'JUROS REMUNERATORIOS': 'LATE_PAYMENT_REMUNERATIVE_INTEREST',
	'IOF ATRASO FATURA': 'IOF',
});
const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;

/**
 * @param {any} account
 * @param {number} firstSync
 * @param {number} at time of the last sync
 */
export function billsOf(account, firstSync, at) {
	const today = dayOf(at);
	const first = billMonthOf(dayOf(firstSync) - HISTORY_DAYS + 1);
	const bills = [];
	for (let month = billMonthOf(today); month >= first; month--) {
		if (closingDayOf(month) < today) bills.push(billOf(account, month, at));
	}
	return bills;
}

/** @param {any} account @param {number} month @param {number} at */
function billOf({ id: accountId, source }, month, at) {
	const id = billIdOf(accountId, month);
	const { total, iof, annuity } = source.cardDays.billOf(month);
	const dayIn = (/** @type {number} */ dom) => dateToDay(Math.floor(month / 12), month % 12, dom);
	const paidOn = dayIn(payDomOf(source, month));
	const isPaid = paidOn < dayOf(at) || (paidOn === dayOf(at) && minuteOf(at) >= BILL_PAID_AT);
	const charge = (
		/** @type {string} */ type,
		/** @type {number} */ amount,
		additionalInfo = '',
	) => ({
		id: uuidOf(id, 'charge', type, additionalInfo),
		creditCardBillId: id,
		type,
		amount,
		currencyCode: 'BRL',
		additionalInfo: additionalInfo || null,
	});
	// What paying last month's bill late cost stands on this one.
	const charges = lateCharges(source, month - 1).map(([text, amount]) =>
		charge(CHARGE_TYPES[text], amount),
	);
	if (iof > 0) charges.push(charge('IOF', iof, 'Compras internacionais'));
	charges.push(charge('OTHER', annuity, 'Anuidade'));
	return {
		id,
		accountId,
		dueDate: dayToIso(dayIn(DUE_DAY)),
		billClosingDate: dayToIso(closingDayOf(month)),
		totalAmount: total,
		totalAmountCurrencyCode: 'BRL',
		minimumPaymentAmount: round(Math.max(0, total * 0.15)),
		allowsInstallments: true,
		financeCharges: charges,
		payments:
			isPaid && total > 0
				? [
						{
							id: uuidOf(id, 'payment'),
							valueType: 'FULL_PAYMENT',
							paymentDate: dayToIso(paidOn),
							paymentMode: isPaidLate(source, month) ? 'PIX' : 'DEBIT_ACCOUNT',
							amount: total,
							currencyCode: 'BRL',
						},
					]
				: [],
		createdAt: iso((closingDayOf(month) + 1) * 86_400_000 + 9 * 3_600_000),
		updatedAt: iso(at),
	};
}
