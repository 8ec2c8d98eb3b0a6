/** Received PIX against open invoices: what is certain is settled, the rest is asked of a person. */
import {
	byId,
	condition,
	connections,
	everyDay,
	makeTable,
	node,
	only,
	pluggy,
	reais,
	rowsOf,
	set,
	upsert,
	when,
} from '../../scripts/examples/nodes.mjs';
import { telegram } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';
import { codeOf } from './code/index.mjs';
import { reasons } from './code/reasons.mjs';

const INVOICES = 'pluggy_invoices';
const CHECKS = 'pluggy_pix_to_check';

/** @param {import('../../scripts/examples/texts.mjs').Language} language */
function jsCode(language) {
	const words = Object.fromEntries(
		Object.entries(reasons).map(([word, texts]) => [word, texts[language]]),
	);
	return `${codeOf('reading.mjs', 'decisions.mjs', 'reconcile.mjs')}

const words = ${JSON.stringify(words, null, '\t')};

const rowsOf = (name) => $(name).all().map(({ json }) => json);
return reconcile({
	payments: $input.all().map(({ json }) => json),
	invoices: rowsOf(${JSON.stringify(nodes.invoices.name[language])}),
	checks: rowsOf(${JSON.stringify(nodes.checks.name[language])}).filter(({ key }) => key),
	words,
}).map((json) => ({ json }));`;
}

/** @param {string} title @param {string} more */
const messageOf = (title, more) => `={{ $('@asked').all().length }} ${title}
{{ $('@asked').all().slice(0, 15).map(({ json: pix }) => {
	const value = ${reais('pix.amount')};
	return \`• \${pix.date.slice(8)}/\${pix.date.slice(5, 7)}, \${value}, \${pix.payer || '?'}: \${pix.reason}\`;
}).join('\\n') }}{{ $('@asked').all().length > 15 ? '\\n${more}' : '' }}`;

const once = { executeOnce: true, alwaysOutputData: true };
const always = { alwaysOutputData: true };

