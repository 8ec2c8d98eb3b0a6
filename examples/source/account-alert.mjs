/** A message when an account runs low, when much goes out, or when the bank charges something. */
import {
	accounts,
	byId,
	condition,
	conditions,
	connections,
	everyHours,
	holds,
	makeTable,
	node,
	onlyNew,
	pluggy,
	reais,
	set,
	tableRows,
	upsert,
	when,
} from '../../scripts/examples/nodes.mjs';
import { eachOnce, telegram } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const TABLE = 'pluggy_low_balances';
const CURRENCY = "$json.currencyCode || 'BRL'";
const money = (/** @type {string} */ value) => reais(value, CURRENCY);
/** What is said of an amount in reais says nothing of one in another currency. */
const inReais = `={{ (${CURRENCY}) === 'BRL' ? $json.amount : 0 }}`;
/** Bank fees, and interest charged; where Pluggy gives no category, by the text. */
const FEE =
	"(/^(16|0201|0202)/.test($json.categoryId ?? '') || /^(tarifa|tar\\b|anuidade|cesta)/i.test($json.description ?? ''))";

/** @param {string} low */
const lowText = (low) =>
	`=⚠️ ${low}: {{ $('@items').item.json.connectorName }} · {{ $json.name }}, {{ ${money('$json.balance')} }}`;
/** @param {string} fee @param {string} debit */
const debitText = (fee, debit) =>
	`={{ ${FEE} ? '🏦 ${fee}' : '💸 ${debit}' }}: {{ ${money('(-$json.amount)')} }}, {{ $json.description }} · {{ $json.accountName }}, {{ DateTime.fromISO($json.date).toFormat('dd/MM') }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Alert: low balance, big debit, bank fee', 'Alerta: saldo baixo, débito alto, tarifa'),
	summary: say(
		'A message, once each, when a balance falls below X, more than Y goes out, or the bank charges a fee',
		'Um aviso, uma vez só, quando o saldo fica abaixo de X, sai mais de Y ou o banco cobra uma tarifa',
	),
	about: say(
		`## Alert: low balance, big debit, bank fee
**You need:** a Pluggy credential with your item IDs in **Item IDs**, and a Telegram bot.
**What happens:** every three hours it looks at all accounts and at the last seven days. A low account in reais is told once, and again only when it had recovered in between. Each debit and each fee is told once.
**To send it:** switch on **Telegram**, give it its credential and the chat. A try-out counts: what it shows while Telegram is off is not told again.
**To change:** R$ 500 in **Low?**, R$ 1,000 in **Big Debit or Fee** (as -1000), the days in **Last 7 Days**. The first run tells everything of these days. A pending row that the bank writes anew may be told a second time. In place of the schedule, **Pluggy Poll Trigger** and **Pluggy Trigger** tell sooner.`,
		`## Alerta: saldo baixo, débito alto, tarifa
**Você precisa de:** uma credencial Pluggy com os item IDs das suas conexões em **Item IDs** e de um bot do Telegram.
**O que acontece:** a cada três horas, confere todas as contas e os últimos sete dias. Conta em reais com saldo baixo: um aviso só, e outro apenas se ela se recuperar e cair de novo. Cada débito e cada tarifa: um aviso só.
**Para enviar:** ative o **Telegram** e informe a credencial e o chat. Teste também conta: o que aparece com o Telegram desligado não é avisado de novo.
**Para mudar:** os R$ 500, em **Saldo baixo?**; os R$ 1.000, em **Débito alto ou tarifa** (como -1000); os dias, em **Últimos 7 dias**. A primeira execução avisa tudo desses dias. Transação pendente que o banco reescreve pode ser avisada de novo. No lugar do horário, o **Pluggy Poll Trigger** ou o **Pluggy Trigger** avisam mais cedo.`,
	),
	nodes: {
		start: everyHours(say('Every 3 Hours', 'A cada 3 horas'), 3),
		table: makeTable(say('Table', 'Tabela'), TABLE, { account_id: 'string', message: 'string' }),
		items: connections(),
		accounts: accounts(),
		low: when(
			say('Low?', 'Saldo baixo?'),
			condition('={{ $json.type }}', 'string', 'equals', 'BANK'),
			condition(`={{ ${CURRENCY} }}`, 'string', 'equals', 'BRL'),
			// A bank that does not tell the balance has none, which n8n counts as less than 500.
			condition('={{ $json.balance }}', 'number', 'notEmpty'),
			condition('={{ $json.balance }}', 'number', 'lt', 500),
		),
		untold: tableRows(say('Not Told Yet', 'Ainda não avisado'), 'rowNotExists', TABLE, [
			['account_id', 'eq', '={{ $json.id }}'],
		]),
		remember: upsert(
			say('Remember', 'Anotar'),
			TABLE,
			{ account_id: '={{ $json.id }}' },
			{
				account_id: '={{ $json.id }}',
				message: say(lowText('Low balance'), lowText('Saldo baixo')),
			},
		),
		// One whose balance is not known has not recovered.
		forget: tableRows(say('Forget', 'Esquecer'), 'deleteRows', TABLE, [
			['account_id', 'eq', "={{ ($json.balance ?? null) === null ? '' : $json.id }}"],
		]),
		recent: pluggy(say('Last 7 Days', 'Últimos 7 dias'), 'transaction', 'getMany', {
			...{ source: 'item', itemId: byId('={{ $json.id }}') },
			...{ returnAll: true, simplify: true },
			filters: { dateFrom: '={{ $now.minus({ days: 7 }).toISODate() }}' },
		}),
		notable: node(say('Big Debit or Fee', 'Débito alto ou tarifa'), 'filter', 2.2, {
			conditions: conditions(
				[condition(inReais, 'number', 'lte', -1000), holds(`$json.amount < 0 && ${FEE}`)],
				'or',
			),
			options: {},
		}),
		fresh: onlyNew(say('Only New', 'Só as novas'), '={{ $json.id }}'),
		text: set(say('Text', 'Texto'), {
			transaction_id: '={{ $json.id }}',
			message: say(debitText('Bank fee', 'Big debit'), debitText('Tarifa do banco', 'Débito alto')),
		}),
		telegram: eachOnce(telegram('$json.message')),
	},
	rows: [
		['start', 'table', 'items', 'accounts', 'low', 'untold', 'remember'],
		[null, null, null, null, null, 'forget', null, 'telegram'],
		[null, null, null, 'recent', 'notable', 'fresh', 'text'],
	],
	flow: [
		['start', 'table', 'items', 'accounts', 'low', 'untold', 'remember', 'telegram'],
		['low:1', 'forget'],
		['items', 'recent', 'notable', 'fresh', 'text', 'telegram'],
	],
	meta: { dataTables: [TABLE], demo: { runs: 4 } },
};
