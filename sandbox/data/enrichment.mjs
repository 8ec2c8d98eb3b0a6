/** What the premium products compute: category and merchant of a row, and what recurs in an account. */
import { categoryById } from './categories.mjs';
import { merchantOf } from './drafts.mjs';
import {
	DAILY_SHOPS,
	FOREIGN_SHOPS,
	INSTALMENT_SHOPS,
	MONTHLY_BOLETOS,
	SUBSCRIPTIONS,
} from './merchants.mjs';

const CARD_BILL = '05100000';
const SHOPS = [...DAILY_SHOPS, ...INSTALMENT_SHOPS, ...SUBSCRIPTIONS, ...FOREIGN_SHOPS];

/** Words of a statement that tell a category. @type {Array<[RegExp, string]>} */
const WORDS = [
	[/SALARI|FOLHA DE PAG/, '01010000'],
	[/ANUIDADE/, '16030000'],
	[/\bIOF\b/, '15030000'],
	[/TARIFA|CESTA DE SERV/, '16010000'],
	[/SAQUE/, '05020000'],
	[/FATURA|PAGAMENTO RECEBIDO/, '05100000'],
	[/ALUGUEL/, '17010000'],
	[/\bUBER\b|\b99(APP|POP)\b|TAXI/, '19010000'],
	[/IFOOD|RAPPI|DELIVERY/, '11020000'],
	[/MERCADO|SUPERM|HORTIFRUTI/, '10000000'],
	[/RESTAURANTE|PADARIA|LANCHONETE/, '11010000'],
	[/FARMACIA|DROGARIA/, '18020000'],
	[/POSTO|COMBUST/, '19050001'],
	[/RENDIMENTO|DIVIDENDO/, '03060000'],
	[/\bPIX\b/, '05070000'],
	[/\bTED\b/, '05080000'],
	[/\bDOC\b/, '05040000'],
	[/BOLETO/, '05010000'],
];

const upper = (/** @type {string} */ text) =>
	text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.toUpperCase();

/** @type {Map<string, any> | undefined} */
let merchants;
/** @param {string} cnpj plain */
export function merchantByCnpj(cnpj) {
	merchants ??= new Map([
		...SHOPS.map(([, name, categoryId]) => {
			const merchant = /** @type {any} */ (merchantOf(name));
			const category = categoryById.get(categoryId)?.description;
			return /** @type {[string, any]} */ ([merchant.cnpj, { ...merchant, category }]);
		}),
		// The example of Pluggy's document.
		[
			'00000000000191',
			{
				name: 'BANCO DO BRASIL',
				businessName: 'BANCO DO BRASIL SA',
				cnpj: '00000000000191',
				cnae: '6422100',
				category: 'Banking',
			},
		],
	]);
	return merchants.get(cnpj);
}

/** @param {any} row id, description and perhaps paymentData and creditCardMetadata */
export function categorize({ id, description, paymentData, creditCardMetadata }) {
	const text = upper(description);
	const shop =
		SHOPS.find(([mark]) => text.includes(mark)) ??
		SHOPS.find(([, , , mcc]) => mcc === creditCardMetadata?.payeeMCC);
	const isNamed = shop && text.includes(shop[0]);
	const boleto = MONTHLY_BOLETOS.find(([mark]) => text.includes(mark));
	const method = /** @type {Record<string, string>} */ ({ PIX: '05070000', BOLETO: '05010000' });
	const categoryId =
		shop?.[2] ??
		boleto?.[1] ??
		WORDS.find(([word]) => word.test(text))?.[1] ??
		method[paymentData?.paymentMethod] ??
		'99999999';
	const found = isNamed ? /** @type {any} */ (merchantOf(shop[1])) : null;
	return {
		id,
		category: categoryById.get(categoryId)?.description ?? null,
		categoryId,
		merchant: found && {
			name: found.name,
			businessName: found.businessName,
			cnpj: found.cnpj,
		},
	};
}

export const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;

/** In reais; money out is negative on bank and card accounts alike. @param {any} row */
export const signed = ({ amount, amountInAccountCurrency, type }) =>
	Math.abs(amountInAccountCurrency ?? amount) * (type === 'DEBIT' ? -1 : 1);

/**
 * Same text, at most once a month, in at least four months running, about the same amount.
 * @param {any[]} rows
 */
export function recurringOf(rows) {
	/** @type {Map<string, any[]>} */
	const groups = new Map();
	for (const row of rows) {
		// Instalments end by themselves, and the card's own rows tell what its bill pays.
		if (row.creditCardMetadata?.totalInstallments || row.categoryId === CARD_BILL) continue;
		const key = `${row.type} ${row.description.replace(/[\d/.-]+/g, ' ').trim()}`;
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	const found = [];
	for (const group of groups.values()) {
		const months = new Set(group.map((row) => row.date.slice(0, 7)));
		if (months.size < 4 || months.size < group.length) continue;
		const amounts = group.map((row) => Math.abs(signed(row)));
		const average = amounts.reduce((sum, one) => sum + one, 0) / amounts.length;
		const spread = Math.max(...amounts.map((one) => Math.abs(one - average))) / average;
		const first = group[0].date.slice(0, 7);
		const last = group[group.length - 1].date.slice(0, 7);
		const span = monthCount(last) - monthCount(first) + 1;
		if (spread > 0.6 || months.size / span < 0.8) continue;
		found.push({
			description: group[0].description,
			type: group[0].type,
			categoryId: group[0].categoryId,
			category: group[0].category,
			merchant: group[0].merchant,
			frequency: 'MONTHLY',
			averageAmount: round(average),
			regularityScore: round((months.size / span) * (1 - spread / 2)),
			firstDate: group[0].date,
			lastDate: group[group.length - 1].date,
			occurrences: group.map(({ id, accountId, date, amount }) => ({
				transactionId: id,
				accountId,
				date,
				amount,
			})),
		});
	}
	return found.sort((a, b) => b.averageAmount - a.averageAmount);
}

/** What recurs, as Pluggy answers it: what leaves is negative, occurrences are transaction IDs. @param {any[]} rows */
export const recurringPaymentsOf = (rows) =>
	recurringOf(rows).map(({ description, type, averageAmount, regularityScore, occurrences }) => ({
		description,
		averageAmount: type === 'DEBIT' ? -averageAmount : averageAmount,
		regularityScore,
		occurrences: occurrences.map(({ transactionId }) => transactionId),
	}));

/** @param {string} text yyyy-mm */
const monthCount = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
