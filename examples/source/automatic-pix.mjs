/** A monthly charge by automatic PIX (PIX Automático), with tries again after a failure. */
import { as, byId, manual, pluggy, set, whether } from '../../scripts/examples/nodes.mjs';
import * as payments from '../../scripts/examples/payments.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const { LABEL, isIn, openLink, recipient, waitASecond } = payments;
const AMOUNT = '129.58';
const REQUEST = "={{ $('@request').first().json.id }}";
const SCHEDULE = "={{ $('@schedule').first().json.id }}";

/** Some days after a time that Pluggy names. @param {string} time @param {number} days */
const later = (time, days) =>
	`={{ DateTime.fromISO(${time}, { zone: 'America/Sao_Paulo' }).plus({ days: ${days} }).toISODate() }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Charge every month by automatic PIX', 'Cobrar todo mês por PIX Automático'),
	summary: say(
		'Asks for an authorization once, schedules a payment, and tries again when it fails',
		'Pede a autorização uma vez, agenda o pagamento e tenta de novo quando falha',
	),
	about: say(
		`## Charge every month by automatic PIX
**You need:** a credential whose **Access** includes payments, and your PIX key in **Recipient**.
**What happens:** a customer authorizes R$ 129.58 a month by the link in **Open This Link**, and a payment is scheduled three days ahead. A try that fails is repeated two days later, at most three times. **Result** says how it ended.
**Is Sandbox is on:** no money moves. In the sandbox the cents .58 make the first try fail.
**To change:** no workflow waits for days; let a webhook trigger start one at *Automatic PIX Payment Error* and *Completed*.`,
		`## Cobrar todo mês por PIX Automático
**Você precisa de:** uma credencial com pagamentos em **Access** e a sua chave PIX em **Recebedor**.
**O que acontece:** o cliente autoriza R$ 129,58 por mês pelo link de **Abra este link**, e um pagamento é agendado para daqui a três dias. Uma tentativa que falha é repetida dois dias depois, no máximo três vezes. **Resultado** mostra como terminou.
**Is Sandbox está ligado:** nenhum dinheiro é movimentado. No sandbox, os centavos ,58 fazem a primeira tentativa falhar.
**Para mudar:** nenhum fluxo espera dias; use o gatilho por webhook com *Automatic PIX Payment Error* e *Completed*.`,
	),
	details: say(
		"Pluggy takes a payment for D+2 to D+10; a retry has to be asked for by 22:00 of the day before and within seven days. With `npm start`, approve as the payer and then let days pass in the sandbox, once to five times with a few seconds in between: `curl -X POST http://127.0.0.1:4011/clock -H 'content-type: application/json' -d '{\"advanceSeconds\": 86400}'`. `npm run demo` does all that by itself. Pluggy keeps every recipient: create yours once and keep its ID.",
		"A Pluggy aceita um pagamento para D+2 a D+10; uma nova tentativa precisa ser pedida até as 22h do dia anterior e em até sete dias. Com `npm start`, aprove como pagador e depois deixe os dias passarem no sandbox, de uma a cinco vezes, com alguns segundos entre elas: `curl -X POST http://127.0.0.1:4011/clock -H 'content-type: application/json' -d '{\"advanceSeconds\": 86400}'`. O `npm run demo` faz tudo isso sozinho. A Pluggy guarda cada recebedor: crie o seu uma vez e guarde o ID.",
	),
	nodes: {
		start: manual(),
		recipient: recipient('assinaturas@example.com'),
		request: pluggy(say('Create Request', 'Pedir autorização'), 'automaticPix', 'createRequest', {
			...{ recipientId: byId('={{ $json.id }}'), interval: 'MONTHLY' },
			startDate: later('$json.createdAt', 2),
			...{ amountType: 'fixed', fixedAmount: AMOUNT, isSandbox: true },
			...{ clientPaymentId: LABEL, simplify: true },
			additionalFields: {
				...{ description: say('Monthly subscription', 'Assinatura mensal') },
				isRetryAccepted: true,
			},
		}),
		link: openLink('$json.paymentUrl'),
		authorization: pluggy(say('Get Request', 'Buscar autorização'), 'paymentRequest', 'get', {
			...{ paymentRequestId: REQUEST, simplify: true },
		}),
		waiting: isIn(say('Still Waiting?', 'Ainda espera?'), [
			'CREATED',
			'IN_PROGRESS',
			'WAITING_PAYER_AUTHORIZATION',
		]),
		authorized: whether(say('Authorized?', 'Autorizado?'), "$json.status === 'AUTHORIZED'"),
		schedule: pluggy(say('Schedule Payment', 'Agendar pagamento'), 'automaticPix', 'schedule', {
			...{ paymentRequestId: '={{ $json.id }}', amount: AMOUNT },
			date: later('$json.updatedAt', 3),
			...{ isSandbox: true, clientPaymentId: LABEL },
			additionalFields: { description: say('One month', 'Assinatura de um mês') },
		}),
		waitForPayer: waitASecond(say('Wait for the Payer', 'Esperar o pagador')),
		retry: pluggy(say('Retry Payment', 'Tentar de novo'), 'automaticPix', 'retrySchedule', {
			...{ paymentRequestId: REQUEST, scheduleId: SCHEDULE },
			date: later('$json.attempts.last().date', 2),
			isSandbox: true,
		}),
		waitForDay: waitASecond(say('Wait for the Day', 'Esperar o dia')),
		payment: pluggy(say('Get Payment', 'Buscar pagamento'), 'automaticPix', 'getSchedule', {
			...{ paymentRequestId: REQUEST, paymentId: SCHEDULE },
		}),
		untried: isIn(say('Not Tried Yet?', 'Ainda não tentou?'), ['CREATED', 'SCHEDULED']),
		again: whether(
			say('Try Again?', 'Tenta de novo?'),
			"$json.status === 'ERROR' && $json.attempts.length <= 3",
		),
		result: set(say('Result', 'Resultado'), {
			...{ id: '={{ $json.id }}', status: '={{ $json.status }}' },
			attempts: as('number', '={{ ($json.attempts ?? []).length }}'),
		}),
	},
	rows: [
		['start', 'recipient', 'request', 'link', 'authorization', 'waiting', 'authorized', 'schedule'],
		[null, null, null, 'waitForPayer', 'retry'],
		['waitForDay', 'payment', 'untried', 'again', 'result'],
	],
	flow: [
		['start', 'recipient', 'request', 'link', 'authorization', 'waiting:1', 'authorized'],
		['waiting', 'waitForPayer', 'authorization'],
		['authorized', 'schedule', 'waitForDay', 'payment', 'untried:1', 'again:1', 'result'],
		['authorized:1', 'result'],
		['untried', 'waitForDay'],
		['again', 'retry', 'waitForDay'],
	],
	meta: { demo: { runs: 1, movesClock: true } },
};
