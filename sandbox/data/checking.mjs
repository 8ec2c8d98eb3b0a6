/**
 * One day of a bank account, as a pure function of seed, day and volume: any day can be made alone.
 * Amounts carry the sign of the statement: negative = out.
 */
import { dayToDate, monthOf } from '../time/clock.mjs';
import { createRandom } from './random.mjs';
import { BILL_PAID_AT, payDomOf } from './card.mjs';
import { draft, findLate, merchantOf } from './drafts.mjs';
import { DAILY_SHOPS, MONTHLY_BOLETOS } from './merchants.mjs';
import { makeBoleto } from './people.mjs';

/** @typedef {import('./drafts.mjs').Draft} Draft */
/** @typedef {import('./drafts.mjs').Source} Source */

const PIX_REASONS = ['Almoço', 'Presente', 'Aluguel da quadra', 'Serviço', 'Rateio', null, null];

/** @param {any} random @param {any} from @param {any} to @param {string} method */
export const payment = (random, from, to, method, more = {}) => ({
	payer: from,
	receiver: to,
	paymentMethod: method,
	reason: null,
	referenceNumber: random.digits(9),
	receiverReferenceId: null,
	authenticationCode: null,
	boletoMetadata: null,
	...more,
});

/** @param {Source} source @param {number} day @returns {Draft[]} */
export function checkingDay(source, day) {
	const { owner, neighbours, volume, isMain } = source;
	const random = createRandom(source.seed, 'checking', day);
	const { dom } = dayToDate(day);
	/** @type {Draft[]} */
	const rows = [];
	const add = (/** @type {any} */ row) => rows.push(draft(random, row));

	const transfer = (
		/** @type {'PIX' | 'TED'} */ method,
		/** @type {any} */ other,
		/** @type {number} */ amount,
		/** @type {any} */ more = {},
	) => {
		const isIn = amount > 0;
		add({
			text: `${method} ${isIn ? 'RECEBIDO' : 'ENVIADO'} ${other.name.toUpperCase()}`,
			amount,
			type: isIn ? 'CREDIT' : 'DEBIT',
			categoryId: method === 'PIX' ? '05070000' : '05080000',
			operationType: method,
			paymentData: payment(random, isIn ? other : owner, isIn ? owner : other, method, {
				reason: random.pick(PIX_REASONS),
			}),
			...more,
		});
	};
	const boleto = (
		/** @type {string} */ text,
		/** @type {string} */ categoryId,
		/** @type {number} */ base,
	) => {
		const receiver = random.pick(neighbours.companies);
		const isLate = random.chance(0.08);
		const interestAmount = isLate ? Math.round(base * 0.33) / 100 : 0;
		const penaltyAmount = isLate ? Math.round(base * 2) / 100 : 0;
		const total = Math.round((base + interestAmount + penaltyAmount) * 100) / 100;
		add({
			text: `PAGTO BOLETO ${text}`,
			amount: -total,
			type: 'DEBIT',
			categoryId,
			operationType: 'BOLETO',
			paymentData: payment(random, owner, receiver, 'BOLETO', {
				boletoMetadata: {
					...makeBoleto(random, receiver.routingNumber, base, day - (isLate ? 10 : 0)),
					baseAmount: base,
					interestAmount,
					penaltyAmount,
					discountAmount: 0,
				},
			}),
		});
	};
	const fee = (/** @type {string} */ text, /** @type {number} */ amount, categoryId = '16010000') =>
		add({
			text,
			amount: -amount,
			type: 'DEBIT',
			categoryId,
			operationType: 'TARIFA_SERVICOS_AVULSOS',
		});

	if (isMain && (dom === 5 || dom === 20)) {
		transfer('TED', neighbours.employer, Math.round(volume * 540000) / 100, {
			text: dom === 5 ? 'SALARIO' : 'ADIANTAMENTO SALARIAL',
			categoryId: '01010000',
			operationType: 'FOLHA_PAGAMENTO',
			minute: 6 * 60,
		});
	}
	if (isMain && dom === payDomOf(source, monthOf(day))) {
		const total = source.cardDays.billTotal(monthOf(day));
		if (total > 0) {
			add({
				text: 'PAGAMENTO FATURA CARTAO',
				amount: -total,
				type: 'DEBIT',
				categoryId: '05100000',
				operationType: 'PAGAMENTO_FATURA',
				minute: BILL_PAID_AT - 5,
			});
		}
	}
	if (dom === 1) fee('TARIFA PACOTE DE SERVICOS', 34.9);
	if (isMain && dom === 10) {
		transfer('PIX', neighbours.landlord, -1850, { categoryId: '17010000' });
	}
	if (isMain) {
		for (const [text, categoryId, min, max, on] of MONTHLY_BOLETOS) {
			if (dom === on) boleto(text, categoryId, random.money(min, max));
		}
	}
	if (dom === 28) {
		add({
			text: 'RENDIMENTO POUPANCA AUTOMATICA',
			amount: random.money(1, 18),
			type: 'CREDIT',
			categoryId: '03060000',
			operationType: 'RENDIMENTO_APLIC_FINANCEIRA',
		});
	}
	// Together with the monthly rows about 900 a year, and volume times that.
	for (let left = random.count(2.47 * volume - 0.44); left > 0; left--) {
		const kind = random.next();
		const isCompany = random.chance(0.35);
		const other = random.pick(isCompany ? neighbours.companies : neighbours.people);
		if (kind < 0.005) {
			const text = `PIX DEVOLVIDO ${other.name.toUpperCase()}`;
			transfer('PIX', other, random.money(10, 150), { text });
		} else if (kind < 0.33) transfer('PIX', other, random.money(15, 320));
		else if (kind < 0.78) transfer('PIX', other, -random.money(6, 210));
		else if (kind < 0.83) transfer('TED', other, -random.money(80, 420));
		else if (kind < 0.86) transfer('TED', other, random.money(120, 900));
		else if (kind < 0.91) boleto('DIVERSOS', '05010000', random.money(30, 260));
		else if (kind < 0.93) fee('TARIFA SAQUE 24H', 7.5, '16020000');
		else {
			const [text, name, categoryId, , min, max] = random.pick(DAILY_SHOPS);
			add({
				text: `COMPRA DEBITO ${text}`,
				amount: -random.money(min, Math.min(max, 120)),
				type: 'DEBIT',
				categoryId,
				operationType: 'CARTAO',
				merchant: merchantOf(name),
			});
		}
	}
	findLate(source, 'checking', day, rows);
	return rows.sort((a, b) => a.minute - b.minute);
}
