/** The loans of an item, paid month by month up to its last sync. Rates: 1 = 100 %. */
import { dateToDay, dayOf, dayToDate, dayToIso, iso } from '../time/clock.mjs';
import { createRandom, uuidOf } from './random.mjs';

const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;

/**
 * @typedef {object} Contract
 * @property {string} kind
 * @property {string} type
 * @property {string} productName
 * @property {[number, number]} amount least and most, in reais
 * @property {number} months 0: no instalments
 * @property {'SAC' | 'PRICE' | 'WITHOUT_AMORTIZATION_SYSTEM'} system
 * @property {number} monthlyRate
 * @property {string} indexer
 * @property {[string, string] | null} warranty type and subtype
 * @property {boolean} [isForCompanies]
 */

/** @type {Contract[]} */
const CONTRACTS = [
	{
		kind: 'LOAN',
		type: 'CREDITO_PESSOAL_SEM_CONSIGNACAO',
		productName: 'Crédito Pessoal',
		amount: [6000, 28_000],
		months: 24,
		system: 'PRICE',
		monthlyRate: 0.0389,
		indexer: 'PRE_FIXADO',
		warranty: null,
	},
	{
		kind: 'FINANCING',
		type: 'FINANCIAMENTO_HABITACIONAL_SFH',
		productName: 'Financiamento Imobiliário',
		amount: [180_000, 420_000],
		months: 360,
		system: 'SAC',
		monthlyRate: 0.0079,
		indexer: 'TR',
		warranty: ['ALIENACAO_FIDUCIARIA', 'IMOVEIS_RESIDENCIAIS'],
	},
	{
		kind: 'FINANCING',
		type: 'AQUISICAO_BENS_VEICULOS_AUTOMOTORES',
		productName: 'Financiamento de Veículo',
		amount: [38_000, 85_000],
		months: 48,
		system: 'PRICE',
		monthlyRate: 0.0172,
		indexer: 'PRE_FIXADO',
		warranty: ['ALIENACAO_FIDUCIARIA', 'VEICULOS_AUTOMOTORES'],
	},
	{
		kind: 'UNARRANGED_ACCOUNT_OVERDRAFT',
		type: 'ADIANTAMENTO_A_DEPOSITANTES',
		productName: 'Adiantamento a Depositantes',
		amount: [200, 900],
		months: 0,
		system: 'WITHOUT_AMORTIZATION_SYSTEM',
		monthlyRate: 0.0799,
		indexer: 'PRE_FIXADO',
		warranty: null,
	},
	{
		kind: 'INVOICE_FINANCING',
		type: 'DESCONTO_DUPLICATAS',
		productName: 'Desconto de Duplicatas',
		amount: [20_000, 90_000],
		months: 6,
		system: 'PRICE',
		monthlyRate: 0.0215,
		indexer: 'CDI',
		warranty: ['CESSAO_DIREITOS_CREDITORIOS', 'DUPLICATAS'],
		isForCompanies: true,
	},
];

/** @param {number} amount @param {Contract} contract @param {number} number of the instalment, from 1 */
function instalment(amount, { months, monthlyRate, system }, number) {
	if (system === 'SAC') {
		return round(amount / months + amount * (1 - (number - 1) / months) * monthlyRate);
	}
	return round((amount * monthlyRate) / (1 - (1 + monthlyRate) ** -months));
}

/** What is still to be paid of the amount lent. @param {number} amount @param {Contract} contract @param {number} paid */
function outstanding(amount, { months, monthlyRate, system }, paid) {
	if (months === 0) return amount;
	if (system === 'SAC') return round(amount * (1 - paid / months));
	const growth = (1 + monthlyRate) ** months;
	return round((amount * (growth - (1 + monthlyRate) ** paid)) / (growth - 1));
}

