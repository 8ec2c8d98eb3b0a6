/** A reminder three days before the bill of a card is due, and whether the money for it is there. */
import {
	accounts,
	as,
	byId,
	code,
	condition,
	connections,
	everyDay,
	holds,
	only,
	onlyNew,
	pluggy,
	reais,
	set,
} from '../../scripts/examples/nodes.mjs';
import { eachOnce, telegram } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

/** What is paid of it already: of several payments their amounts stand in one text. */
const paid = (/** @type {string} */ bill) =>
	`String(${bill}.paymentAmounts ?? '').split(', ').reduce((sum, one) => sum + Number(one), 0)`;
const SETTINGS = "$('@settings').first().json";

/** @param {Record<string, string>} words */
const writeMessages = (
	words,
) => `// One message for each bill, with the money of the checking accounts at the same bank.
const rows = (list) => list.map(({ json }) => json);
const accounts = rows($('@accounts').all());
const accountOf = Object.fromEntries(accounts.map((one) => [one.id, one]));
const bankOf = Object.fromEntries(rows($('@items').all()).map((one) => [one.id, one.connectorName]));
const bills = rows($('@due').all());
const paid = (bill) => ${paid('bill')};
const money = (value, currency) => ${reais('value', "currency || 'BRL'")};
const cents = (list, value) => list.reduce((sum, one) => sum + Math.round((value(one) ?? 0) * 100), 0);
const currencyOf = ({ currencyCode }) => currencyCode || 'BRL';

return $input.all().map(({ json: bill }) => {
	const card = accountOf[bill.accountId];
	const alike = (one) => one.itemId === card.itemId && currencyOf(one) === currencyOf(bill);
	const checking = accounts.filter((one) => one.subtype === 'CHECKING_ACCOUNT' && alike(one));
	const balance = cents(checking, (one) => one.balance) / 100;
	// Two bills of one bank are paid from the same money.
	const together = bills.filter((one) => currencyOf(one) === currencyOf(bill) && accountOf[one.accountId].itemId === card.itemId);
	const due = cents(together, (one) => one.totalAmount - paid(one)) / 100;
	const covers = checking.length === 0 ? null : balance >= due;
	const rest = Math.round((bill.totalAmount - paid(bill)) * 100) / 100;
	const message = [
		\`💳 \${bankOf[card.itemId] ?? ''} · \${card.name}: ${words.due} \${DateTime.fromISO(bill.dueDate).toFormat('dd/MM')}\`,
		\`${words.amount}: \${money(rest, bill.currencyCode)}\`,
		\`${words.minimum}: \${bill.minimumPaymentAmount === null ? '${words.unknown}' : money(bill.minimumPaymentAmount, bill.currencyCode)}\`,
		covers === null
			? '${words.noAccount}'
			: \`${words.covers}: \${covers ? '${words.yes}' : '${words.no}'} (\${money(balance, bill.currencyCode)}\${together.length > 1 ? \`, \${together.length} ${words.bills}\` : ''})\`,
	].join('\\n');
	return { json: { billId: bill.id, dueDate: bill.dueDate, amount: rest, covers, message } };
});`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Card bill due in 3 days', 'Fatura do cartão vence em 3 dias'),
	summary: say(
		'Three days before a card bill is due: amount, minimum, and whether the account covers it',
		'Três dias antes do vencimento da fatura: valor, mínimo e se o saldo da conta cobre',
	),
	about: say(
		`## Card bill due in 3 days
**You need:** a Pluggy credential with your item IDs in **Item IDs**, a card with bills among them, and a Telegram bot.
**What happens:** every day at 9:07 in São Paulo it looks for bills that are due within three days and not paid. Each is told once: amount, minimum, and **covered: yes or no**, by the checking accounts at the same bank. Pluggy lists a bill when it is closed.
**To try it:** in **Settings**, put a day shortly before a due date into **today**, such as the 7th of this month for a bill due on the 10th.
**To send it:** switch on **Telegram**, give it its credential and the chat. A try-out counts: a bill it shows while Telegram is off is not told again.
**To change:** the days in **Settings**, the hour in **Every Day**.`,
		`## Fatura do cartão vence em 3 dias
**Você precisa de:** uma credencial Pluggy com os item IDs das suas conexões em **Item IDs**, entre elas um cartão com faturas, e de um bot do Telegram.
**O que acontece:** todo dia, às 9h07 de São Paulo, procura faturas que vencem em até três dias e não foram pagas. Cada uma é avisada uma vez só: valor, mínimo e **o saldo cobre: sim ou não**, pelas contas-correntes do mesmo banco. A Pluggy mostra a fatura depois que ela fecha.
**Para testar:** em **Ajustes**, ponha em **today** um dia pouco antes do vencimento, como o dia 7 deste mês para uma fatura que vence no dia 10.
**Para enviar:** ative o **Telegram** e informe a credencial e o chat. Teste também conta: a fatura que aparece com o Telegram desligado não é avisada de novo.
**Para mudar:** os dias, em **Ajustes**; o horário, em **Todo dia**.`,
	),
	nodes: {
		start: everyDay(say('Every Day', 'Todo dia'), 9),
		settings: set(say('Settings', 'Ajustes'), {
			today: '={{ $now.toISODate() }}',
			days: as('number', 3),
		}),
		items: connections(),
		accounts: accounts(),
		cards: only(
			say('Cards', 'Cartões'),
			condition('={{ $json.type }}', 'string', 'equals', 'CREDIT'),
		),
		bills: pluggy(say('Bills', 'Faturas'), 'bill', 'getMany', {
			...{ accountId: byId('={{ $json.id }}'), returnAll: true, simplify: true },
		}),
		due: only(
			say('Due Soon', 'Vence logo'),
			condition('={{ $json.dueDate }}', 'string', 'notEmpty'),
			holds(
				`$json.dueDate >= ${SETTINGS}.today && $json.dueDate <= DateTime.fromISO(${SETTINGS}.today).plus({ days: ${SETTINGS}.days }).toISODate()`,
			),
			holds(`$json.totalAmount - ${paid('$json')} >= 0.01`),
		),
		fresh: onlyNew(say('Only New', 'Só as novas'), '={{ $json.id }}'),
		message: code(
			say('Message', 'Mensagem'),
			say(
				writeMessages({
					...{ due: 'bill due on', amount: 'To pay', minimum: 'Minimum', unknown: 'not known' },
					...{ covers: 'The account covers it', yes: 'yes', no: 'NO', bills: 'bills together' },
					noAccount: 'No checking account of this bank is connected',
				}),
				writeMessages({
					...{ due: 'fatura vence em', amount: 'A pagar', minimum: 'Mínimo' },
					...{ unknown: 'não informado', covers: 'O saldo cobre', yes: 'sim', no: 'NÃO' },
					...{ bills: 'faturas juntas' },
					noAccount: 'Nenhuma conta-corrente deste banco está conectada',
				}),
			),
		),
		telegram: eachOnce(telegram('$json.message')),
	},
	rows: [
		['start', 'settings', 'items', 'accounts', 'cards', 'bills'],
		[null, null, 'due', 'fresh', 'message', 'telegram'],
	],
	flow: [
		['start', 'settings', 'items', 'accounts', 'cards', 'bills', 'due'],
		['due', 'fresh', 'message', 'telegram'],
	],
	meta: { demo: { runs: 2, movesClock: true } },
};
