/** Connects a bank once and keeps its transactions in a data table. */
import {
	byId,
	condition,
	manual,
	pluggy,
	rowsOf,
	upsert,
	when,
} from '../../scripts/examples/nodes.mjs';
import { say } from '../../scripts/examples/texts.mjs';
import * as tables from '../../scripts/examples/transactions.mjs';

const USER = 'demo-user';
const CONNECTIONS = 'pluggy_connections';
const TRANSACTIONS = 'pluggy_transactions';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Connect a bank, store transactions', 'Conectar um banco e guardar transações'),
	summary: say(
		'Connects a bank once and keeps the transactions of the last 30 days in a data table',
		'Conecta um banco uma vez e guarda as transações dos últimos 30 dias em uma tabela',
	),
	about: say(
		`## Connect a bank, store transactions
**You need:** a credential with **Access** Data or more. The bank here is the sandbox's, with its test user.
**What happens:** the bank is connected once, its item ID kept in the data table \`pluggy_connections\`. Then the last 30 days go into \`pluggy_transactions\`: run it as often as you like, no row is stored twice.
**To change:** with real banks let people connect themselves, and put the item ID into \`pluggy_connections\`: see *Connect a customer*. The days are in **Last 30 Days**.`,
		`## Conectar um banco e guardar transações
**Você precisa de:** uma credencial com **Access** Data ou mais. O banco aqui é o do sandbox, com o usuário de teste.
**O que acontece:** o banco é conectado uma vez, e o ID da conexão fica na tabela \`pluggy_connections\`. Depois, os últimos 30 dias vão para \`pluggy_transactions\`: rode quantas vezes quiser, nenhuma linha é guardada duas vezes.
**Para mudar:** com bancos reais, deixe a própria pessoa conectar e ponha o ID em \`pluggy_connections\`: veja *Conectar um cliente*. Os dias estão em **Últimos 30 dias**.`,
	),
	details: say(
		'A row is found by its transaction ID and written over. In `amount` what leaves is negative, on cards as on accounts, so sums are right. n8n writes its data tables row by row, about twenty a second: thirty days take seconds, a year a minute.',
		'Cada linha é encontrada pelo ID da transação e atualizada. Em `amount`, o que sai é negativo, em cartões e em contas, e por isso as somas dão certo. O n8n grava as tabelas linha a linha, umas vinte por segundo: trinta dias levam segundos, um ano leva um minuto.',
	),
	nodes: {
		start: manual(),
		connectionsTable: tables.connectionsTable(),
		find: rowsOf(
			say('Find Connection', 'Procurar conexão'),
			CONNECTIONS,
			{ client_user_id: USER },
			{ alwaysOutputData: true },
		),
		known: when(
			say('Connected Already?', 'Já conectado?'),
			condition("={{ $json.item_id ?? '' }}", 'string', 'notEmpty'),
		),
		connect: pluggy(say('Connect Bank', 'Conectar banco'), 'item', 'create', {
			connectorId: byId('2'),
			parameters: '{\n  "user": "user-ok",\n  "password": "password-ok"\n}',
			...{ additionalFields: { clientUserId: USER }, options: {}, simplify: true },
		}),
		remember: upsert(
			say('Remember Connection', 'Lembrar conexão'),
			CONNECTIONS,
			{ client_user_id: USER },
			{ client_user_id: USER, item_id: '={{ $json.id }}' },
		),
		wait: pluggy(say('Wait for Data', 'Esperar os dados'), 'item', 'wait', {
			...{ itemId: '={{ $json.item_id }}', options: {}, simplify: true },
		}),
		table: tables.transactionsTable(TRANSACTIONS),
		days: pluggy(say('Last 30 Days', 'Últimos 30 dias'), 'transaction', 'getMany', {
			source: 'item',
			itemId: byId("={{ $('@wait').first().json.id }}"),
			...{ returnAll: true, simplify: true },
			filters: {
				dateFrom: '={{ $now.minus({ days: 30 }).toISODate() }}',
				dateTo: '={{ $now.toISODate() }}',
			},
		}),
		store: tables.storeTransactions(TRANSACTIONS),
	},
	groups: [
		{
			of: ['connect', 'remember'],
			text: say('**The first time only:** connect', '**Só na primeira vez:** conectar'),
		},
		{
			of: ['table', 'days', 'store'],
			text: say('**Every time:** read and store', '**Toda vez:** ler e guardar'),
		},
	],
	rows: [
		['start', 'connectionsTable', 'find', 'known', null, null, 'wait'],
		['table', 'days', 'store', null, 'connect', 'remember'],
	],
	flow: [
		['start', 'connectionsTable', 'find', 'known', 'wait', 'table', 'days', 'store'],
		['known:1', 'connect', 'remember', 'wait'],
	],
	meta: { demo: { runs: 2 }, sandbox: { forget: [CONNECTIONS] } },
};