/** @param {any} item @param {Contract} contract @param {number} at time of the last sync */
function loanOf(item, contract, at) {
	const id = uuidOf(item.id, 'loan', contract.type);
	const random = createRandom(id);
	const amount = random.int(contract.amount[0] / 100, contract.amount[1] / 100) * 100;
	const today = dayOf(at);
	const signed = dayOf(item.createdAt) - random.int(60, contract.months === 0 ? 70 : 110);
	const { year, month } = dayToDate(signed);
	const dueOn = (/** @type {number} */ number) => dateToDay(year, month + number, 10);
	const paid = Array.from({ length: contract.months }, (_, i) => i + 1).filter(
		(number) => dueOn(number) <= today,
	);
	const late = contract.months > 0 ? random.int(1, 3) : 0;
	const releases = paid.map((number) => {
		const charge = round(instalment(amount, contract, number) * 0.02);
		const isLate = number === late;
		return {
			isOverParcelPayment: isLate,
			installmentId: uuidOf(id, 'instalment', number),
			paidDate: dayToIso(dueOn(number) + (isLate ? 5 : 0)),
			currencyCode: 'BRL',
			paidAmount: round(instalment(amount, contract, number) + (isLate ? charge : 0)),
			overParcel: isLate
				? {
						fees: [{ name: 'Tarifa de segunda via', code: 'SEGUNDA_VIA', amount: 0 }],
						charges: [
							{
								type: 'MULTA_ATRASO_PAGAMENTO',
								additionalInfo: 'Parcela paga com atraso',
								amount: charge,
							},
						],
					}
				: { fees: [], charges: [] },
		};
	});
	const remaining = contract.months - paid.length;
	const isOver = contract.months > 0 && remaining === 0;
	const yearly = (1 + contract.monthlyRate) ** 12 - 1;
	return {
		id,
		itemId: item.id,
		contractNumber: random.digits(12),
		ipocCode: `${random.digits(22)}${random.digits(18)}`,
		productName: contract.productName,
		type: contract.type,
		kind: contract.kind,
		date: iso(at),
		contractDate: dayToIso(signed),
		disbursementDates: [dayToIso(signed + 1).slice(0, 10)],
		settlementDate: isOver ? dayToIso(dueOn(contract.months)) : null,
		contractAmount: amount,
		currencyCode: 'BRL',
		dueDate: contract.months > 0 ? dayToIso(dueOn(contract.months)) : null,
		installmentPeriodicity: contract.months > 0 ? 'MONTHLY' : 'WITHOUT_REGULAR_PERIODICITY',
		installmentPeriodicityAdditionalInfo: '',
		firstInstallmentDueDate: contract.months > 0 ? dayToIso(dueOn(1)) : null,
		CET: Math.round((yearly + 0.018) * 10_000) / 10_000,
		amortizationScheduled: contract.system,
		amortizationScheduledAdditionalInfo: '',
		cnpjConsignee: null,
		interestRates: [
			{
				taxType: 'EFFECTIVE',
				interestRateType: 'COMPOUND',
				taxPeriodicity: 'YEARLY',
				calculation: '21/252',
				referentialRateIndexerType: contract.indexer,
				referentialRateIndexerSubType: contract.indexer,
				referentialRateIndexerAdditionalInfo: '',
				preFixedRate: Math.round(yearly * 10_000) / 10_000,
				postFixedRate: contract.indexer === 'PRE_FIXADO' ? 0 : 1,
				additionalInfo: '',
			},
		],
		contractedFees: [
			{
				name: 'Tarifa de cadastro',
				code: 'CADASTRO',
				chargeType: 'UNIQUE',
				charge: 'FIXED',
				amount: contract.months > 0 ? 490 : 0,
				rate: 0,
			},
		],
		contractedFinanceCharges: [
			{ type: 'JUROS_REMUNERATORIOS_POR_ATRASO', additionalInfo: '', rate: 0.0799 },
			{ type: 'MULTA_ATRASO_PAGAMENTO', additionalInfo: '', rate: 0.02 },
		],
		warranties: contract.warranty
			? [
					{
						currencyCode: 'BRL',
						type: contract.warranty[0],
						subtype: contract.warranty[1],
						amount: round(amount * 1.25),
					},
				]
			: [],
		installments: {
			typeNumberOfInstallments: contract.months > 0 ? 'MONTH' : 'WITHOUT_TOTAL_PERIOD',
			totalNumberOfInstallments: contract.months,
			typeContractRemaining: contract.months > 0 ? 'MONTH' : 'WITHOUT_REMAINING_PERIOD',
			contractRemainingNumber: remaining,
			paidInstallments: paid.length,
			dueInstallments: remaining,
			pastDueInstallments: 0,
			balloonPayments: [],
		},
		payments: {
			contractOutstandingBalance: outstanding(amount, contract, paid.length),
			releases,
		},
	};
}

/** None before the first sync is over. @param {any} item */
export function loansOf(item) {
	if (!item.products.includes('LOANS') || item.lastUpdatedAt === null) return [];
	const isCompany = item.connector.type === 'BUSINESS_BANK';
	return CONTRACTS.filter((one) => !one.isForCompanies || isCompany).map((one) =>
		loanOf(item, one, item.lastUpdatedAt),
	);
}
