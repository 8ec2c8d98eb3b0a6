/** What the sandbox's page shows, read from the sandbox: data, no markup. */
import { connectionProblem } from '../pages/problems.mjs';
import { isOpen } from '../payments/boletos.mjs';
import { isPayable } from '../payments/statuses.mjs';
import { BOLETO_WORDS, DELIVERY_WORDS, ITEM_WORDS, PAYMENT_WORDS } from './words.mjs';

/** Rows of a section; what waits for somebody is always among them. */
const SHOWN = 12;
const DELIVERIES_SHOWN = 8;

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} title
 * @property {import('./words.mjs').Word} state
 * @property {string} [problem]
 * @property {number} [amount]
 * @property {string[]} facts
 * @property {{ href: string, text: string }} [link]
 * @property {Array<keyof typeof import('./actions.mjs').ACTIONS>} actions
 */

/** What waits first, then the newest; the rest is counted. @param {Row[]} rows newest first */
function shorten(rows) {
	const waiting = rows.filter(({ actions }) => actions.length > 0);
	const others = rows.filter(({ actions }) => actions.length === 0);
	const shown = [...waiting, ...others.slice(0, Math.max(0, SHOWN - waiting.length))];
	return { rows: shown, more: rows.length - shown.length };
}

/** @typedef {ReturnType<typeof shorten>} Section */

/** @param {import('./actions.mjs').Hands} hands */
export function readRows({ admin, context }) {
	const { auth, book, clock, events, features, store, webhooks } = context;
	book.run();
	const newest = (/** @type {Map<string, any>} */ table) => [...table.values()].reverse();
	const [client] = auth.clients;
	return {
		now: clock.now(),
		client: {
			id: client.clientId,
			// The invented one has a name; one of the user's own is not told to whoever opens the page.
			secret: client.name === 'default' ? client.clientSecret : null,
		},
		hasPayments: features.payments,
		items: newest(store.items).map((item) => itemRow(item, store.refresh(item))),
		payments: shorten(
			[
				...newest(book.requests).map((row) => requestRow(row, isPayable(book, row))),
				...newest(book.preauthorizations).map(preauthorizationRow),
			].sort((a, b) => b.at - a.at),
		),
		boletos: shorten(newest(book.boletos).map(boletoRow)),
		deliveries: admin.deliveries().slice(-DELIVERIES_SHOWN).reverse().map(deliveryRow),
		events: events.list().length,
		listeners: auth.clients.flatMap(({ clientId }) =>
			webhooks.listOf(clientId).map(({ event, url, disabledAt }) => ({
				...{ event, host: new URL(url).host },
				isOff: disabledAt !== null,
			})),
		),
	};
}

/** @typedef {ReturnType<typeof readRows>} Rows */

/** @param {any} item @param {import('../data/items.mjs').Progress} progress @returns {Row} */
function itemRow({ id, connector, accounts, clientUserId }, { status, error }) {
	const isWell = status === 'UPDATED';
	const hasBank = accounts.some((/** @type {any} */ one) => one.type === 'BANK');
	return {
		id,
		title: connector.name,
		state: ITEM_WORDS[status] ?? [status],
		problem: error ? connectionProblem(error) : undefined,
		facts: clientUserId ? [`do cliente ${clientUserId}`] : [],
		actions: isWell ? (hasBank ? ['receive', 'breakItem'] : ['breakItem']) : notWell(status),
	};
}

/** While it runs there is nothing to press. @param {string} status @returns {Row['actions']} */
const notWell = (status) => (status === 'UPDATING' ? [] : ['repair']);

/** @param {any} row @param {boolean} isWaiting @returns {Row & { at: number }} */
function requestRow(row, isWaiting) {
	const { id, automaticPix, schedule, isBiometric, recipient, pixName, errorDetail } = row;
	const kind = automaticPix
		? 'autorização de Pix Automático'
		: schedule
			? 'Pix agendado'
			: isBiometric
				? 'Pix por biometria'
				: 'Pix';
	return {
		id,
		at: row.createdAt,
		title: row.description ?? (automaticPix ? 'Pix Automático' : 'Pagamento por Pix'),
		state: PAYMENT_WORDS[row.status] ?? [row.status],
		problem: errorDetail?.providerMessage,
		amount: row.amount ?? automaticPix?.fixedAmount,
		facts: [kind, `para ${recipient?.name ?? pixName ?? 'quem pediu'}`],
		...(isWaiting
			? { link: { href: `/pay/${id}`, text: 'Abrir como pagador' }, actions: ['approve', 'reject'] }
			: { actions: [] }),
	};
}

/** @param {any} row @returns {Row & { at: number }} */
function preauthorizationRow({ id, createdAt, status, recipients, configuration }) {
	const names = recipients.map((/** @type {any} */ one) => one.name).join(', ');
	return {
		id,
		at: createdAt,
		title: 'Transferências inteligentes',
		state: PAYMENT_WORDS[status] ?? [status],
		amount: configuration?.totalAllowedAmount,
		facts: ['autorização', `para ${names}`],
		...(status === 'CREATED'
			? {
					link: { href: `/consent/${id}`, text: 'Abrir como pagador' },
					actions: ['approve', 'reject'],
				}
			: { actions: [] }),
	};
}

/** @param {any} boleto @returns {Row} */
const boletoRow = (boleto) => ({
	id: boleto.id,
	title: boleto.payer?.name ?? 'Boleto',
	state: BOLETO_WORDS[boleto.status] ?? [boleto.status],
	amount: boleto.amount,
	facts: [`nº ${boleto.seuNumero}`, `vence em ${dayWords(boleto.dueDay)}`],
	actions: isOpen(boleto) ? ['payBoleto'] : [],
});

/** @param {any} delivery @returns {Row} */
function deliveryRow({ id, event, url, status, attempts, nextAttemptAt }) {
	const last = attempts.at(-1);
	const answer = last && answerWords(last);
	const count = attempts.length === 1 ? '1 tentativa' : `${attempts.length} tentativas`;
	return {
		id,
		title: event,
		state: DELIVERY_WORDS[status] ?? [status],
		facts: [
			...(last ? [timeWords(Date.parse(last.at))] : []),
			`para ${new URL(url).host}`,
			...(last ? [`${count}, ${answer}`] : []),
			...(nextAttemptAt ? [`próxima em ${timeWords(Date.parse(nextAttemptAt))}`] : []),
		],
		actions: ['resend'],
	};
}

/** @param {{ status: number | null, error?: string }} attempt */
const answerWords = ({ status, error }) =>
	status === null ? (error ? 'sem resposta' : 'a caminho') : `resposta ${status}`;

const inBrazil = (/** @type {Intl.DateTimeFormatOptions} */ options) =>
	new Intl.DateTimeFormat('pt-BR', { timeZone: 'America/Sao_Paulo', ...options });
const TIME = inBrazil({ dateStyle: 'short', timeStyle: 'short' });
const LONG = inBrazil({ dateStyle: 'full', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat('pt-BR', { timeZone: 'UTC', dateStyle: 'short' });

export const timeWords = (/** @type {number} */ at) => TIME.format(at);
export const longTime = (/** @type {number} */ at) => LONG.format(at);
/** @param {number} day a count of days */
const dayWords = (day) => DAY.format(day * 86_400_000);
