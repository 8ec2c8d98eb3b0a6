/** The one store: everything the sandbox knows. Nothing here speaks HTTP. */
import { createHmac, randomBytes } from 'node:crypto';
import { balanceAt } from '../data/balances.mjs';
import { makeAccounts } from '../data/accounts.mjs';
import { makeReceipt } from '../data/extras.mjs';
import { badRequest } from '../http/errors.mjs';
import { CONNECTORS } from '../data/connectors.mjs';
import { TOKEN, OTHER_TOKEN, outcomeOf } from '../data/users.mjs';
import { createLedger } from './ledger.mjs';
import { applyRule } from './rules.mjs';
import { refreshItem, waitOf } from './runs.mjs';
import { uuidOf } from '../data/random.mjs';

/** @typedef {ReturnType<typeof createStore>} Store */
/** @typedef {'USER' | 'CLIENT' | 'SYNC' | 'INTERNAL'} TriggeredBy */
/**
 * @typedef {object} ItemWatcher told what happens to items
 * @property {(item: any, triggeredBy: TriggeredBy, isNew: boolean) => void} started
 * @property {(item: any) => void} answered its MFA
 * @property {(item: any, at: number) => void} synced by Pluggy itself, out of turn
 * @property {(item: any, triggeredBy: TriggeredBy) => void} deleted still in the store
 */

/**
 * @param {{ clock: import('../time/clock.mjs').Clock, seed: number | string, volume: number, syncSeconds: number,
 *   mfaSeconds: number }} settings
 */
