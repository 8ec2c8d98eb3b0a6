/** New transactions of one's own banks, for an n8n that nobody reaches from outside. */
import {
	condition,
	onlyNew,
	pluggy,
	polling,
	reais,
	set,
	when,
} from '../../scripts/examples/nodes.mjs';
import { eachOnce, telegram } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';
import * as tables from '../../scripts/examples/transactions.mjs';

const TABLE = 'pluggy_home_transactions';

/** @param {string} came @param {string} left */
const message = (came, left) =>
	`={{ DateTime.fromISO($json.date).toFormat('dd/MM/yyyy') }}: {{ $json.description }}, {{ $json.amount > 0 ? '${came}' : '${left}' }} {{ ${reais('Math.abs($json.amount)', '$json.currency')} }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('New transactions, at home', 'Novas transações, em casa'),
	summary: say(
		'Asks every hour for new transactions, stores them, and writes a message of large ones; needs no public address',
		'Pergunta a cada hora por novas transações, guarda e avisa das grandes; não precisa de endereço público',
	),
	about: say(
		`## New transactions, at home
**You need:** the item IDs of your connections in the credential (**Item IDs**). No public address: this n8n asks Pluggy, every hour.
**What happens:** each new transaction goes into the data table \`pluggy_home_transactions\`. One above R$ 500 becomes a message, once.
**To try it:** Execute workflow shows the newest event, which may hold up to 400 old rows. Publish it, and only what is new comes.
**To change:** switch on **Telegram**, give it its credential and the chat; the amount is in **Above R$ 500?**. With a public address, take the Pluggy Trigger instead: events come within seconds.`,
		`## Novas transações, em casa
**Você precisa de:** os item IDs das suas conexões na credencial (**Item IDs**). Sem endereço público: este n8n pergunta à Pluggy a cada hora.
**O que acontece:** cada transação nova vai para a tabela \`pluggy_home_transactions\`. Acima de R$ 500, vira uma mensagem, uma vez só.
**Para testar:** Execute workflow mostra o evento mais novo, que pode ter até 400 linhas antigas. Publique, e só vem o que é novo.
**Para mudar:** ative o **Telegram** e informe a credencial e o chat; o valor está em **Acima de R$ 500?**. Com endereço público, use o Pluggy Trigger: os eventos chegam em segundos.`,
	),
	details: say(
		'What Pluggy has when you publish is old, by `createdAt`, not by `date`; what comes from then on is told. A connection that is still being synchronized for the first time, and an account that appears later, are told with their whole history: publish after the first synchronization. If n8n is killed, its last events may come again: rows are stored by their ID, and **Only New Ones** lets each pass once. An execution that fails is not told again: use Retry. When a bank stops delivering nothing comes: choose the events of connections, too, in a second trigger, to be told.',
		'O que a Pluggy já tem quando você publica é antigo, por `createdAt`, não por `date`; o que vier depois é avisado. Uma conexão que ainda está na primeira sincronização, e uma conta que aparece mais tarde, vêm com o histórico inteiro: publique depois da primeira sincronização. Se o n8n cair, os últimos eventos podem vir de novo: as linhas são guardadas pelo ID, e **Só as novas** deixa passar cada uma uma vez. Uma execução que falha não é avisada de novo: use Retry. Quando um banco para de enviar dados, nada vem: escolha também os eventos de conexão, em um segundo gatilho, para ser avisado.',
	),
	nodes: {
		trigger: polling(say('Ask Every Hour', 'Perguntar a cada hora'), ['transactions/created']),
		table: tables.transactionsTable(TABLE),
		fetch: pluggy(
			say('New Transactions', 'Novas transações'),
			'transaction',
			'getFromEvent',
			{ event: "={{ $('@trigger').item.json }}", returnAll: true, simplify: true },
			{ retryOnFail: true },
		),
		store: tables.storeTransactions(TABLE),
		large: when(
			say('Above R$ 500?', 'Acima de R$ 500?'),
			condition('={{ Math.abs($json.amount) }}', 'number', 'gt', 500),
		),
		fresh: onlyNew(say('Only New Ones', 'Só as novas'), '={{ $json.transaction_id }}'),
		message: set(say('Message', 'Mensagem'), {
			message: say(message('came in:', 'went out:'), message('entrou', 'saiu')),
			transaction_id: '={{ $json.transaction_id }}',
		}),
		telegram: eachOnce(telegram('$json.message')),
	},
	rows: [['trigger', 'table', 'fetch', 'store', 'large', 'fresh', 'message', 'telegram']],
	flow: [['trigger', 'table', 'fetch', 'store', 'large', 'fresh', 'message', 'telegram']],
	meta: { dataTables: [TABLE], demo: { movesClock: true } },
};
