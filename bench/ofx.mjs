/**
 * node bench/ofx.mjs: Transaction: Export OFX of 100,000 transactions, out of dist (npm run build).
 * Prints the longest time for which nothing else could run in this process, and by how much its
 * memory grew; exits 1 beyond the bounds.
 */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { onNode24 } from '../scripts/lib/bootstrap.mjs';

await onNode24(import.meta.url);

const ROWS = 100_000;
const PAGE = 500;
const LONGEST_STOP_MS = 100;
const MOST_GROWTH_MB = 150;
const MB = 1024 * 1024;

const require = createRequire(import.meta.url);
const { catalog, runMemory, running } = require('../scripts/lib/built.cjs');
const { newMemory } = runMemory;
const { runPlan } = running;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const accountId = '00000000-0000-4000-8000-000000000900';
const account = {
	id: accountId,
	type: 'BANK',
	subtype: 'CHECKING_ACCOUNT',
	number: '0001/12345-0',
	balance: 1234.56,
	currencyCode: 'BRL',
	updatedAt: '2026-02-01T12:00:00.000Z',
	bankData: { transferNumber: '341/0001/12345-0' },
};

const uuid = (number) => `${number.toString(16).padStart(8, '0')}-aaaa-4000-8000-000000000000`;

/** What all transactions have in common, as Pluggy sends it. */
const COMMON = JSON.stringify({
	accountId,
	currencyCode: 'BRL',
	amountInAccountCurrency: null,
	balance: 1234.56,
	category: 'Transfer - PIX',
	categoryId: '05070000',
	status: 'POSTED',
	type: 'DEBIT',
	operationType: 'PIX',
	paymentData: {
		payer: { name: 'Maria Aparecida', documentNumber: { type: 'CPF', value: '761.092.776-73' } },
		receiver: { name: 'João Conceição', documentNumber: { type: 'CPF', value: '882.937.076-23' } },
		paymentMethod: 'PIX',
		reason: null,
	},
	creditCardMetadata: null,
	merchant: null,
	createdAt: '2026-02-01T12:00:00.000Z',
	updatedAt: '2026-02-01T12:00:00.000Z',
}).slice(1);

/** A transaction as text; all of them fall on so many days, the newest first. */
function transaction(number, days) {
	const day = Date.UTC(2026, 0, 31, 3) - Math.floor((number * days) / ROWS) * 86_400_000;
	return (
		`{"id":"${uuid(number)}","date":"${new Date(day).toISOString()}","order":${number % 1_000},` +
		`"description":"PIX ENVIADO João da Conceição ${number}","descriptionRaw":"PIX ${number}",` +
		`"providerCode":"${number}","amount":${-(number % 100_000) / 100},${COMMON}`
	);
}

/** One page as it comes off the wire: a text that is parsed. */
function pageAfter(start, days) {
	const end = start + PAGE;
	const rows = Array.from({ length: PAGE }, (_, place) => transaction(start + place, days));
	const next = end < ROWS ? `"?after=${end}"` : 'null';
	return JSON.parse(`{"results":[${rows.join(',')}],"next":${next}}`);
}

/** Answers at once, without a turn of the event loop: the hardest case. */
/** @returns {any} */
const client = (days) => ({
	baseUrl: 'https://api.pluggy.ai',
	access: 'readOnly',
	itemIds: [],
	waited: { rateLimit: 0, resend: 0 },
	signal: undefined,
	send: async (/** @type {Row} */ { path, query = {} }) => ({
		status: 200,
		body: path.startsWith('/accounts/') ? account : pageAfter(Number(query.after ?? 0), days),
	}),
});

const operation = catalog
	.find(({ id }) => id === 'transaction')
	?.operations.find(({ id }) => id === 'exportOfx');
const plan = /** @type {any} */ ({
	operation,
	values: { accountId },
	limit: Infinity,
	simplified: false,
	safety: 'read',
	access: 'readOnly',
	waitBudgetMs: undefined,
});

/** Milliseconds this thread has worked: what else the machine does is not the export's fault. */
function workDone() {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
}

/** Runs the export and watches the process meanwhile. */
async function measure(days) {
	collectGarbage();
	const before = process.memoryUsage().rss;
	let peak = before;
	let longest = 0;
	let last = workDone();
	const look = () => {
		const now = workDone();
		longest = Math.max(longest, now - last);
		last = now;
		peak = Math.max(peak, process.memoryUsage().rss);
	};
	const timer = setInterval(look, 1);
	const start = performance.now();
	let bytes = 0;
	const makeFile = async (file) => {
		bytes = file.length;
		return { data: '', mimeType: 'application/x-ofx' };
	};
	const rows = [];
	for await (const page of runPlan(client(days), plan, makeFile, newMemory())) rows.push(...page);
	const seconds = (performance.now() - start) / 1_000;
	look();
	clearInterval(timer);
	if (rows[0].json.transactions !== ROWS) throw new Error('rows are missing');
	return { seconds, longest, growth: (peak - before) / MB, bytes };
}

let isWithin = true;
const samples = [];
for (const [name, days] of [
	['a year', 365],
	['one day', 1],
]) {
	const { seconds, longest, growth, bytes } = await measure(days);
	console.log(
		`${ROWS} transactions of ${name}: ${(bytes / MB).toFixed(1)} MB in ${seconds.toFixed(1)} s, ` +
			`longest stop ${Math.round(longest)} ms (at most ${LONGEST_STOP_MS}), ` +
			`memory +${Math.round(growth)} MB (at most ${MOST_GROWTH_MB})`,
	);
	samples.push({ case: `OFX of ${name}`, figures: { stop: longest, memory: growth } });
	isWithin &&= longest <= LONGEST_STOP_MS && growth <= MOST_GROWTH_MB;
}
// To npm run bench, if that started it.
process.send?.(samples);
process.exitCode = isWithin ? 0 : 1;
