/** Finds transactions of which no event arrived. */
import {
	byId,
	everyHours,
	manual,
	onlyNew,
	pluggy,
	tableRows,
} from '../../scripts/examples/nodes.mjs';
import { say } from '../../scripts/examples/texts.mjs';
import * as tables from '../../scripts/examples/transactions.mjs';

const CONNECTIONS = 'pluggy_connections';
const TABLE = 'pluggy_event_transactions';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Sweep for missed transactions', 'Buscar transações perdidas'),
	summary: say(
		'Every six hours, reads what Pluggy found lately and adds what no event told of',
		'A cada seis horas, lê o que a Pluggy encontrou e acrescenta o que nenhum evento avisou',
	),
	about: say(
		`## Sweep for missed transactions
**You need:** connections in the data table \`pluggy_connections\`: with \`npm start\`, run *Connect a bank, store transactions* first.
**What happens:** every six hours it reads what Pluggy found in the last **eight**, and adds it to \`pluggy_event_transactions\`, which *Store new transactions as they come* fills too. Nothing is stored twice.
**To change:** put what should happen once per transaction behind **Only New Ones**. After n8n was down for longer, raise the eight hours once.`,
		`## Buscar transações perdidas
**Você precisa de:** conexões na tabela \`pluggy_connections\`: com \`npm start\`, rode antes *Conectar um banco e guardar transações*.
**O que acontece:** a cada seis horas lê o que a Pluggy encontrou nas últimas **oito** e acrescenta em \`pluggy_event_transactions\`, a mesma tabela de *Guardar transações novas na hora*. Nada é guardado duas vezes.
**Para mudar:** o que deve acontecer uma vez por transação vem depois de **Só as novas**. Se o n8n ficou parado por mais tempo, aumente as oito horas uma vez.`,
	),
	details: say(
		'The two hours of overlap cover a late run. **Only New Ones** comes last, so that a run that fails is made up for by the next one. Transactions that changed or were taken back are told by events only.',
		'As duas horas a mais cobrem uma execução atrasada. **Só as novas** vem por último, para que a próxima execução compense uma que falhou. Transações alteradas ou retiradas só são avisadas por eventos.',
	),
	nodes: {
		schedule: everyHours(say('Every Six Hours', 'A cada seis horas'), 6),
		start: manual(),
		connectionsTable: tables.connectionsTable(),
		table: tables.transactionsTable(TABLE),
		connections: tableRows(say('Connections', 'Conexões'), 'get', CONNECTIONS, [
			['item_id', 'isNotEmpty', undefined],
		]),
		latest: pluggy(say('Latest Transactions', 'Últimas transações'), 'transaction', 'getMany', {
			...{ source: 'item', itemId: byId('={{ $json.item_id }}') },
			...{ returnAll: true, simplify: true },
			filters: { createdAtFrom: '={{ $now.minus({ hours: 8 }).toUTC().toISO() }}' },
		}),
		store: tables.storeTransactions(TABLE),
		fresh: onlyNew(say('Only New Ones', 'Só as novas'), '={{ $json.transaction_id }}'),
	},
	rows: [
		['schedule', 'connectionsTable', 'table', 'connections', 'latest', 'store', 'fresh'],
		['start'],
	],
	flow: [
		['schedule', 'connectionsTable', 'table', 'connections', 'latest', 'store', 'fresh'],
		['start', 'connectionsTable'],
	],
	meta: {
		...{ dataTables: [TABLE], demo: { runs: 2 } },
		sandbox: { forget: [CONNECTIONS] },
	},
};
