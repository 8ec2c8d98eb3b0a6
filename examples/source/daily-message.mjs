/** Balances and what moved yesterday, as one message in the morning. */
import {
	accounts,
	byId,
	code,
	connections,
	everyDay,
	pluggy,
	reais,
} from '../../scripts/examples/nodes.mjs';
import { email, telegram, whatsApp } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const YESTERDAY = '={{ $now.minus({ days: 1 }).toISODate() }}';

/** @param {Record<string, string>} words */
const writeMessage = (words) => `// Writes one message of the accounts and of what moved yesterday.
const rows = (list) => list.map(({ json }) => json).filter(({ id }) => id);
const accounts = rows($('@accounts').all());
const moves = rows($input.all());
const bankOf = Object.fromEntries(rows($('@items').all()).map((one) => [one.id, one.connectorName]));

const money = (value, currency) =>
	value === null ? '${words.unknown}' : ${reais('value', "currency || 'BRL'")};
const day = (date) => DateTime.fromISO(date).setZone('America/Sao_Paulo').toFormat('dd/MM');
// A bank that could not be reached still shows its last balance: say of which day.
const age = ({ updatedAt }) =>
	updatedAt && DateTime.fromISO(updatedAt) < $now.minus({ hours: 36 }) ? \` (${words.asOf} \${day(updatedAt)})\` : '';
const line = (one) => \`\${bankOf[one.itemId] ?? ''} · \${one.name}: \${money(one.balance, one.currencyCode)}\${age(one)}\`;

const banks = accounts.filter(({ type }) => type === 'BANK');
const cards = accounts.filter(({ type }) => type === 'CREDIT');
const inReais = banks.filter(({ currencyCode }) => (currencyCode || 'BRL') === 'BRL');
const total = inReais.reduce((sum, { balance }) => sum + Math.round((balance ?? 0) * 100), 0) / 100;
const biggest = moves
	.filter(({ amount }) => amount !== null)
	.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
	.slice(0, 5)
	.map((one) => \`\${money(one.amount, one.currencyCode)} · \${one.description} · \${one.accountName}\`);
const unknown = moves.filter(({ amount }) => amount === null).length;

const message = [
	\`${words.title} \${$now.toFormat('dd/MM/yyyy')}\`,
	...banks.map(line),
	\`${words.total}: \${money(total)}\`,
	...(cards.length ? ['', '${words.cards}:', ...cards.map(line)] : []),
	'',
	\`${words.yesterday} (\${day($now.minus({ days: 1 }).toISO())}): \${moves.length}\`,
	...biggest,
	...(unknown ? [\`${words.notConverted}: \${unknown}\`] : []),
].join('\\n');
return [{ json: { message, total, movements: moves.length } }];`;

const MESSAGE = '$json.message';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say(
		'Balances and yesterday, in one message',
		'Saldos e movimentos de ontem, em uma mensagem',
	),
	summary: say(
		'Every morning one message: the balance of each account, the total, and the five biggest movements of yesterday',
		'Toda manhã, uma mensagem: o saldo de cada conta, o total e os cinco maiores movimentos de ontem',
	),
	about: say(
		`## Balances and yesterday, in one message
**You need:** a Pluggy credential with your item IDs in **Item IDs**, and a Telegram bot, WhatsApp Business or Gmail.
**What happens:** every day at 8:07 in São Paulo, one message with all balances, the total of the accounts in reais (without cards) and the five biggest movements of yesterday.
**To send it:** switch on one of the last three nodes and give it its credential and the receiver. WhatsApp takes free text only within 24 hours of the person's last message.
**To change:** the hour in **Every Day**. What a bank shows days later stands in no message: for that, take **Created At From** instead of the two dates.`,
		`## Saldos e movimentos de ontem, em uma mensagem
**Você precisa de:** uma credencial Pluggy com os item IDs das suas conexões em **Item IDs** e de um bot do Telegram, do WhatsApp Business ou do Gmail.
**O que acontece:** todo dia, às 8h07 de São Paulo, uma mensagem com todos os saldos, o total das contas em reais (sem os cartões) e os cinco maiores movimentos de ontem.
**Para enviar:** ative um dos três últimos nós e informe a credencial e o destinatário. O WhatsApp só aceita texto livre até 24 horas depois da última mensagem da pessoa.
**Para mudar:** o horário, em **Todo dia**. O que o banco mostra dias depois não aparece em mensagem nenhuma: para isso, use **Created At From** no lugar das duas datas.`,
	),
	nodes: {
		start: everyDay(say('Every Day', 'Todo dia'), 8),
		items: connections(),
		accounts: accounts(),
		yesterday: {
			...pluggy(say('Yesterday', 'Ontem'), 'transaction', 'getMany', {
				...{ source: 'account', accountId: byId('={{ $json.id }}') },
				...{ returnAll: true, simplify: true },
				filters: { dateFrom: YESTERDAY, dateTo: YESTERDAY },
			}),
			alwaysOutputData: true,
		},
		message: code(
			say('Message', 'Mensagem'),
			say(
				writeMessage({
					...{ title: 'Your accounts on', total: 'Total', cards: 'Cards, owed' },
					...{ yesterday: 'Movements of yesterday', asOf: 'as of', unknown: 'not known' },
					notConverted: 'In another currency, not converted yet',
				}),
				writeMessage({
					...{ title: 'Suas contas em', total: 'Total', cards: 'Cartões, valor em aberto' },
					...{ yesterday: 'Movimentos de ontem', asOf: 'em', unknown: 'não informado' },
					notConverted: 'Em outra moeda, ainda sem conversão',
				}),
			),
		),
		telegram: telegram(MESSAGE),
		whatsapp: whatsApp(MESSAGE),
		email: email(
			say('Gmail', 'Gmail'),
			say('Your accounts today', 'Suas contas hoje'),
			'={{ $json.message }}',
		),
	},
	rows: [
		['start', 'items', 'accounts', 'yesterday', 'message', 'telegram'],
		[null, null, null, null, null, 'whatsapp'],
		[null, null, null, null, null, 'email'],
	],
	flow: [
		['start', 'items', 'accounts', 'yesterday', 'message', 'telegram'],
		['message', 'whatsapp'],
		['message', 'email'],
	],
};
