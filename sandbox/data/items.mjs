/** What the API shows of an item. */
import { iso } from '../time/clock.mjs';
import { FLAWS } from './users.mjs';
import { investmentsOf } from './investments.mjs';
import { loansOf } from './loans.mjs';

const DETAIL_OF = {
	ACCOUNTS: 'accounts',
	CREDIT_CARDS: 'creditCards',
	TRANSACTIONS: 'transactions',
	PAYMENT_DATA: 'paymentData',
	INVESTMENTS: 'investments',
	INVESTMENTS_TRANSACTIONS: 'investmentsTransactions',
	IDENTITY: 'identity',
	LOANS: 'loans',
};

/**
 * How far the run of an item is.
 * @typedef {object} Progress
 * @property {string} status
 * @property {string} executionStatus
 * @property {any} error
 * @property {any} parameter
 * @property {any} userAction
 * @property {number | null} finishedAt
 * @property {boolean} isGood the data of this run counts
 * @property {{ accounts: number | null, creditCards: number | null, transactions: number | null }} reachedAt
 */

/** @param {any} item @param {Progress} progress */
export function itemView(item, progress) {
	const { status, executionStatus, error, parameter, userAction } = progress;
	const { id, connector, clientUserId, webhookUrl, oauthRedirectUri, products } = item;
	return {
		id,
		connector,
		status,
		executionStatus,
		error,
		parameter,
		userAction,
		statusDetail: statusDetail(item, progress),
		products,
		clientUserId,
		webhookUrl,
		oauthRedirectUri,
		createdAt: iso(item.createdAt),
		updatedAt: iso(item.updatedAt),
		lastUpdatedAt: iso(item.lastUpdatedAt),
		nextAutoSyncAt: iso(item.nextAutoSyncAt),
		autoSyncDisabledAt: iso(item.autoSyncDisabledAt),
		consentExpiresAt: connector.isOpenFinance ? iso(consentEnd(item)) : null,
		resourcesCollectedAt: connector.isOpenFinance ? iso(item.lastUpdatedAt) : null,
		hasResourcesPendingAuthorization: hasPending(item),
		consecutiveFailedLoginAttempts: item.failedLogins,
	};
}

const consentEnd = (/** @type {any} */ item) => item.createdAt + 365 * 86_400_000;

/** Whether the owner must still authorize something at the bank: by the second sync it is done. @param {any} item */
const isPending = ({ run, syncs }) => run.outcome.pendingResource === true && syncs.length < 2;

/** Null on other connectors, and while the resources have not been read. @param {any} item */
const hasPending = (item) =>
	item.connector.isOpenFinance && item.lastUpdatedAt !== null ? isPending(item) : null;

/** Present only when something went less than well. @param {any} item @param {any} progress */
function statusDetail({ products, run, lastUpdatedAt }, { status }) {
	const flaw = FLAWS[/** @type {keyof typeof FLAWS} */ (run.outcome.flaw)];
	if (!flaw || status !== 'UPDATED') return null;
	const at = iso(lastUpdatedAt);
	const entries = Object.entries(DETAIL_OF).map(([product, name]) => {
		if (!products.includes(product)) return [name, null];
		const isUpdated = !flaw.broken.includes(product);
		const warnings = flaw.warnings[product] ?? [];
		return [name, { isUpdated, lastUpdatedAt: isUpdated ? at : null, warnings }];
	});
	return Object.fromEntries(entries);
}

/** @type {Record<string, string>} */
const RESOURCE_TYPES = {
	FIXED_INCOME: 'BANK_FIXED_INCOME',
	EQUITY: 'VARIABLE_INCOME',
	ETF: 'VARIABLE_INCOME',
	MUTUAL_FUND: 'FUND',
	TREASURY: 'TREASURE_TITLE',
	CRI: 'CREDIT_FIXED_INCOME',
	CRA: 'CREDIT_FIXED_INCOME',
	DEBENTURES: 'CREDIT_FIXED_INCOME',
};

/** What an Open Finance consent declares. @param {any} item */
export function resourcesOf(item) {
	if (!item.connector.isOpenFinance || item.lastUpdatedAt === null) return [];
	const status = 'AVAILABLE';
	return [
		...item.accounts.map((/** @type {any} */ { id, type }) => ({
			resourceId: id,
			type: type === 'BANK' ? 'ACCOUNT' : 'CREDIT_CARD_ACCOUNT',
			status,
		})),
		...loansOf(item).map(({ id, kind }) => ({ resourceId: id, type: kind, status })),
		...investmentsOf(item)
			.map(({ view }) => view)
			.filter(({ type }) => type in RESOURCE_TYPES)
			.map(({ id, type, subtype }) => ({
				resourceId: id,
				type: RESOURCE_TYPES[subtype] ?? RESOURCE_TYPES[type],
				status,
			})),
		{
			resourceId: `credit-${item.id.slice(0, 8)}`,
			type: 'CREDIT_FIXED_INCOME',
			status: 'TEMPORARILY_UNAVAILABLE',
		},
		{
			resourceId: `invoice-${item.id.slice(0, 8)}`,
			type: 'INVOICE_FINANCING',
			status: isPending(item) ? 'PENDING_AUTHORISATION' : 'UNAVAILABLE',
		},
	];
}

/** The central bank's credit registry, in its own field names. @param {any} item @param {string[]} months @param {string} today */
export function scrOf(item, months, today) {
	const [account] = item.accounts;
	const document = account.taxNumber.replace(/\D/g, '');
	return {
		dtbConsult: months.at(-1),
		dtbConsultEmAndamento: null,
		cdCli: document.length === 14 ? document.slice(0, 8) : document,
		tpCli: document.length === 14 ? '2' : '1',
		dtConsulta: today,
		lsDtb: months.map((dtb, i) => ({
			dtb,
			coobAss: 0,
			coobRec: 0,
			vlOprDiscord: 0,
			qtdOpr: 3,
			qtdIfs: 2,
			lsOp: [
				{ mdlOp: '0204', vlVenc: { v110: 1250.4 + i * 10, v120: 980.1 } },
				{ mdlOp: '0401', vlVenc: { v110: 640, v150: 7800.75 } },
			],
		})),
		listaDeMensagensDeValidacao: [],
	};
}
