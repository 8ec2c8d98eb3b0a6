/** What a month came to, category by category, against the month before, as an Excel file. */
import {
	byId,
	code,
	connections,
	everyMonth,
	node,
	pluggy,
	reais,
	set,
} from '../../scripts/examples/nodes.mjs';
import { email } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const SETTINGS = "$('@settings').first().json";
const MONTH = `DateTime.fromISO(${SETTINGS}.month)`;
const FILE = { binaryPropertyName: 'data' };

/** @param {Record<string, string>} words */
const sumUp = (
	words,
) => `// Adds up each category of two months in cents. What moves between own accounts counts in no sum.
const { month, leftOut } = $('@settings').first().json;
const apart = leftOut.split(',').map((one) => one.trim()).filter(Boolean);
const sums = new Map();
let unknown = 0;
const sumOf = (currency, name, counts) => {
	const key = [currency, name, counts].join('|');
	if (!sums.has(key)) sums.set(key, { currency, name, counts, in: 0, out: 0, before: 0 });
	return sums.get(key);
};
const add = (sum, cents, isBefore) => {
	if (isBefore) sum.before += cents;
	else sum[cents < 0 ? 'out' : 'in'] += cents;
};
sumOf('BRL', '${words.total}', true);
for (const { json: row } of $input.all()) {
	if (!row.id) continue;
	const isBefore = String(row.date).slice(0, 7) < month;
	// Bought abroad and not converted yet: it has no amount.
	if (row.amount === null) {
		if (!isBefore) unknown += 1;
		continue;
	}
	const cents = Math.round(row.amount * 100);
	const currency = row.currencyCode || 'BRL';
	const counts = !apart.some((start) => (row.categoryId ?? '').startsWith(start));
	add(sumOf(currency, row.categoryTranslated ?? row.category ?? '${words.none}', counts), cents, isBefore);
	if (counts) add(sumOf(currency, '${words.total}', true), cents, isBefore);
}
const rank = ({ name, counts }) => (!counts ? 2 : name === '${words.total}' ? 1 : 0);
const net = (sum) => sum.in + sum.out;
const lines = [...sums.values()].sort((a, b) => rank(a) - rank(b) || net(a) - net(b) || a.before - b.before);
const rows = lines.map((sum) => ({
	'${words.category}': sum.name,
	'${words.currency}': sum.currency,
	'${words.in}': sum.in / 100,
	'${words.out}': sum.out / 100,
	'${words.net}': net(sum) / 100,
	'${words.before}': sum.before / 100,
	'${words.difference}': (net(sum) - sum.before) / 100,
	'${words.counts}': sum.counts ? '${words.yes}' : '${words.no}',
}));
if (unknown > 0) rows.push({ '${words.category}': \`${words.unknown}: \${unknown}\`, '${words.counts}': '${words.no}' });
return rows.map((json) => ({ json }));`;

const ENGLISH = {
	...{ total: 'Total', none: 'No category', category: 'Category', currency: 'Currency' },
	...{ in: 'In', out: 'Out', net: 'Net', before: 'Month before', difference: 'Difference' },
	...{ counts: 'Counts', yes: 'yes', no: 'no', unknown: 'Not converted yet' },
};
const PORTUGUESE = {
	...{ total: 'Total', none: 'Sem categoria', category: 'Categoria', currency: 'Moeda' },
	...{ in: 'Entrou', out: 'Saiu', net: 'Saldo', before: 'Mês anterior' },
	...{ difference: 'Diferença', counts: 'Entra na soma', yes: 'sim', no: 'não' },
	unknown: 'Ainda sem conversão',
};

