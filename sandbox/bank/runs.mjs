/** How an item's run begins, and what becomes of the item as it goes on. */
import { DAY_MS } from '../time/clock.mjs';
import { progressOf } from './lifecycle.mjs';

const HOUR_MS = 3_600_000;
/** So often Pluggy tries again by itself after an error; then it does no more. */
const MOST_RETRIES = 5;

/**
 * What a new run of an item waits for.
 * @param {any} item
 * @param {import('../data/users.mjs').Outcome} outcome
 * @param {boolean} isOneStep the MFA came with the parameters
 * @param {{ syncSeconds: number, mfaSeconds: number }} settings
 * @returns {import('./lifecycle.mjs').Wait | undefined}
 */
export function waitOf(item, outcome, isOneStep, { syncSeconds, mfaSeconds }) {
	const { connector } = item;
	if (outcome.error) return undefined;
	if (outcome.pendingAuthorization) return { kind: 'approval', seconds: syncSeconds };
	if (!isOneStep && (outcome.mfa || connector.hasMFA)) {
		return { kind: 'input', seconds: mfaSeconds, variant: outcome.mfa };
	}
	// A consent is given once: a later sync needs nobody.
	if (connector.oauth && item.syncs.length > 0) return undefined;
	if (connector.oauth) {
		const url = `${connector.oauthUrl}?item=${item.id}`;
		return { kind: 'action', seconds: syncSeconds / 2, url };
	}
	return connector.credentials.length === 0
		? { kind: 'action', seconds: syncSeconds / 2 }
		: undefined;
}

/**
 * Brings an item up to now: takes in what its run has reached, and the daily auto-sync.
 * @param {any} item
 * @param {number} now
 * @returns {import('../data/items.mjs').Progress}
 */
export function refreshItem(item, now) {
	const progress = progressOf(item.run, now);
	const { reachedAt, finishedAt, isGood } = progress;
	if (isGood && reachedAt.accounts !== null) {
		for (const account of item.accounts) {
			account.createdAt ??= account.type === 'BANK' ? reachedAt.accounts : reachedAt.creditCards;
		}
	}
	if (reachedAt.transactions !== null && item.run.syncedAt === undefined) {
		item.run.syncedAt = reachedAt.transactions;
		item.syncs.push(reachedAt.transactions);
	}
	if (finishedAt !== null && item.run.isSettled !== true) {
		item.run.isSettled = true;
		item.updatedAt = finishedAt;
		item.failedLogins = progress.status === 'LOGIN_ERROR' ? item.failedLogins + 1 : 0;
		item.failures = isGood ? 0 : item.failures + 1;
		item.autoSyncRetries = 0;
		if (isGood) item.lastUpdatedAt = finishedAt;
		item.nextAutoSyncAt = nextSyncOf(item, progress);
	}
	while (item.nextAutoSyncAt !== null && item.nextAutoSyncAt <= now && finishedAt !== null) {
		if (!isGood) {
			retry(item);
			continue;
		}
		item.lastUpdatedAt = item.updatedAt = item.nextAutoSyncAt;
		item.syncs.push(item.nextAutoSyncAt);
		item.nextAutoSyncAt += DAY_MS;
	}
	return progress;
}

/** When Pluggy syncs by itself next. @param {any} item @param {import('../data/items.mjs').Progress} progress */
function nextSyncOf(item, { status, finishedAt, isGood }) {
	const needsUser = item.connector.hasMFA || item.run.outcome.mfa || status === 'LOGIN_ERROR';
	// What never worked is not in the automatic synchronization yet.
	if (needsUser || item.autoSyncDisabledAt !== null || item.lastUpdatedAt === null) return null;
	return Number(finishedAt) + (isGood ? DAY_MS : HOUR_MS);
}

/** The bank still fails. @param {any} item */
function retry(item) {
	const at = (item.updatedAt = item.nextAutoSyncAt);
	item.autoSyncRetries += 1;
	const isLast = item.autoSyncRetries >= MOST_RETRIES;
	item.nextAutoSyncAt = isLast ? null : at + HOUR_MS;
	if (isLast) item.autoSyncDisabledAt = at;
}
