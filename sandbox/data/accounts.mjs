/** The accounts of one item: who owns them, what they look like, where their rows come from. */
import { dayOf, dateToDay, dayToDate, dayToIso, iso } from '../time/clock.mjs';
import { createRandom } from './random.mjs';
import { makeNeighbours, makeParticipant } from './people.mjs';
import { CLOSING_DAY, DUE_DAY } from './card.mjs';
import { createCardDays } from './balances.mjs';

const CARDS = [
	['VISA', 'PLATINUM', 'Visa Platinum'],
	['MASTERCARD', 'BLACK', 'Mastercard Black'],
	['ELO', 'NANQUIM', 'Elo Nanquim'],
];
/** A year of one account holds at most about 450,000 rows. */
const MAX_VOLUME = 500;

/**
 * @param {{ seed: string, item: any, connector: any, outcome: any, volume: number, nextId: () => string }} settings
 */
export function makeAccounts({ seed, item, connector, outcome, volume, nextId }) {
	const random = createRandom(seed, 'accounts');
	const owner = makeParticipant(random, connector.type === 'BUSINESS_BANK');
	const [brand, level, cardName] = random.pick(CARDS);
	const isOpenFinance = connector.isOpenFinance;
	const cardNumber = random.digits(4);
	const source = {
		seed,
		volume: Math.min(MAX_VOLUME, (outcome.volume ?? 1) * volume),
		owner,
		neighbours: makeNeighbours(seed),
		cardNumber,
		openingBalance: random.money(3000, 9000),
		isMain: true,
		cardDays: /** @type {any} */ (null),
	};
	source.cardDays = createCardDays(source);
	const common = {
		itemId: item.id,
		clientId: item.clientId,
		owner: owner.name,
		taxNumber: owner.documentNumber.value,
		isOpenFinance,
	};
	const bank = (/** @type {string} */ name, /** @type {any} */ from) => ({
		...common,
		id: nextId(),
		type: 'BANK',
		subtype: 'CHECKING_ACCOUNT',
		number: `${owner.branchNumber}/${from.owner.accountNumber}`,
		name,
		marketingName: `${connector.name} ${name}`,
		source: from,
	});
	const accounts = /** @type {any[]} */ ([bank('Conta Corrente', source)]);
	if (outcome.twoCheckingAccounts) {
		accounts.push(
			bank('Conta Corrente Conjunta', {
				...source,
				seed: `${seed} second`,
				owner: { ...owner, accountNumber: `${random.digits(6)}-${random.digits(1)}` },
				isMain: false,
			}),
		);
	}
	accounts.push({
		...common,
		id: nextId(),
		type: 'CREDIT',
		subtype: 'CREDIT_CARD',
		number: cardNumber,
		name: cardName,
		marketingName: `${connector.name.toUpperCase()} ${brand} ${level}`,
		source,
		brand,
		level,
		creditLimit: Math.round(30_000 * source.volume),
	});
	return accounts;
}

/** @param {any} account @param {number} balance @param {number} at time of the sync */
export function accountView(account, balance, at) {
	const { id, itemId, type, subtype, number, name, marketingName, owner, taxNumber } = account;
	return {
		id,
		itemId,
		type,
		subtype,
		number,
		name,
		marketingName,
		owner,
		taxNumber,
		balance,
		currencyCode: 'BRL',
		bankData: type === 'BANK' ? bankData(number, balance) : null,
		creditData: type === 'CREDIT' ? creditData(account, balance, at) : null,
		createdAt: iso(account.createdAt),
		updatedAt: iso(at),
	};
}

/** @param {string} number @param {number} balance */
const bankData = (number, balance) => ({
	transferNumber: number,
	closingBalance: balance,
	automaticallyInvestedBalance: 0,
	overdraftContractedLimit: 5000,
	overdraftUsedLimit: balance < 0 ? Math.min(5000, -balance) : 0,
	unarrangedOverdraftAmount: Math.max(0, Math.round((-balance - 5000) * 100) / 100),
	hasReservedBalance: false,
	reservedBalances: null,
});

/** @param {any} account @param {number} owed @param {number} at */
function creditData(account, owed, at) {
	const { level, brand, creditLimit, number } = account;
	const { year, month, dom } = dayToDate(dayOf(at));
	const next = month + (dom > CLOSING_DAY ? 1 : 0);
	const available = Math.max(0, Math.round((creditLimit - owed) * 100) / 100);
	return {
		level,
		brand,
		brandAdditionalInfo: null,
		balanceCloseDate: dayToIso(dateToDay(year, next, CLOSING_DAY)),
		balanceDueDate: dayToIso(dateToDay(year, next, DUE_DAY)),
		availableCreditLimit: available,
		balanceForeignCurrency: 0,
		minimumPayment: Math.max(0, Math.round(owed * 15) / 100),
		creditLimit,
		isLimitFlexible: true,
		status: 'ACTIVE',
		holderType: 'MAIN',
		disaggregatedCreditLimits: [
			{
				creditLineLimitType: 'LIMITE_CREDITO_TOTAL',
				consolidationType: 'CONSOLIDADO',
				identificationNumber: number,
				isLimitFlexible: true,
				lineName: 'CREDITO_A_VISTA',
				usedAmount: Math.max(0, owed),
				usedAmountCurrencyCode: 'BRL',
				limitAmount: creditLimit,
				limitAmountCurrencyCode: 'BRL',
				availableAmount: available,
				availableAmountCurrencyCode: 'BRL',
			},
		],
		additionalCards: [],
	};
}
