/**
 * What an investor may hold, one of each kind. `income`: yearly growth of a unit; `swing`: how much its
 * price moves about that; `pays`: what it pays out and every how many months; `exempt`: no income tax.
 */

const BANK = { issuer: 'Banco Serra Azul S.A.', issuerCNPJ: '11.222.333/0001-81' };
const COMPANY = { issuer: 'Energia Rio Manso S.A.', issuerCNPJ: '44.555.666/0001-81' };
const TREASURY_ISSUER = { issuer: 'Tesouro Nacional', issuerCNPJ: '00.394.460/0409-50' };
const SECURITIZER = { issuer: 'Securitizadora Vale Verde S.A.', issuerCNPJ: '22.333.444/0001-81' };
const CDI = { rateType: 'CDI', ratePeriodicity: 'YEARLY' };
const IPCA = { rateType: 'IPCA', ratePeriodicity: 'YEARLY' };

/**
 * @typedef {object} Product
 * @property {string} subtype
 * @property {string} name
 * @property {string} [code]
 * @property {string} [isin]
 * @property {number} price of a unit when it was first bought
 * @property {[number, number]} units least and most
 * @property {number} income
 * @property {number} [swing]
 * @property {'INTEREST' | 'AMORTIZATION'} [pays]
 * @property {number} [every]
 * @property {boolean} [exempt]
 * @property {number} [termMonths] from purchase to maturity
 * @property {'brokerage' | 'fund'} [costs]
 * @property {Record<string, any>} [more] fields as they are
 */

