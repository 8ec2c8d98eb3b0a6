/**
 * What examples/source/automatic-pix.mjs has to end with, by the sandbox's own state, and the days that
 * have to pass while it runs. Imports nothing of nodes/.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { outputOf } from '../lib/n8n-client.mjs';

const LOOK_MS = 100;
const TRIES = 2;
const DAY_MS = 86_400_000;
const SAO_PAULO_MS = -3 * 3_600_000;
/** After the tries of a day, which are at eight, and early enough to ask for a retry. */
const HOUR_MS = 10 * 3_600_000;

/** Seconds from a time to ten in the morning of the next day in São Paulo. @param {number} now */
export function untilNextMorning(now) {
	const local = now + SAO_PAULO_MS;
	return Math.ceil(((Math.floor(local / DAY_MS) + 1) * DAY_MS + HOUR_MS - local) / 1_000);
}

/**
 * Lets one day pass after the other while a payment waits for its day; not while the workflow has
 * yet to see that a try failed.
 * @param {{ sandbox: Sandbox, signal: AbortSignal }} context
 */
export async function during({ sandbox: { admin }, signal }) {
	const seen = new Set(admin.events().map(({ eventId }) => eventId));
	const retriesBefore = retries(admin.requests()).length;
	while (!signal.aborted) {
		await sleep(LOOK_MS);
		const events = admin.events().filter(({ eventId }) => !seen.has(eventId));
		const count = (/** @type {string} */ name) =>
			events.filter(({ event }) => event === `automatic_pix_payment/${name}`).length;
		if (count('completed') > 0) return;
		const failed = count('error') - (retries(admin.requests()).length - retriesBefore);
		if (count('created') === 0 || failed > 0) continue;
		admin.advance(untilNextMorning(Date.parse(admin.state().now)));
		// A try takes a moment after its hour.
		await sleep(1_500);
	}
}

const retries = (/** @type {Row[]} */ requests) =>
	requests.filter(
		({ method, path, status }) => method === 'POST' && path.endsWith('/retry') && status === 204,
	);

/** @param {{ admin: AskAdmin, execution: any, name: (id: string) => string }} context */
export async function check({ admin, execution, name }) {
	const [row = {}] = outputOf(execution, name('result'));
	const [authorization = {}] = outputOf(execution, name('request'));
	const { payments } = await admin('/state');
	const held = payments.requests.find(
		(/** @type {{ id: string }} */ { id }) => id === authorization.id,
	);
	const events = (await admin('/events')).filter(
		(/** @type {Row} */ one) => one.automaticPixPaymentId === row.id,
	);
	const names = events.map((/** @type {{ event: string }} */ { event }) => event.split('/')[1]);
	const tries = names.filter(
		(/** @type {string} */ one) => one === 'error' || one === 'completed',
	).length;
	const asked = (await admin('/requests')).filter(
		(/** @type {{ method: string, path: string }} */ { method, path }) =>
			method === 'POST' && path.startsWith(`/payments/requests/${authorization.id}/`),
	);
	const [{ link } = { link: '' }] = outputOf(execution, name('link'));
	const differences = [];
	if (!link.endsWith(`/pay/${authorization.id}`))
		differences.push(`the link of the payer is ${link}`);
	if (row.status !== 'COMPLETED') differences.push(`it ended as ${row.status}, not COMPLETED`);
	if (names.at(-1) !== row.status?.toLowerCase())
		differences.push(`the status is ${row.status}, the sandbox's last event is ${names.at(-1)}`);
	if (row.attempts !== tries)
		differences.push(`it counts ${row.attempts} tries, the sandbox made ${tries}`);
	if (tries !== TRIES) differences.push(`it took ${tries} tries instead of ${TRIES}`);
	if (held?.status !== 'AUTHORIZED')
		differences.push(`the authorization is ${held?.status} at the sandbox`);
	if (asked.some((/** @type {{ body: any }} */ { body }) => body?.isSandbox !== true))
		differences.push('not all of it was marked as sandbox');
	return {
		table: {
			head: ['payment', 'status', 'tries'],
			rows: [[`${row.id}`, `${row.status}`, `${row.attempts}`]],
		},
		summary: `Events of the sandbox: ${names.join(', ')}.`,
		differences,
	};
}
