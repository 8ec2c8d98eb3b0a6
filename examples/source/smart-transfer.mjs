/** A transfer between accounts of the same person, who is asked only once. */
import { as, byId, manual, pluggy, set, whether } from '../../scripts/examples/nodes.mjs';
import * as payments from '../../scripts/examples/payments.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const { LABEL, isIn, openLink, waitASecond } = payments;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Transfer between own accounts', 'Transferir entre contas próprias'),
	summary: say(
		'Asks the owner of an account once, then transfers without asking again',
		'Pede autorização ao dono da conta uma vez e depois transfere sem pedir de novo',
	),
	about: say(
		`## Transfer between own accounts
**You need:** a credential whose **Access** includes payments, and two accounts of the same CPF: one in **Own Account**, the other's bank in **Ask the Owner**.
**What happens:** the owner authorizes once, within limits, by the link in **Open This Link**. Then R$ 25.40 are transferred. **Result** says how it ended.
**Smart transfers have no Is Sandbox:** the bank here, 600, is the mock bank. With another one **real money moves**.
**To change:** keep the ID of the preauthorization; every later transfer begins at **Transfer**.`,
		`## Transferir entre contas próprias
**Você precisa de:** uma credencial com pagamentos em **Access** e duas contas do mesmo CPF: uma em **Conta própria**, e o banco da outra em **Pedir ao dono**.
**O que acontece:** o dono autoriza uma vez, com limites, pelo link de **Abra este link**. Depois são transferidos R$ 25,40. **Resultado** mostra como terminou.
**Transferências inteligentes não têm Is Sandbox:** o banco aqui, 600, é o banco de teste. Com outro, **dinheiro de verdade é movimentado**.
**Para mudar:** guarde o ID da pré-autorização; as próximas transferências começam em **Transferir**.`,
	),
	details: say(
		'A transfer can end well, be refused by the owner or be refused by the bank. Asking every second suits the sandbox; for real transfers wait longer, or let a webhook trigger start a second workflow. `npm run demo` has an owner who approves by itself.',
		'Uma transferência pode dar certo, ser recusada pelo dono ou ser recusada pelo banco. Perguntar a cada segundo serve para o sandbox; em transferências reais espere mais, ou deixe o gatilho por webhook iniciar um segundo fluxo. No `npm run demo`, o dono aprova sozinho.',
	),
	nodes: {
		start: manual(),
		bank: pluggy(say('A Bank', 'Um banco'), 'paymentInstitution', 'getMany', {
			...{ returnAll: false, limit: 1, filters: {} },
		}),
		account: pluggy(say('Own Account', 'Conta própria'), 'paymentRecipient', 'create', {
			...{ recipientType: 'bankAccount', name: 'Ana Souza', taxNumber: '761.092.776-73' },
			...{ paymentInstitutionId: byId('={{ $json.id }}'), accountBranch: '0001' },
			...{ accountNumber: '1234567', accountType: 'CHECKING_ACCOUNT' },
		}),
		ask: pluggy(say('Ask the Owner', 'Pedir ao dono'), 'smartTransfer', 'createPreauthorization', {
			...{ connectorId: byId('600'), cpf: '761.092.776-73', recipientIds: '={{ $json.id }}' },
			clientPreauthorizationId: LABEL,
			additionalFields: { transactionLimit: '100.00', dayQuantityLimit: 5 },
		}),
		link: openLink('$json.consentUrl'),
		answer: pluggy(say('Get Answer', 'Buscar resposta'), 'smartTransfer', 'getPreauthorization', {
			preauthorizationId: "={{ $('@ask').first().json.id }}",
		}),
		waiting: isIn(say('Still Waiting?', 'Ainda espera?'), ['CREATED']),
		authorized: whether(say('Authorized?', 'Autorizado?'), "$json.status === 'COMPLETED'"),
		waitForOwner: waitASecond(say('Wait for the Owner', 'Esperar o dono')),
		transfer: pluggy(say('Transfer', 'Transferir'), 'smartTransfer', 'createPayment', {
			preauthorizationId: '={{ $json.id }}',
			...{ recipientId: byId('={{ $json.recipients[0].id }}'), amount: '25.40' },
			clientPaymentId: LABEL,
			additionalFields: { description: say('Savings', 'Reserva') },
		}),
		waitForBank: waitASecond(say('Wait for the Bank', 'Esperar o banco')),
		payment: pluggy(say('Get Transfer', 'Buscar transferência'), 'smartTransfer', 'getPayment', {
			paymentId: "={{ $('@transfer').first().json.id }}",
		}),
		underWay: isIn(say('Under Way?', 'Em andamento?'), [
			'CONSENT_AUTHORIZED',
			'PAYMENT_PENDING',
			'PAYMENT_PARTIALLY_ACCEPTED',
			'PAYMENT_SETTLEMENT_PROCESSING',
			'PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT',
		]),
		result: set(say('Result', 'Resultado'), {
			...{ id: '={{ $json.id }}', status: '={{ $json.status }}' },
			amount: as('number', '={{ $json.amount ?? 0 }}'),
			preauthorizationId: '={{ $json.preauthorizationId ?? $json.id }}',
		}),
	},
	rows: [
		['start', 'bank', 'account', 'ask', 'link', 'waitForOwner', 'answer', 'waiting'],
		['authorized', 'transfer', 'waitForBank', 'payment', 'underWay'],
		[null, 'result'],
	],
	flow: [
		['start', 'bank', 'account', 'ask', 'link', 'waitForOwner', 'answer', 'waiting'],
		['waiting:1', 'authorized', 'transfer', 'waitForBank', 'payment', 'underWay:1', 'result'],
		['waiting', 'waitForOwner'],
		['authorized:1', 'result'],
		['underWay', 'waitForBank'],
	],
};