export function createStore({ clock, seed, volume, syncSeconds, mfaSeconds }) {
	/** @type {Map<string, any>} */
	const items = new Map();
	/** @type {Map<string, any>} */
	const accounts = new Map();
	/** The sandbox's own copy: the health of a connector can change. */
	const connectors = CONNECTORS.map((one) => ({ ...one, health: { ...one.health } }));
	const connectorById = new Map(connectors.map((one) => [one.id, one]));
	/** Consents of deleted items: what is revoked can still be read. @type {Map<string, any>} */
	const revokedConsents = new Map();
	/** Items that were deleted, with their client. @type {Map<string, string>} */
	const deletedItems = new Map();
	/** Category rules, by client. @type {Map<string, any[]>} */
	const rules = new Map();
	/** @type {Array<Partial<ItemWatcher>>} */
	const watchers = [];
	const tell = (/** @type {keyof ItemWatcher} */ what, /** @type {[any, ...any[]]} */ ...args) =>
		watchers.forEach((watcher) => /** @type {any} */ (watcher[what])?.(...args));
	let counter = 0;
	const fingerprintKey = randomBytes(32);
	/** Credentials live here and nowhere else, so that no answer or log can hold them. @type {WeakMap<object, any>} */
	const credentials = new WeakMap();

	const nextId = () => uuidOf(seed, (counter += 1));
	const fingerprint = (/** @type {unknown} */ value) =>
		createHmac('sha256', fingerprintKey).update(JSON.stringify(value)).digest('base64');

	/** @param {any} item @param {TriggeredBy} [triggeredBy] */
	function startRun(item, triggeredBy = 'CLIENT') {
		const { parameters } = credentials.get(item);
		const outcome = { ...outcomeOf(item.connector, parameters) };
		const isOneStep = item.connector.credentials.some((/** @type {any} */ c) => c.mfa);
		if (isOneStep && !outcome.error && ![TOKEN, OTHER_TOKEN].includes(parameters.token)) {
			outcome.error = 'INVALID_CREDENTIALS_MFA';
		}
		if (item.connector.health.status === 'OFFLINE') outcome.error ??= 'SITE_NOT_AVAILABLE';
		item.revokedAt = null;
		item.run = { startedAt: clock.now(), seconds: syncSeconds, outcome, triggeredBy };
		item.run.wait = waitOf(item, outcome, isOneStep, { syncSeconds, mfaSeconds });
		item.updatedAt = item.run.startedAt;
		if (items.has(item.id)) tell('started', item, triggeredBy, false);
		return outcome;
	}

	const refresh = (/** @type {any} */ item) => refreshItem(item, clock.now());

	return {
		items,
		accounts,
		connectors,
		connectorById,
		rules,
		revokedConsents,
		deletedItems,
		nextId,
		/** @param {Partial<ItemWatcher>} watcher */
		watch: (watcher) => void watchers.push(watcher),
		refresh,
		uuidFor: (/** @type {any[]} */ ...parts) => uuidOf(seed, ...parts),

		/**
		 * @param {any} request clientId, connectorId, parameters and the options of Pluggy's body;
		 *   connectTokenId of the token it was made with, whose owner then is the one who triggered it
		 */
		createItem({ clientId, connectorId, parameters, connectTokenId = null, ...options }) {
			const triggeredBy = connectTokenId === null ? 'CLIENT' : 'USER';
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
				autoSyncDisabledAt: /** @type {number | null} */ (null),
				autoSyncRetries: 0,
				failedLogins: 0,
				failures: 0,
				syncs: /** @type {number[]} */ ([]),
				accounts: /** @type {any[]} */ ([]),
				run: /** @type {any} */ (null),
			};
			this.setParameters(item, parameters);
			const outcome = startRun(item, triggeredBy);
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
			tell('started', item, triggeredBy, true);
			return item;
		},

		startRun,

		/** The bank refuses the next sync: an error at once, as if Pluggy had synced by itself. @param {any} item @param {string} code */
		fail(item, code) {
			refresh(item);
			item.updatedAt = clock.now();
			const outcome = { ...item.run.outcome, error: code };
			item.run = { startedAt: clock.now(), seconds: 0, outcome, triggeredBy: 'SYNC' };
			if (code === 'USER_AUTHORIZATION_REVOKED') item.revokedAt = clock.now();
			tell('started', item, 'SYNC', false);
		},

		/** Money comes in, and Pluggy finds it at once. @param {any} item */
		receive(item) {
			const { status } = refresh(item);
			const account = item.accounts.find((/** @type {any} */ one) => one.type === 'BANK');
			if (status !== 'UPDATED' || !account) {
				throw badRequest(`An item in status ${status} shows no new transaction`);
			}
			// Two within a millisecond are two syncs all the same.
			const at = Math.max(clock.now(), (item.syncs.at(-1) ?? 0) + 1);
			account.extras ??= [];
			const extra = makeReceipt(account.source, account.extras.length, at);
			account.extras.push(extra);
			item.syncs.push(at);
			item.lastUpdatedAt = item.updatedAt = at;
			tell('synced', item, at);
			return { id: extra.draft.id, accountId: account.id, amount: extra.draft.amount };
		},

		/** The answer of a two-step MFA. @param {any} item @param {boolean} isRight */
		answerMfa(item, isRight) {
			item.run.answeredAt = clock.now();
			item.run.isAnswerRight = isRight;
			tell('answered', item);
		},

		/** @param {any} item @param {Record<string, string>} parameters */
		setParameters(item, parameters) {
			const merged = { ...credentials.get(item)?.parameters, ...parameters };
			credentials.set(item, {
				parameters: merged,
				fingerprint: this.identityOf(item.connector, merged),
			});
		},

		/** For comparing only. @param {any} item @param {string} name */
		parameterOf: (item, name) => credentials.get(item).parameters[name],

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

		/** @param {any} item @param {TriggeredBy} [triggeredBy] */
		deleteItem(item, triggeredBy = 'CLIENT') {
			tell('deleted', item, triggeredBy);
			items.delete(item.id);
			deletedItems.set(item.id, item.clientId);
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

		/** What the account held at the last sync: cheap, however many rows it has. @param {any} account */
		balanceOf(account) {
			const item = items.get(account.itemId);
			refresh(item);
			const first = item.syncs[0] ?? account.createdAt;
			const last = item.syncs.at(-1) ?? first;
			if (account.balance?.at !== last) {
				account.balance = { at: last, amount: balanceAt(account, first, last) };
			}
			return account.balance.amount;
		},

		/** Rows of an account up to its item's last sync; none before the first. @param {any} account */
		ledgerOf(account) {
			const item = items.get(account.itemId);
			refresh(item);
			const syncs = item.syncs;
			// Accounts come before their rows: until then the balance is known and the rows are not.
			const firstSync = syncs[0] ?? account.createdAt;
			account.ledger ??= createLedger({
				account,
				source: account.source,
				firstSync,
				categorize: (row) => applyRule(rules.get(account.clientId), account, row),
			});
			const done = account.syncsDone ?? 0;
			for (const at of syncs.slice(done)) account.ledger.sync(at);
			account.syncsDone = syncs.length;
			return /** @type {import('./ledger.mjs').Ledger} */ (account.ledger);
		},
	};
}
