/**
 * One day of a credit card, as a pure function of seed, day and volume: any day can be made alone.
 * A purchase is positive (and DEBIT), a payment or refund negative (and CREDIT).
 */
import { dateToDay, dayToDate, monthOf } from '../time/clock.mjs';
import { createRandom, hash, uuidOf } from './random.mjs';
import { draft, findLate, merchantOf } from './drafts.mjs';
import { DAILY_SHOPS, FOREIGN_SHOPS, INSTALMENT_SHOPS, SUBSCRIPTIONS } from './merchants.mjs';

/** @typedef {import('./drafts.mjs').Draft} Draft */
/** @typedef {import('./drafts.mjs').Source} Source */

export const CLOSING_DAY = 3;
export const DUE_DAY = 10;
/** Minute of the day at which a bill is paid. */
export const BILL_PAID_AT = 8 * 60 + 5;
const CHARGED_DAY = 13;
export const FOREIGN_IOF = 'IOF COMPRA INTERNACIONAL';

/** Month whose bill a card row of this day belongs to. @param {number} day */
export const billMonthOf = (day) => monthOf(day) + (dayToDate(day).dom > CLOSING_DAY ? 1 : 0);
/** @param {number} month */
export const closingDayOf = (month) => dateToDay(Math.floor(month / 12), month % 12, CLOSING_DAY);
/** Once a year the bill is paid two days late. @param {{ seed: string }} source @param {number} month */
export const isPaidLate = ({ seed }, month) => month % 12 === hash(seed, 'late bill') % 12;
/** Day of the month on which a month's bill is paid. @param {{ seed: string }} source @param {number} month */
export const payDomOf = (source, month) => DUE_DAY + (isPaidLate(source, month) ? 2 : 0);
/** @param {string} accountId @param {number} month */
export const billIdOf = (accountId, month) => uuidOf('bill', accountId, month);

/** Petrol pumps reserve money first. */
const HOLDING_SHOP = 8;
/** Of a day count modulo 7: day 0 was a Thursday. */
const FRIDAY = 1;
const SUFFIXES = ['', '', '', ' SAO PAULO BR', ' CURITIBA BR', ' RECIFE BR'];

/** Purchases in instalments that begin in a month. @param {Source} source @param {number} month */
function instalmentPlans(source, month) {
	const random = createRandom(source.seed, 'plans', month);
	return Array.from({ length: random.count(6.2 * source.volume) }, () => {
		const shop = random.pick(INSTALMENT_SHOPS);
		const times = random.pick([2, 3, 3, 4, 6, 6, 10, 12]);
		const total = random.money(shop[4], shop[5]);
		return {
			shop,
			times,
			total,
			dom: random.int(1, 28),
			minute: random.int(540, 1260),
			code: random.digits(8),
		};
	});
}

