/** The first example: the rows of one's own banks, in a few seconds. */
import { byId, connections, manual, node, pluggy } from '../../scripts/examples/nodes.mjs';
import { say } from '../../scripts/examples/texts.mjs';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('My last 30 days', 'Meus últimos 30 dias'),
	summary: say(
		'Every transaction of the last 30 days, of all your connections, newest first',
		'Todas as transações dos últimos 30 dias, de todas as suas conexões, da mais nova para a mais antiga',
	),
	about: say(
		`## My last 30 days
**You need:** a Pluggy credential with your item IDs in **Item IDs**. With \`npm start\` it is there already.
**Press Execute workflow.** After some seconds the last node holds the transactions of all accounts and cards: date, description, amount (what leaves is negative), category.
**To change:** the days in **Last 30 Days**, under Filters.`,
		`## Meus últimos 30 dias
**Você precisa de:** uma credencial Pluggy com os item IDs das suas conexões em **Item IDs**. Com \`npm start\`, ela já está pronta.
**Clique em Execute workflow.** Em alguns segundos, o último nó mostra as transações de todas as contas e cartões: data, descrição, valor (o que sai é negativo) e categoria.
**Para mudar:** os dias, em **Últimos 30 dias**, dentro de Filters.`,
	),
	nodes: {
		start: manual(),
		items: connections(),
		days: pluggy(say('Last 30 Days', 'Últimos 30 dias'), 'transaction', 'getMany', {
			...{ source: 'item', itemId: byId('={{ $json.id }}') },
			...{ returnAll: true, simplify: true },
			filters: { dateFrom: '={{ $now.minus({ days: 30 }).toISODate() }}' },
		}),
		sorted: node(say('Newest First', 'Mais novas primeiro'), 'sort', 1, {
			sortFieldsUi: { sortField: [{ fieldName: 'date', order: 'descending' }] },
			options: {},
		}),
	},
	rows: [['start', 'items', 'days', 'sorted']],
	flow: [['start', 'items', 'days', 'sorted']],
};
