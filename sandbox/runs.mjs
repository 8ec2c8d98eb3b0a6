/** How an item's run begins, and what becomes of the item as it goes on. */
import { DAY_MS } from './clock.mjs';
import { progressOf } from './lifecycle.mjs';

/**
 * What a new run of an item waits for.
 * @param {any} item
 * @param {import('./data/users.mjs').Outcome} outcome
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
 * @returns {import('./lifecycle.mjs').Progress}
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
		if (!isGood) item.nextAutoSyncAt = null;
		if (isGood) {
			item.lastUpdatedAt = finishedAt;
			const mayAutoSync = !item.connector.hasMFA && !item.run.outcome.mfa && !item.isAutoSyncOff;
			item.nextAutoSyncAt = mayAutoSync ? finishedAt + DAY_MS : null;
		}
	}
	while (item.nextAutoSyncAt !== null && item.nextAutoSyncAt <= now && finishedAt !== null) {
		item.lastUpdatedAt = item.updatedAt = item.nextAutoSyncAt;
		item.syncs.push(item.nextAutoSyncAt);
		item.nextAutoSyncAt += DAY_MS;
	}
	return progress;
}