/** @type {Record<string, Product[]>} */
export const PRODUCTS = {
	FIXED_INCOME: [
		{
			subtype: 'CDB',
			name: 'CDB Banco Serra Azul 110% CDI',
			price: 1000,
			units: [3, 30],
			income: 0.151,
			termMonths: 24,
			more: { ...BANK, ...CDI, rate: 110 },
		},
		{
			subtype: 'LCI',
			name: 'LCI Banco Serra Azul 92% CDI',
			price: 1000,
			units: [5, 40],
			income: 0.126,
			exempt: true,
			termMonths: 18,
			more: { ...BANK, ...CDI, rate: 92, gracePeriodMonths: 9 },
		},
		{
			subtype: 'LCA',
			name: 'LCA Banco Serra Azul 90% CDI',
			price: 1000,
			units: [5, 25],
			income: 0.123,
			exempt: true,
			termMonths: 12,
			more: { ...BANK, ...CDI, rate: 90, gracePeriodMonths: 9 },
		},
		{
			subtype: 'LF',
			name: 'Letra Financeira Banco Serra Azul CDI + 1,2%',
			price: 50_000,
			units: [1, 2],
			income: 0.155,
			termMonths: 36,
			more: { ...BANK, ...CDI, rate: 100, fixedAnnualRate: 1.2 },
		},
		{
			subtype: 'LC',
			name: 'Letra de Câmbio Financeira Pedra Lisa 118% CDI',
			price: 1000,
			units: [2, 12],
			income: 0.162,
			termMonths: 24,
			more: { ...BANK, ...CDI, rate: 118 },
		},
		{
			subtype: 'TREASURY',
			name: 'Tesouro IPCA+ 2035',
			code: 'NTNBP 150535',
			isin: 'BRSTNCNTB0O7',
			price: 2280.35,
			units: [1, 9],
			income: 0.104,
			swing: 0.03,
			termMonths: 108,
			more: { ...TREASURY_ISSUER, ...IPCA, rate: 100, fixedAnnualRate: 6.1 },
		},
		{
			subtype: 'CRI',
			name: 'CRI Shopping Lagoa Clara IPCA + 7,4%',
			price: 1012.4,
			units: [5, 30],
			income: 0.03,
			exempt: true,
			pays: 'AMORTIZATION',
			every: 6,
			termMonths: 60,
			more: {
				...SECURITIZER,
				...IPCA,
				rate: 100,
				fixedAnnualRate: 7.4,
				debtor: { name: 'Shopping Lagoa Clara S.A.' },
				couponPayment: { hasCoupon: true, periodicity: 'SEMESTERLY', additionalInfo: null },
			},
		},
		{
			subtype: 'CRA',
			name: 'CRA Usina Campo Manso CDI + 1,5%',
			price: 1003.9,
			units: [5, 30],
			income: 0.03,
			exempt: true,
			pays: 'AMORTIZATION',
			every: 6,
			termMonths: 48,
			more: {
				...SECURITIZER,
				...CDI,
				rate: 100,
				fixedAnnualRate: 1.5,
				debtor: { name: 'Usina Campo Manso S.A.' },
				couponPayment: { hasCoupon: true, periodicity: 'SEMESTERLY', additionalInfo: null },
			},
		},
		{
			subtype: 'DEBENTURES',
			name: 'Debênture Energia Rio Manso IPCA + 6,8%',
			code: 'ERMS14',
			isin: 'BRERMSDBS041',
			price: 1040.1,
			units: [5, 25],
			income: 0.04,
			exempt: true,
			pays: 'INTEREST',
			every: 6,
			termMonths: 84,
			more: {
				...COMPANY,
				...IPCA,
				rate: 100,
				fixedAnnualRate: 6.8,
				couponPayment: { hasCoupon: true, periodicity: 'SEMESTERLY', additionalInfo: null },
			},
		},
		{
			subtype: 'CORPORATE_DEBT',
			name: 'Nota Comercial Energia Rio Manso',
			price: 1000,
			units: [5, 20],
			income: 0.158,
			termMonths: 12,
			more: { ...COMPANY, ...CDI, rate: 114 },
		},
	],
	EQUITY: [
		{
			subtype: 'STOCK',
			name: 'ENERGIA RIO MANSO ON NM',
			code: 'ERMS3',
			isin: 'BRERMSACNOR5',
			price: 31.42,
			units: [100, 900],
			income: 0.11,
			swing: 0.18,
			pays: 'INTEREST',
			every: 3,
			costs: 'brokerage',
		},
		{
			subtype: 'STOCK',
			name: 'MINERADORA PEDRA LISA PN N2',
			code: 'MPLI4',
			isin: 'BRMPLIACNPR1',
			price: 62.1,
			units: [100, 500],
			income: 0.04,
			swing: 0.24,
			pays: 'INTEREST',
			every: 6,
			costs: 'brokerage',
		},
		{
			subtype: 'REAL_ESTATE_FUND',
			name: 'FII LAJES LAGOA CLARA CI',
			code: 'LLCL11',
			isin: 'BRLLCLCTF006',
			price: 98.7,
			units: [20, 300],
			income: 0.01,
			swing: 0.06,
			pays: 'INTEREST',
			every: 1,
			exempt: true,
			costs: 'brokerage',
		},
		{
			subtype: 'BDR',
			name: 'CLOUDHARBOR DRN',
			code: 'CLHB34',
			isin: 'BRCLHBBDR003',
			price: 54.6,
			units: [30, 200],
			income: 0.16,
			swing: 0.2,
			costs: 'brokerage',
		},
		{
			subtype: 'OPTION',
			name: 'ERMSL320 ON 32,00',
			code: 'ERMSL320',
			price: 1.32,
			units: [100, 600],
			income: -0.3,
			swing: 0.4,
			costs: 'brokerage',
		},
		{
			subtype: 'DERIVATIVES',
			name: 'Contrato futuro míni índice',
			code: 'WINZ26',
			price: 128.4,
			units: [1, 6],
			income: 0.02,
			swing: 0.12,
			costs: 'brokerage',
		},
	],
	ETF: [
		{
			subtype: 'ETF',
			name: 'ETF IBOV SERRA AZUL FDO INDICE',
			code: 'SRAZ11',
			isin: 'BRSRAZCTF009',
			price: 118.2,
			units: [20, 180],
			income: 0.12,
			swing: 0.14,
			costs: 'brokerage',
		},
	],
	MUTUAL_FUND: [
		fund('INVESTMENT_FUND', 'Serra Azul FIC FI Referenciado DI', 0.148, 0.001, 'Renda Fixa'),
		fund('MULTIMARKET_FUND', 'Vale Verde Macro FIC FIM', 0.13, 0.04, 'Multimercado'),
		fund('FIXED_INCOME_FUND', 'Serra Azul Crédito Privado FIC RF', 0.152, 0.004, 'Renda Fixa'),
		fund('STOCK_FUND', 'Rio Manso Valor FIC FIA', 0.15, 0.16, 'Ações'),
		fund('ETF_FUND', 'Serra Azul Índice FIC', 0.12, 0.14, 'Ações'),
		fund('OFFSHORE_FUND', 'Global Tech IE FIC FIA', 0.17, 0.18, 'Ações'),
		fund('FIP_FUND', 'Campo Manso Infra FIP', 0.1, 0.02, 'FIP'),
		fund('EXCHANGE_FUND', 'Vale Verde Dólar FI Cambial', 0.03, 0.08, 'Cambial'),
		fund('FI_INFRA', 'Rio Manso FI-Infra', 0.12, 0.05, 'Renda Fixa', true),
		fund('FI_AGRO', 'Campo Manso Fiagro', 0.13, 0.05, 'Fiagro', true),
	],
	SECURITY: [
		{
			subtype: 'RETIREMENT',
			name: 'Serra Azul Prev VGBL Moderado',
			price: 1,
			units: [4000, 60_000],
			income: 0.12,
			swing: 0.02,
			costs: 'fund',
			more: {
				metadata: {
					taxRegime: 'REGRESSIVO',
					proposalNumber: '8841207',
					processNumber: '15414.900123/2019-41',
					fundName: 'Serra Azul Prev Moderado FIE',
					insurer: { name: 'Serra Azul Vida e Previdência S.A.', cnpj: '33.444.555/0001-81' },
					anbimaClass: 'Previdência',
					anbimaSubclass: 'Multimercado',
					anbimaCategory: 'Balanceados',
				},
			},
		},
	],
	COE: [
		{
			subtype: 'STRUCTURED_NOTE',
			name: 'COE Bolsa Americana Capital Protegido',
			price: 1000,
			units: [5, 30],
			income: 0.09,
			swing: 0.05,
			termMonths: 36,
			more: { ...BANK, rateType: 'PRE', rate: null },
		},
	],
	OTHER: [
		{ subtype: 'OTHER', name: 'Ouro ativo financeiro', price: 812.3, units: [5, 40], income: 0.2 },
	],
};

/** @param {string} subtype @param {string} name @param {number} income @param {number} swing @param {string} anbimaClass @returns {Product} */
function fund(subtype, name, income, swing, anbimaClass, exempt = false) {
	const metadata = { anbimaClass, anbimaSubclass: 'Livre', anbimaCategory: null };
	const costs = /** @type {const} */ ('fund');
	const units = /** @type {[number, number]} */ ([800, 12_000]);
	return { subtype, name, price: 2.4137, units, income, swing, costs, exempt, more: { metadata } };
}
