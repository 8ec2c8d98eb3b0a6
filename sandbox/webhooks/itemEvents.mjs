/** Turns the life of items into events, when the clock is there and whether or not anybody looks. */
import { DAY_MS, iso } from '../time/clock.mjs';
import { errorOf, milestonesOf } from '../bank/lifecycle.mjs';

/** One block fits one `ids` call. */
const MAX_IDS = 400;
/** Making the rows of a bigger account takes a while: done only if somebody wants to know of them. */
const SMALL_VOLUME = 5;

/** @typedef {import('../bank/store.mjs').TriggeredBy} TriggeredBy */

/**
 * @param {object} settings
 * @param {import('../bank/store.mjs').Store} settings.store
 * @param {import('./events.mjs').Events} settings.events
 * @param {import('./webhooks.mjs').Webhooks} settings.webhooks
 * @param {{ api: string }} settings.urls
 */
export function sendItemEvents({ store, events, webhooks, urls }) {
	/** What of a run was told already. @type {WeakMap<object, Set<string>>} */
	const told = new WeakMap();

	/** @param {any} item @param {string} event @param {TriggeredBy} triggeredBy @param {object} [more] */
	const emit = (item, event, triggeredBy, more) =>
		events.emit(item.clientId, event, {
			itemId: item.id,
			triggeredBy,
			clientUserId: item.clientUserId,
			...more,
		});

	/** Plans what is left to tell of an item's run. @param {any} item */
	function plan(item) {
		const { run } = item;
		const version = (run.version = (run.version ?? 0) + 1);
		const done = told.get(run) ?? new Set();
		told.set(run, done);
		for (const { at, event, code, providerMessage } of milestonesOf(run)) {
			const name = `${event} ${code}`;
			if (done.has(name)) continue;
			events.later(at, () => {
				if (store.items.get(item.id) !== item || item.run !== run || run.version !== version)
					return;
				done.add(name);
				store.refresh(item);
				if (event === 'transactions') return tellTransactions(item, at);
				const error = code && { error: publicError(code, providerMessage) };
				emit(item, event, run.triggeredBy, error || undefined);
				if (event === 'item/updated') planAutoSync(item, at + DAY_MS);
			});
		}
	}

	/** Pluggy syncs once a day by itself: the store does it, here it is told. @param {any} item @param {number} at */
	function planAutoSync(item, at) {
		const { run } = item;
		events.later(at, () => {
			if (store.items.get(item.id) !== item || item.run !== run) return;
			store.refresh(item);
			if (!item.syncs.includes(at)) return;
			tellSync(item, at);
			planAutoSync(item, at + DAY_MS);
		});
	}

	/** A sync that nobody asked for. @param {any} item @param {number} at */
	function tellSync(item, at) {
		emit(item, 'item/login_succeeded', 'SYNC');
		tellTransactions(item, at);
		emit(item, 'item/updated', 'SYNC');
	}

	/** @param {any} item @param {number} at time of the sync */
	function tellTransactions(item, at) {
		const isWanted =
			item.webhookUrl ||
			['created', 'updated', 'deleted'].some(
				(what) => webhooks.wanting(item.clientId, `transactions/${what}`).length > 0,
			);
		for (const account of store.visibleAccounts(item)) {
			if (!isWanted && account.source.volume > SMALL_VOLUME) continue;
			const changes = store.ledgerOf(account).changesAt(at);
			if (changes) tellChanges(account, changes, at);
		}
	}

	/** @param {any} account @param {import('../bank/ledger.mjs').Changes} changes @param {number} at */
	function tellChanges({ id: accountId, itemId, clientId }, changes, at) {
		if (changes.created > 0) {
			const since = String(iso(at));
			const link = `${urls.api}/v2/transactions?accountId=${accountId}&createdAtFrom=${since}`;
			events.emit(clientId, 'transactions/created', {
				itemId,
				accountId,
				transactionsCreatedAtFrom: since,
				createdTransactionsLink: link,
				createdTransactionsLinkV2: link,
				transactionsCount: changes.created,
				transactionsMinDate: changes.minDate,
			});
		}
		for (const what of /** @type {const} */ (['updated', 'deleted'])) {
			for (let i = 0; i < changes[what].length; i += MAX_IDS) {
				const transactionIds = changes[what].slice(i, i + MAX_IDS);
				const payload = { itemId, accountId, clientId, transactionIds };
				events.emit(clientId, `transactions/${what}`, payload);
			}
		}
	}

	store.watch({
		started(item, triggeredBy, isNew) {
			if (isNew) emit(item, 'item/created', triggeredBy);
			plan(item);
		},
		answered: plan,
		synced: tellSync,
		deleted: (item, triggeredBy) => void emit(item, 'item/deleted', triggeredBy),
	});
}

/** @param {string} code @param {string} [providerMessage] */
function publicError(code, providerMessage) {
	const { attributes, ...error } = errorOf(code, providerMessage);
	return error;
}
