/** The investments of an item: positions that follow from their transactions, as of the last sync. */
import { dateToDay, dayOf, dayToDate, dayToIso, iso } from '../time/clock.mjs';
import { createRandom, uuidOf } from './random.mjs';
import { PRODUCTS } from './products.mjs';

/** @typedef {import('./products.mjs').Product} Product */

/** What everybody has; a broker's client has all. */
const COMMON = ['CDB', 'LCI', 'TREASURY', 'STOCK', 'REAL_ESTATE_FUND', 'ETF', 'RETIREMENT', 'COE'];
const TAX = 0.15;
const round = (/** @type {number} */ value, digits = 2) => {
	const factor = 10 ** digits;
	return Math.round(value * factor) / factor;
};

/** @param {any} item @returns {Array<{ type: string, product: Product, place: number }>} */
function holdings(item) {
	const random = createRandom(item.id, 'holdings');
	const all = Object.entries(PRODUCTS).flatMap(([type, products]) =>
		products.map((product) => ({ type, product })),
	);
	return all
		.map((one, place) => ({ ...one, place, isLiked: random.chance(0.3) }))
		.filter(
			({ product, isLiked }) =>
				item.connector.type === 'INVESTMENT' || isLiked || COMMON.includes(product.subtype),
		);
}

/**
 * Everything about one holding up to a day, made from the item alone.
 * @param {any} item
 * @param {{ type: string, product: Product, place: number }} holding
 * @param {number} at
 */
function positionOf(item, { type, product, place }, at) {
	const id = uuidOf(item.id, 'investment', place);
	const random = createRandom(id);
	const today = dayOf(at);
	const firstDay = dayOf(item.createdAt) - random.int(200, 700);
	const units = random.int(...product.units);
	const buys = product.units[1] > 5 ? random.int(1, 4) : 1;
	const isSold = random.chance(0.08);
	const priceOn = (/** @type {number} */ day) => {
		const years = (day - firstDay) / 365;
		const wave = Math.sin((day + (place * 97) / 7) / 23) + Math.sin((day + place * 31) / 5) / 3;
		return product.price * (1 + product.income) ** years * (1 + ((product.swing ?? 0) * wave) / 3);
	};
	/** @type {any[]} */
	const rows = [];
	let quantity = 0;
	let cost = 0;
	const add = (
		/** @type {string} */ kind,
		/** @type {number} */ day,
		/** @type {number} */ count,
		/** @type {number} */ value,
		/** @type {any} */ more = {},
	) => {
		const isIn = kind === 'BUY' || (kind === 'TRANSFER' && more.movementType !== 'DEBIT');
		const amount = round(more.amount ?? count * value);
		const expenses = expensesOf(product, kind, amount, more.incomeTax);
		let paid = 0;
		for (const one of Object.values(expenses)) paid += one ?? 0;
		rows.push({
			id: uuidOf(id, kind, day, rows.length),
			investmentId: id,
			type: kind,
			movementType: isIn ? 'CREDIT' : 'DEBIT',
			date: dayToIso(day),
			tradeDate: dayToIso(product.costs === 'brokerage' ? day - 2 : day),
			description: `${DESCRIPTIONS[kind]} ${product.code ?? product.name}`,
			quantity: count,
			value: round(value, 6),
			amount,
			netAmount: round(isIn ? amount + paid : amount - paid),
			agreedRate: product.more?.rate ?? null,
			indexerPercentage: product.more?.rate ? product.more.rate / 100 : null,
			priceFactor: product.costs === 'brokerage' ? 1 : null,
			brokerageNumber: product.costs === 'brokerage' ? String(700_000 + (day % 90_000)) : null,
			expenses,
		});
	};

	for (let i = 0; i < buys; i++) {
		const day = firstDay + i * 45;
		const count =
			i === 0 ? units - Math.floor(units / buys) * (buys - 1) : Math.floor(units / buys);
		if (day > today || count === 0) continue;
		// One of two shares came from another broker.
		add(place % 7 === 1 && i === 0 ? 'TRANSFER' : 'BUY', day, count, priceOn(day));
		quantity += count;
		cost += count * priceOn(day);
	}
	let withdrawn = 0;
	const { year, month } = dayToDate(firstDay);
	for (let m = 1; dateToDay(year, month + m, 15) <= today; m++) {
		const day = dateToDay(year, month + m, 15);
		if (product.pays && product.every && m % product.every === 0) {
			const amount = round(quantity * priceOn(day) * 0.007 * product.every);
			const incomeTax = product.exempt ? 0 : round(amount * TAX);
			add(product.pays, day, quantity, 0, { amount, incomeTax });
		}
		// Half-yearly tax in advance, "come-cotas".
		if (product.costs === 'fund' && type === 'MUTUAL_FUND' && !product.exempt) {
			const isTaxMonth = [4, 10].includes((month + m) % 12);
			const amount = round(Math.max(0, quantity * (priceOn(day) - product.price)) * 0.01);
			if (isTaxMonth && amount > 0) add('TAX', day, 0, 0, { amount });
		}
		if (isSold && m === 10) {
			add('SELL', day + 1, quantity, priceOn(day), { incomeTax: product.exempt ? 0 : undefined });
			withdrawn += quantity * priceOn(day);
			quantity = 0;
		} else if (m === 7 && quantity > 4) {
			const count = Math.floor(quantity / 5);
			add('SELL', day + 1, count, priceOn(day));
			withdrawn += count * priceOn(day);
			cost *= 1 - count / quantity;
			quantity -= count;
		}
	}
	const value = priceOn(today);
	const amount = round(quantity * value);
	const profit = quantity === 0 ? 0 : round(amount - cost);
	const taxes = product.exempt ? 0 : round(Math.max(0, profit) * TAX);
	const maturity = product.termMonths && dateToDay(year, month + product.termMonths, 15);
	const { gracePeriodMonths, ...more } = product.more ?? {};
	const since = (/** @type {number} */ days) => round((value / priceOn(today - days) - 1) * 100);
	const status = quantity === 0 ? 'TOTAL_WITHDRAWAL' : place % 11 === 7 ? 'PENDING' : 'ACTIVE';
	const view = {
		id,
		itemId: item.id,
		type,
		subtype: product.subtype,
		name: product.name,
		number: String(100_000 + (createRandom(id, 'number').uint() % 900_000)),
		code: product.code ?? null,
		isin: product.isin ?? null,
		owner: item.accounts[0].owner,
		currencyCode: 'BRL',
		date: iso(at),
		balance: round(amount - taxes),
		value: round(value, 6),
		quantity,
		amount,
		taxes,
		taxes2: 0,
		amountProfit: profit,
		amountWithdrawal: round(amount - taxes),
		amountOriginal: quantity === 0 ? 0 : round(cost),
		lastMonthRate: since(30),
		lastTwelveMonthsRate: since(365),
		annualRate: round(product.income * 100),
		rate: null,
		rateType: null,
		fixedAnnualRate: null,
		ratePeriodicity: null,
		indexerAdditionalInfo: null,
		priceFactor: product.costs === 'brokerage' ? 1 : null,
		issuer: null,
		issuerCNPJ: null,
		issueDate: type === 'FIXED_INCOME' ? dayToIso(firstDay - 20) : null,
		purchaseDate: dayToIso(firstDay),
		dueDate: maturity ? dayToIso(maturity) : null,
		gracePeriodDate: gracePeriodMonths
			? dayToIso(dateToDay(year, month + gracePeriodMonths, 15))
			: null,
		taxExempt: product.exempt ?? false,
		debtor: null,
		couponPayment: null,
		metadata: null,
		institution: { name: item.connector.name, number: '11222333000181' },
		status,
		updatedAt: iso(at),
		...more,
	};
	return { view, rows: rows.sort((a, b) => (a.date < b.date ? 1 : -1)), withdrawn };
}

