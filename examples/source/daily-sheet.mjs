/** The statement of all banks in a sheet, a little more of it every day. */
import {
	as,
	byId,
	connections,
	everyDay,
	makeTable,
	pluggy,
	set,
	tableRows,
	upsert,
} from '../../scripts/examples/nodes.mjs';
import { sheet } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const TABLE = 'pluggy_statement';
const FROM = "={{ $('@settings').first().json.from }}";
const RUN = '={{ $execution.id }}';

/** What a sheet shows of a row, by its headings. @param {string[]} headings @param {string} status its words */
const columns = (headings, status) =>
	Object.fromEntries(
		[
			...['={{ $json.date }}', '={{ $json.description }}', '={{ $json.amount }}'],
			...['={{ $json.category }}', '={{ $json.bank }}', '={{ $json.account }}'],
			...[`={{ (${status})[$json.status] ?? $json.status }}`, '={{ $json.note }}'],
			'={{ $json.transaction_id }}',
		].map((value, index) => [headings[index], value]),
	);

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('My statement in a sheet, every day', 'Meu extrato na planilha, todo dia'),
	summary: say(
		'Every morning the transactions of the last 45 days go into a table and a Google sheet, none of them twice',
		'Toda manhã, as transações dos últimos 45 dias entram em uma tabela e em uma planilha do Google, nenhuma duas vezes',
	),
	about: say(
		`## My statement in a sheet, every day
**You need:** a Pluggy credential with your item IDs in **Item IDs**. For the sheet: a Google spreadsheet with a tab **Statement**, its first line: Date, Description, Amount, Category, Bank, Account, Status, Note, ID.
**What happens:** every day at 6:07 in São Paulo, the last 45 days of all accounts and cards go into the data table \`pluggy_statement\`, each row by its ID. Running it again changes nothing. 45 days, because banks show some rows late, and what is on the open bill of a card stays pending until it closes. A pending row that the bank writes anew gets another ID: the old one stays as **Void**, with amount 0.
**Sheet:** switch on **Google Sheets** and choose your account and the file.
**To change:** the days in **Settings**; the hour in **Every Day**. To get rows at once, put a **Pluggy Trigger** in its place.`,
		`## Meu extrato na planilha, todo dia
**Você precisa de:** uma credencial Pluggy com os item IDs das suas conexões em **Item IDs**. Para a planilha: um arquivo do Google Sheets com a aba **Extrato** e, na primeira linha dela, Data, Descrição, Valor, Categoria, Banco, Conta, Situação, Observação e ID.
**O que acontece:** todo dia, às 6h07 de São Paulo, os últimos 45 dias de todas as contas e cartões vão para a tabela \`pluggy_statement\`, cada linha pelo seu ID. Rodar de novo não muda nada. São 45 dias porque algumas transações o banco só mostra depois, e o que está na fatura aberta do cartão fica pendente até ela fechar. Transação pendente que o banco reescreve ganha outro ID: a antiga fica como **Anulada**, com valor 0.
**Planilha:** ative o nó **Google Sheets** e escolha a conta e o arquivo.
**Para mudar:** os dias, em **Ajustes**; o horário, em **Todo dia**. Para receber na hora, troque esse nó pelo **Pluggy Trigger**.`,
	),
	nodes: {
		start: everyDay(say('Every Day', 'Todo dia'), 6),
		table: makeTable(say('Table', 'Tabela'), TABLE, {
			...{ transaction_id: 'string', date: 'string', description: 'string', amount: 'number' },
			...{ category: 'string', bank: 'string', account: 'string', status: 'string' },
			...{ note: 'string', seen: 'string' },
		}),
		settings: set(say('Settings', 'Ajustes'), {
			// Longer than a card's bill is open: until then its rows are pending, and may be written anew.
			from: '={{ $now.minus({ days: 45 }).toISODate() }}',
		}),
		items: connections(),
		days: pluggy(say('Last 45 Days', 'Últimos 45 dias'), 'transaction', 'getMany', {
			...{ source: 'item', itemId: byId('={{ $json.id }}') },
			...{ returnAll: true, simplify: true, filters: { dateFrom: FROM } },
		}),
		store: upsert(
			say('Store', 'Guardar'),
			TABLE,
			{ transaction_id: '={{ $json.id }}' },
			{
				transaction_id: '={{ $json.id }}',
				date: '={{ $json.date }}',
				description: '={{ $json.description }}',
				amount: as('number', '={{ $json.amount }}'),
				category: '={{ $json.categoryTranslated ?? $json.category }}',
				bank: "={{ $('@items').item.json.connectorName }}",
				account: '={{ $json.accountName }}',
				status: '={{ $json.status }}',
				note: '={{ $json.amountNote }}',
				seen: RUN,
			},
		),
		// The bank wrote a pending row anew, and Pluggy gave it another ID: the old one counts no more.
		gone: {
			...tableRows(
				say('Void Rows', 'Anuladas'),
				'update',
				TABLE,
				[
					['status', 'eq', 'PENDING'],
					['date', 'gte', FROM],
					['seen', 'neq', RUN],
				],
				{ amount: as('number', 0), status: 'VOID' },
			),
			executeOnce: true,
		},
		sheet: sheet(say('Statement', 'Extrato'), 'ID', {
			en: columns(
				[
					...['Date', 'Description', 'Amount', 'Category', 'Bank', 'Account'],
					...['Status', 'Note', 'ID'],
				],
				"{ POSTED: 'Final', PENDING: 'Pending', VOID: 'Void' }",
			),
			'pt-BR': columns(
				[
					...['Data', 'Descrição', 'Valor', 'Categoria', 'Banco', 'Conta'],
					...['Situação', 'Observação', 'ID'],
				],
				"{ POSTED: 'Efetivada', PENDING: 'Pendente', VOID: 'Anulada' }",
			),
		}),
	},
	rows: [
		['start', 'table', 'settings', 'items', 'days', 'store', null, 'sheet'],
		[null, null, null, null, null, null, 'gone'],
	],
	flow: [
		['start', 'table', 'settings', 'items', 'days', 'store', 'sheet'],
		['store', 'gone', 'sheet'],
	],
	meta: { dataTables: [TABLE], demo: { runs: 2 } },
};
