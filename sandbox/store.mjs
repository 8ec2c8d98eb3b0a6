/** The one store: everything the sandbox knows. Nothing here speaks HTTP. */
import { createHmac, randomBytes } from 'node:crypto';
import { DAY_MS } from './clock.mjs';
import { makeAccounts } from './data/accounts.mjs';
import { connectorById } from './data/connectors.mjs';
import { TOKEN, OTHER_TOKEN, outcomeOf } from './data/users.mjs';
import { createLedger } from './ledger.mjs';
import { progressOf } from './lifecycle.mjs';
import { uuidOf } from './random.mjs';

/** @typedef {ReturnType<typeof createStore>} Store */

/**
 * @param {{ clock: import('./clock.mjs').Clock, seed: number | string, volume: number, syncSeconds: number,
 *   mfaSeconds: number }} settings
 */
export function createStore({ clock, seed, volume, syncSeconds, mfaSeconds }) {
	/** @type {Map<string, any>} */
	const items = new Map();
	/** @type {Map<string, any>} */
	const accounts = new Map();
	let counter = 0;
	const fingerprintKey = randomBytes(32);
	/** Credentials live here and nowhere else, so that no answer or log can hold them. @type {WeakMap<object, any>} */
	const credentials = new WeakMap();

	const nextId = () => uuidOf(seed, (counter += 1));
	const fingerprint = (/** @type {unknown} */ value) =>
		createHmac('sha256', fingerprintKey).update(JSON.stringify(value)).digest('base64');

	/** @param {any} item */
	function startRun(item) {
		const { parameters } = credentials.get(item);
		const outcome = { ...outcomeOf(item.connector, parameters) };
		const isOneStep = item.connector.credentials.some((/** @type {any} */ c) => c.mfa);
		if (isOneStep && !outcome.error && ![TOKEN, OTHER_TOKEN].includes(parameters.token)) {
			outcome.error = 'INVALID_CREDENTIALS_MFA';
		}
		item.run = { startedAt: clock.now(), seconds: syncSeconds, outcome };
		item.run.wait = waitOf(item, outcome, isOneStep);
		item.updatedAt = item.run.startedAt;
		return outcome;
	}

	/** @param {any} item @param {import('./data/users.mjs').Outcome} outcome @param {boolean} isOneStep */
	function waitOf(item, outcome, isOneStep) {
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
	 * @returns {import('./lifecycle.mjs').Progress}
	 */
	function refresh(item) {
		const now = clock.now();
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

	return {
		items,
		accounts,
		nextId,
		refresh,
		uuidFor: (/** @type {any[]} */ ...parts) => uuidOf(seed, ...parts),

		/** @param {any} request clientId, connectorId, parameters and the options of Pluggy's body */
		createItem({ clientId, connectorId, parameters, connectTokenId = null, ...options }) {
			const connector = /** @type {any} */ (connectorById.get(connectorId));
			const item = {
				id: nextId(),
				clientId,
				connectTokenId,
				connector,
				clientUserId: options.clientUserId ?? null,
				webhookUrl: options.webhookUrl ?? null,
				oauthRedirectUri: options.oauthRedirectUri ?? null,
				products: options.products ?? connector.products,
				createdAt: clock.now(),
				updatedAt: clock.now(),
				lastUpdatedAt: /** @type {number | null} */ (null),
				nextAutoSyncAt: /** @type {number | null} */ (null),
				isAutoSyncOff: false,
				failedLogins: 0,
				failures: 0,
				syncs: /** @type {number[]} */ ([]),
				accounts: /** @type {any[]} */ ([]),
				run: /** @type {any} */ (null),
			};
			this.setParameters(item, parameters);
			const outcome = startRun(item);
			item.accounts = makeAccounts({
				seed: `${seed} ${item.id}`,
				item,
				connector,
				outcome,
				volume,
				nextId,
			});
			items.set(item.id, item);
			for (const account of item.accounts) accounts.set(account.id, account);
			return item;
		},

		startRun,

		/** @param {any} item @param {Record<string, string>} parameters */
		setParameters(item, parameters) {
			const merged = { ...credentials.get(item)?.parameters, ...parameters };
			credentials.set(item, {
				parameters: merged,
				fingerprint: this.identityOf(item.connector, merged),
			});
		},

		/** @param {any} item @param {string} name @param {unknown} value */
		isSameParameter: (item, name, value) => credentials.get(item).parameters[name] === value,

		/** Same bank, same login: what avoidDuplicates compares. @param {any} connector @param {Record<string, string>} parameters */
		identityOf(connector, parameters) {
			const lasting = connector.credentials.filter((/** @type {any} */ c) => !c.mfa);
			const values = lasting.map((/** @type {any} */ c) => parameters[c.name] ?? null);
			return fingerprint([connector.id, values]);
		},

		/** @param {string} clientId @param {any} connector @param {Record<string, string>} parameters */
		findTwins(clientId, connector, parameters) {
			const wanted = this.identityOf(connector, parameters);
			return [...items.values()]
				.filter((one) => one.clientId === clientId && connector.credentials.length > 0)
				.filter((one) => credentials.get(one).fingerprint === wanted)
				.map((one) => one.id);
		},

		/** @param {any} item */
		deleteItem(item) {
			items.delete(item.id);
			for (const account of item.accounts) accounts.delete(account.id);
		},

		/** The accounts a client may see: those whose step the sync has reached. @param {any} item */
		visibleAccounts(item) {
			refresh(item);
			const hasFlaw = item.run.outcome.flaw === 'account-error';
			return item.accounts.filter(
				(/** @type {any} */ a) => a.createdAt != null && !(hasFlaw && a.type === 'CREDIT'),
			);
		},

		/** Rows of an account up to its item's last sync; none before the first. @param {any} account */
		ledgerOf(account) {
			const item = items.get(account.itemId);
			refresh(item);
			const syncs = item.syncs;
			// Accounts come before their rows: until then the balance is known and the rows are not.
			const firstSync = syncs[0] ?? account.createdAt;
			account.ledger ??= createLedger({ account, source: account.source, firstSync });
			const done = account.syncsDone ?? 0;
			for (const at of syncs.slice(done)) account.ledger.sync(at);
			account.syncsDone = syncs.length;
			return /** @type {import('./ledger.mjs').Ledger} */ (account.ledger);
		},
	};
}