/** @type {Record<string, string>} */
const DESCRIPTIONS = {
	BUY: 'Aplicação',
	SELL: 'Resgate',
	TAX: 'Imposto de renda semestral',
	TRANSFER: 'Transferência de custódia',
	INTEREST: 'Rendimento',
	AMORTIZATION: 'Amortização',
};

/** @param {Product} product @param {string} kind @param {number} amount @param {number} [incomeTax] */
function expensesOf({ costs, exempt }, kind, amount, incomeTax) {
	const isTrade = kind === 'BUY' || kind === 'SELL';
	const isTraded = costs === 'brokerage' && isTrade;
	return {
		serviceTax: isTraded ? 0.24 : null,
		brokerageFee: isTraded ? 4.9 : null,
		incomeTax: incomeTax ?? (kind === 'SELL' && !exempt ? round(amount * 0.012) : null),
		tradingAssetsNoticeFee: isTraded ? 0 : null,
		maintenanceFee: null,
		settlementFee: isTraded ? round(amount * 0.00025) : null,
		clearingFee: isTraded ? 0 : null,
		stockExchangeFee: isTraded ? round(amount * 0.00005) : null,
		custodyFee: null,
		operatingFee: null,
		other: null,
		iof: costs === 'fund' && kind === 'SELL' ? 0 : null,
		iofProvision: null,
	};
}

/** @type {WeakMap<object, { at: number, positions: ReturnType<typeof positionOf>[] }>} */
const cache = new WeakMap();

/** None before the first sync is over. @param {any} item */
export function investmentsOf(item) {
	if (!item.products.includes('INVESTMENTS') || item.lastUpdatedAt === null) return [];
	const at = item.lastUpdatedAt;
	const known = cache.get(item);
	if (known && known.at === at) return known.positions;
	const positions = holdings(item).map((one) => positionOf(item, one, at));
	cache.set(item, { at, positions });
	return positions;
}
