/** Transactions as Pluggy tells of them, kept in a data table. */
import { onEvents, pluggy, tableRows, whether } from '../../scripts/examples/nodes.mjs';
import { say } from '../../scripts/examples/texts.mjs';
import * as tables from '../../scripts/examples/transactions.mjs';

const TABLE = 'pluggy_event_transactions';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Store new transactions as they come', 'Guardar transações novas na hora'),
	summary: say(
		'Keeps a data table up to date with transactions that are new, changed or taken back',
		'Mantém uma tabela em dia com transações novas, alteradas ou retiradas',
	),
	about: say(
		`## Store new transactions as they come
**You need:** n8n at a public https address. Then press **Publish**.
**What happens:** every transaction that Pluggy finds, changes or takes back reaches the data table \`pluggy_event_transactions\`, once, even when an event comes twice.
**To try it:** with \`npm start\`, publish this and run *Connect a bank, store transactions*.
**To change:** without a public address take the Pluggy Poll Trigger, which asks every hour: see *New transactions, at home*.`,
		`## Guardar transações novas na hora
**Você precisa de:** um n8n com endereço https público. Depois clique em **Publish**.
**O que acontece:** cada transação que a Pluggy encontra, altera ou retira chega à tabela \`pluggy_event_transactions\`, uma vez só, mesmo que o evento venha duas vezes.
**Para testar:** com \`npm start\`, publique este e rode *Conectar um banco e guardar transações*.
**Para mudar:** sem endereço público, use o Pluggy Poll Trigger, que pergunta a cada hora: veja *Novas transações, em casa*.`,
	),
	details: say(
		'An event holds only IDs or a link; **Announced Transactions** reads just those rows. What got lost while n8n was down for long is found by the example *Sweep for missed transactions*, which fills the same table. n8n has to know its own address: set `N8N_WEBHOOK_URL`.',
		'Um evento traz só IDs ou um link; **Transações anunciadas** lê apenas essas linhas. O que se perdeu enquanto o n8n ficou muito tempo parado é encontrado pelo exemplo *Buscar transações perdidas*, que preenche a mesma tabela. O n8n precisa saber o próprio endereço: defina `N8N_WEBHOOK_URL`.',
	),
	nodes: {
		trigger: onEvents(say('When Transactions Change', 'Quando há transações'), [
			'transactions/created',
			'transactions/updated',
			'transactions/deleted',
		]),
		table: tables.transactionsTable(TABLE),
		fetch: pluggy(
			say('Announced Transactions', 'Transações anunciadas'),
			'transaction',
			'getFromEvent',
			{ event: "={{ $('@trigger').item.json }}", returnAll: true, simplify: true },
		),
		kept: whether(say('Still There?', 'Ainda existe?'), '$json.deleted !== true'),
		store: tables.storeTransactions(TABLE),
		remove: tableRows(say('Delete Transaction', 'Apagar transação'), 'deleteRows', TABLE, [
			['transaction_id', 'eq', '={{ $json.id }}'],
		]),
	},
	rows: [
		['trigger', 'table', 'fetch', 'kept', 'store'],
		[null, null, null, null, 'remove'],
	],
	flow: [
		['trigger', 'table', 'fetch', 'kept', 'store'],
		['kept:1', 'remove'],
	],
	meta: { dataTables: [TABLE], demo: { movesClock: true } },
};