/** @param {typeof ENGLISH} words @param {string} text */
const mailText = (words, text) =>
	`=${text}\n{{ $('@sums').all().map(({ json }) => json).filter((row) => row['${words.category}'] === '${words.total}').map((row) => ['${words.in}', '${words.out}', '${words.net}'].map((column) => column + ': ' + ${reais('row[column]', `row['${words.currency}']`)}).join(', ')).join('\\n') }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('The month by category, in Excel', 'Fechamento do mês por categoria'),
	summary: say(
		'Last month by category, against the month before, as an Excel file by e-mail',
		'O mês passado por categoria, comparado com o anterior, em um arquivo do Excel por e-mail',
	),
	about: say(
		`## The month by category, in Excel
**You need:** a Pluggy credential with your item IDs in **Item IDs**, and Gmail.
**What happens:** on the 2nd of each month, last month and the one before are added up by category (in Portuguese): in, out, net, difference. The Excel file is in **Excel**, ready to download.
**Not in the total:** transfers between your own accounts (category 04) and payments of card bills (0510), which would count twice; they stand at the end. If your card is not connected, take 0510 out of **leftOut** in **Settings**; with 03 added, investments stay out, too.
**To send it:** switch on **Gmail**, give it its credential and the receiver.
**To change:** another month, such as 2026-02, in **Settings**.`,
		`## Fechamento do mês por categoria
**Você precisa de:** uma credencial Pluggy com os item IDs das suas conexões em **Item IDs** e do Gmail.
**O que acontece:** todo dia 2, soma o mês passado e o anterior por categoria: quanto entrou, quanto saiu, saldo e diferença. O arquivo fica no nó **Excel**, pronto para baixar.
**Fora do total:** transferências entre contas suas (categoria 04) e pagamento de fatura (0510), que contariam duas vezes; elas aparecem no fim. Se o seu cartão não está conectado, tire 0510 de **leftOut**, em **Ajustes**; para deixar de fora também os investimentos, acrescente 03.
**Para enviar:** ative o **Gmail** e informe a credencial e o destinatário.
**Para mudar:** outro mês, como 2026-02, em **Ajustes**.`,
	),
	nodes: {
		start: everyMonth(say('Every Month', 'Todo mês'), 2, 7),
		settings: set(say('Settings', 'Ajustes'), {
			month: "={{ $now.startOf('month').minus({ months: 1 }).toFormat('yyyy-MM') }}",
			leftOut: '04, 0510',
		}),
		items: connections(),
		months: {
			...pluggy(say('Two Months', 'Dois meses'), 'transaction', 'getMany', {
				...{ source: 'item', itemId: byId('={{ $json.id }}') },
				...{ returnAll: true, simplify: true },
				filters: {
					dateFrom: `={{ ${MONTH}.minus({ months: 1 }).toISODate() }}`,
					dateTo: `={{ ${MONTH}.endOf('month').toISODate() }}`,
				},
			}),
			alwaysOutputData: true,
		},
		sums: code(say('By Category', 'Por categoria'), say(sumUp(ENGLISH), sumUp(PORTUGUESE))),
		excel: node(say('Excel', 'Excel'), 'convertToFile', 1.1, {
			...{ operation: 'xlsx', ...FILE },
			options: {
				fileName: say(
					`=month_{{ ${SETTINGS}.month }}.xlsx`,
					`=fechamento_{{ ${SETTINGS}.month }}.xlsx`,
				),
				sheetName: `={{ ${SETTINGS}.month }}`,
			},
		}),
		email: email(
			say('Gmail', 'Gmail'),
			say(`=The month {{ ${SETTINGS}.month }}`, `=Fechamento de {{ ${SETTINGS}.month }}`),
			say(
				mailText(ENGLISH, 'The month by category is attached.'),
				mailText(PORTUGUESE, 'O fechamento por categoria vai em anexo.'),
			),
			{ attachments: 'data' },
		),
	},
	rows: [['start', 'settings', 'items', 'months', 'sums', 'excel', 'email']],
	flow: [['start', 'settings', 'items', 'months', 'sums', 'excel', 'email']],
	meta: { demo: { runs: 2 } },
};
