/**
 * Everything the payments half knows: the rows of every client, the time they wait for, and the
 * events they cause. Rows change at times of the sandbox's clock, in order, however far it jumps.
 */
import { notFound } from '../http/errors.mjs';
import { createRandom } from '../data/random.mjs';
import { check } from '../http/validate.mjs';

const TABLES = /** @type {const} */ ([
	'customers',
	'recipients',
	'requests',
	'intents',
	'schedules',
	'automaticPayments',
	'enrollments',
	'preauthorizations',
	'transfers',
	'boletoConnections',
	'boletos',
]);

/** @typedef {typeof TABLES[number]} Table */
/** @typedef {ReturnType<typeof createBook>} Book */

/**
 * @param {object} context
 * @param {import('../time/clock.mjs').Clock} context.clock
 * @param {import('../bank/store.mjs').Store} context.store
 * @param {import('../webhooks/events.mjs').Events} context.events
 * @param {import('../time/schedule.mjs').Schedule} context.schedule
 * @param {any} context.options
 */
export function createBook({ clock, store, options, events, schedule }) {
	let created = 0;
	/** @type {Record<Table, Map<string, any>>} */
	const tables = /** @type {any} */ (Object.fromEntries(TABLES.map((name) => [name, new Map()])));
	const settings = { autoApprove: /** @type {number | false} */ (options.autoApprove ?? false) };

	return {
		...tables,
		settings,
		connectorById: store.connectorById,
		/** Milliseconds from the payer's approval to the money's arrival. */
		length: options.paymentSeconds * 1000,
		/** Milliseconds until a boleto is paid. */
		boletoLength: options.boletoSeconds * 1000,
		now: clock.now,
		/** Brings every row up to now. */
		run: schedule.run,
		/** @param {number} at @param {(at: number) => void} work */
		later: (at, work) => schedule.at(at, work),

		/** @param {Table} table @param {string} clientId @param {Record<string, any>} fields @param {number} [at] */
		add(table, clientId, fields, at = clock.now()) {
			const row = {
				id: store.uuidFor('payment', (created += 1)),
				clientId,
				createdAt: at,
				updatedAt: at,
				...fields,
			};
			tables[table].set(row.id, row);
			return /** @type {any} */ (row);
		},

		/** @param {any} row @param {number} at @param {Record<string, any>} change */
		change(row, at, change) {
			Object.assign(row, change, { updatedAt: Math.max(at, row.updatedAt) });
		},

		/** Newest first. @param {Table} table @param {string} clientId @param {(row: any) => boolean} [test] */
		list: (table, clientId, test = () => true) =>
			[...tables[table].values()].filter((row) => row.clientId === clientId && test(row)).reverse(),

		/** The client's own row, or Pluggy's 404. @param {Table} table @param {any} request @param {string} what @param {string} [id] */
		find(table, request, what, id) {
			const wanted = id ?? check(request.params, { id: { type: 'uuid', required: true } }).id;
			const row = tables[table].get(wanted.toLowerCase());
			if (row?.clientId !== request.claims.clientId) throw notFound(what);
			return row;
		},

		/** @param {...(string | number)} parts */
		random: (...parts) => createRandom(options.seed, ...parts),

		/** @param {any} row whose client hears of it @param {string} event @param {Record<string, any>} payload */
		emit(row, event, payload) {
			const extra = row.webhookUrl ? { webhookUrl: row.webhookUrl } : undefined;
			events.emit(row.clientId, event, payload, extra);
		},
	};
}