/** Everything bought on the card on a day, without the payment of the bill. @param {Source} source @param {number} day @returns {Draft[]} */
export function cardDay(source, day) {
	const { volume, cardNumber } = source;
	const random = createRandom(source.seed, 'card', day);
	const { year, month, dom } = dayToDate(day);
	/** @type {Draft[]} */
	const rows = [];
	const buy = (
		/** @type {string} */ text,
		/** @type {string} */ name,
		/** @type {string} */ categoryId,
		/** @type {string} */ payeeMCC,
		/** @type {number} */ amount,
		/** @type {any} */ card = {},
		/** @type {any} */ more = {},
	) =>
		rows.push(
			draft(random, {
				text,
				amount,
				type: amount > 0 ? 'DEBIT' : 'CREDIT',
				categoryId,
				operationType: amount > 0 ? 'PAGAMENTO' : 'ESTORNO',
				card: { cardNumber, payeeMCC, ...card },
				merchant: merchantOf(name),
				...more,
			}),
		);

	const fee = (
		/** @type {string} */ text,
		/** @type {number} */ amount,
		/** @type {string} */ feeType,
		categoryId = '16030000',
		minute = 21 * 60,
	) =>
		rows.push(
			draft(random, {
				text,
				amount,
				type: 'DEBIT',
				categoryId,
				operationType: 'TARIFA',
				card: {
					cardNumber,
					feeType,
					...(feeType === 'OTHER' ? { feeTypeAdditionalInfo: text } : {}),
				},
				minute,
			}),
		);

	for (let back = 0; back < 12; back++) {
		for (const plan of plansOf(source, year * 12 + month - back)) {
			if (plan.times <= back || plan.dom !== dom) continue;
			const share = Math.floor((plan.total * 100) / plan.times) / 100;
			const first = Math.round((plan.total - share * (plan.times - 1)) * 100) / 100;
			const [text, name, categoryId, mcc] = plan.shop;
			const number = String(back + 1).padStart(2, '0');
			buy(
				`${text} ${number}/${String(plan.times).padStart(2, '0')}`,
				name,
				categoryId,
				mcc,
				back === 0 ? first : share,
				{
					installmentNumber: back + 1,
					totalInstallments: plan.times,
					totalAmount: plan.total,
					purchaseDay: dateToDay(year, month - back, dom),
				},
				{ minute: plan.minute, code: plan.code },
			);
		}
	}
	for (const [text, name, categoryId, mcc, price, on] of SUBSCRIPTIONS) {
		if (dom === on) buy(text, name, categoryId, mcc, price);
	}
	if (dom === 2) fee('ANUIDADE CARTAO', 24.5, 'ANNUAL_FEE');
	if (dom === CHARGED_DAY) {
		for (const [text, amount] of lateCharges(source, monthOf(day))) fee(text, amount, 'OTHER');
	}
	// Every Friday the tank is filled: in any nine days a reservation comes and goes.
	if (day % 7 === FRIDAY || createRandom(source.seed, 'hold', day).chance(0.03)) {
		const [text, name, categoryId, mcc] = DAILY_SHOPS[HOLDING_SHOP];
		const minute = 11 * 60;
		buy(`PRE-AUTORIZACAO ${text}`, name, categoryId, mcc, 150, {}, { isHold: true, minute });
	}
	if (dom === 25) {
		rows.push(
			draft(random, {
				text: 'CASHBACK DO MES',
				amount: -random.money(4, 30),
				type: 'CREDIT',
				categoryId: '08090000',
				operationType: 'CASHBACK',
				card: { cardNumber },
			}),
		);
	}
	for (let left = random.count(0.77 * volume); left > 0; left--) {
		if (random.chance(0.04)) {
			const [text, name, categoryId, mcc, min, max] = random.pick(FOREIGN_SHOPS);
			const dollars = random.money(min, max);
			const reais = Math.round(dollars * random.money(5.1, 5.7) * 100) / 100;
			const minute = random.int(7 * 60, 22 * 60);
			buy(text, name, categoryId, mcc, reais, {}, { dollars, minute });
			fee(FOREIGN_IOF, Math.round(reais * 3.5) / 100, 'OTHER', '15030000', minute);
			continue;
		}
		const [text, name, categoryId, mcc, min, max] = random.pick(DAILY_SHOPS);
		const amount = random.money(min, max);
		buy(`${text}${random.pick(SUFFIXES)}`, name, categoryId, mcc, amount);
		if (random.chance(0.03))
			buy(`ESTORNO ${text}`, name, categoryId, mcc, -amount, {}, { minute: 1290 });
	}
	// Found within the bill they belong to.
	if (dom > DUE_DAY + 2 && dom < 26) findLate(source, 'card', day, rows);
	return rows.sort((a, b) => a.minute - b.minute);
}

/** What paying late costs: fine, interest and tax. @param {Source} source @param {number} month @returns {Array<[string, number]>} */
export function lateCharges(source, month) {
	if (!isPaidLate(source, month)) return [];
	const part = (/** @type {number} */ percent) =>
		Math.round(source.cardDays.billTotal(month) * percent) / 100;
	return [
		['MULTA POR ATRASO', part(2)],
		['JUROS DE MORA', part(0.07)],
		['JUROS REMUNERATORIOS', part(0.9)],
		['IOF ATRASO FATURA', part(0.4)],
	];
}

/** @type {WeakMap<Source, Map<number, ReturnType<typeof instalmentPlans>>>} */
const planCache = new WeakMap();
/** @param {Source} source @param {number} month */
function plansOf(source, month) {
	let months = planCache.get(source);
	if (!months) planCache.set(source, (months = new Map()));
	let plans = months.get(month);
	if (!plans) months.set(month, (plans = instalmentPlans(source, month)));
	return plans;
}

/** The payment of last month's bill, on the card. @param {Source} source @param {number} day @returns {Draft[]} */
export function billPaymentOn(source, day) {
	if (dayToDate(day).dom !== payDomOf(source, monthOf(day))) return [];
	const total = source.cardDays.billTotal(monthOf(day));
	if (total <= 0) return [];
	const random = createRandom(source.seed, 'bill payment', day);
	return [
		draft(random, {
			text: 'PAGAMENTO RECEBIDO - OBRIGADO',
			amount: -total,
			type: 'CREDIT',
			categoryId: '05100000',
			operationType: 'PAGAMENTO_FATURA',
			card: { cardNumber: source.cardNumber },
			minute: BILL_PAID_AT,
		}),
	];
}