/** @type {Record<string, import('../../scripts/examples/nodes.mjs').Node>} */
const nodes = {
	start: everyDay(say('Every Morning', 'Toda manhã'), 7),
	makeInvoices: makeTable(say('Invoice Table', 'Tabela de cobranças'), INVOICES, {
		...{ invoice: 'string', customer: 'string', document: 'string', amount: 'number' },
		...{ issued_on: 'string', due_on: 'string', txid: 'string', end_to_end_id: 'string' },
		...{ status: 'string', paid_on: 'string', transaction_id: 'string', settled_by: 'string' },
	}),
	makeChecks: makeTable(say('Check Table', 'Tabela a conferir'), CHECKS, {
		...{ key: 'string', decision: 'string', reason: 'string', invoices: 'string', date: 'string' },
		...{ amount: 'number', payer: 'string', document: 'string', what: 'string', state: 'string' },
	}),
	invoices: rowsOf(say('Invoices', 'Cobranças'), INVOICES, {}, once),
	checks: rowsOf(say('Asked So Far', 'Já perguntado'), CHECKS, {}, once),
	items: { ...connections(), executeOnce: true },
	pix: pluggy(
		say('Last 45 Days', 'Últimos 45 dias'),
		'transaction',
		'getMany',
		{
			...{ source: 'item', itemId: byId('={{ $json.id }}') },
			...{ returnAll: true, simplify: true },
			filters: { dateFrom: '={{ $now.minus({ days: 45 }).toISODate() }}' },
		},
		always,
	),
	reconcile: node(say('Reconcile', 'Conciliar'), 'code', 2, { jsCode: '' }),
	which: when(say('Certain?', 'É certo?'), condition("={{ $json.key ?? '' }}", 'string', 'empty')),
	toCheck: upsert(say('To Check', 'A conferir'), CHECKS, { key: '={{ $json.key }}' }),
	paid: upsert(say('Settled', 'Conciliadas'), INVOICES, { invoice: '={{ $json.invoice }}' }),
	asked: only(
		say('Still Open', 'Ainda em aberto'),
		condition('={{ $json.state }}', 'string', 'equals', 'open'),
	),
	message: {
		...set(say('Message', 'Mensagem'), {
			text: say(
				messageOf('PIX to check:', 'The rest is in the table.'),
				messageOf('PIX a conferir:', 'Os demais estão na tabela.'),
			),
		}),
		executeOnce: true,
	},
	send: telegram('$json.text'),
};
nodes.reconcile.parameters.jsCode = say(jsCode('en'), jsCode('pt-BR'));

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Reconcile received PIX', 'Conciliar PIX recebidos'),
	summary: say(
		'Received PIX against open invoices: what is certain is settled, the rest goes on a list for a person',
		'PIX recebidos e cobranças em aberto: o que é certo é baixado, o resto vai para uma lista a conferir',
	),
	about: say(
		`## Reconcile received PIX with open invoices
**You need:** a Pluggy credential with your item IDs in **Item IDs**, and your invoices in the data table **${INVOICES}** (the first run makes it): number, customer, CPF or CNPJ, amount, \`issued_on\` and \`due_on\` as 2026-11-27; \`txid\` if you have it. Empty \`status\` means open.
**What happens:** a PIX settles an invoice by its txid or end-to-end ID; else by amount and CPF/CNPJ; else by amount, name and days. Only if one fits one: it guesses nothing. Everything else (several fit, paid in part or too much, sent back, unknown) goes to **${CHECKS}** with the reason.
**You decide there**, in the column \`decision\`: the invoice number (or several: \`1041, 1042\`), \`ignore\`, or \`reopen\` where money went back. The next run carries it out and keeps it. Running it twice changes nothing.
**To send it:** switch on **Telegram**, give it its credential and the chat.
**To change:** put Google Sheets in the place of the two tables, or let the Pluggy Trigger (\`transactions/created\`) start it.`,
		`## Conciliar PIX recebidos com cobranças em aberto
**Você precisa de:** uma credencial Pluggy com os item IDs das suas conexões em **Item IDs** e as cobranças na tabela de dados **${INVOICES}** (a primeira execução cria a tabela): número, cliente, CPF ou CNPJ, valor, \`issued_on\` (emissão) e \`due_on\` (vencimento) como 2026-11-27; \`txid\`, se tiver. \`status\` vazio quer dizer em aberto.
**O que acontece:** o PIX dá baixa na cobrança pelo txid ou ID fim a fim; senão, por valor e CPF/CNPJ; senão, por valor, nome e datas. E só quando um serve para um: nada é adivinhado. O resto (mais de uma serve, valor a menos ou a mais, devolvido, desconhecido) vai para **${CHECKS}** com o motivo.
**Você decide lá**, na coluna \`decision\`: o número da cobrança (ou vários: \`1041, 1042\`), \`ignorar\`, ou \`reabrir\` quando o dinheiro voltou. A próxima execução faz isso e não mexe mais. Executar duas vezes não muda nada.
**Para enviar:** ative o **Telegram** e informe a credencial e o chat.
**Para mudar:** use Google Sheets no lugar das duas tabelas, ou comece pelo Pluggy Trigger (\`transactions/created\`).`,
	),
	details: say(
		'The code of **Reconcile** is written in `examples/source/code/` (reading, decisions, reconcile) and tested in `test/unit/reconcilePix.test.cts`. Change it there and run `npm run examples`, or change it in the node.',
		'O código de **Conciliar** fica em `examples/source/code/` (reading, decisions, reconcile) e é testado em `test/unit/reconcilePix.test.cts`. Mude lá e rode `npm run examples`, ou mude direto no nó.',
	),
	nodes,
	rows: [
		['start', 'makeInvoices', 'makeChecks', 'invoices', 'checks', 'items', 'pix', 'reconcile'],
		// n8n runs the upper branch first: a message that fails keeps no invoice open.
		[null, null, null, 'which', 'paid'],
		[null, null, null, null, 'toCheck', 'asked', 'message', 'send'],
	],
	flow: [
		['start', 'makeInvoices', 'makeChecks', 'invoices', 'checks', 'items', 'pix', 'reconcile'],
		['reconcile', 'which', 'paid'],
		['which:1', 'toCheck', 'asked', 'message', 'send'],
	],
	meta: { dataTables: [INVOICES, CHECKS], demo: { runs: 3 }, sandbox: { forget: [CHECKS] } },
};
