/** Boletos of a table: issued once, and each reminded of at most four times, until it is paid or cancelled. */
import {
	condition,
	everyDay,
	makeTable,
	only,
	holds,
	pluggy,
	reais,
	rowsOf,
	set,
	tableRows,
	upsert,
} from '../../scripts/examples/nodes.mjs';
import { eachOnce, email } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

const TABLE = 'pluggy_boletos';
const issued = { number: `={{ $('@issued').item.json.number }}` };
/** Only a boleto has it: a row that failed has not, nor one that n8n passed on because the node did not run. */
const isBoleto = '!!$json.seuNumero';
const REASON = `={{ ${isBoleto} ? '' : $json.error?.title ? $json.error.title + '. ' + $json.error.advice : ($json.error ?? 'Pluggy was not asked') }}`;
const goesOn = { onError: 'continueRegularOutput' };
const number = { number: `={{ $('@new').item.json.number }}` };

/** The step that is reached by today, counted in days after it is due. */
const step = `={{ ((days) => days >= 10 ? 'D+10' : days >= 3 ? 'D+3' : days >= 0 ? 'D0' : days >= -3 ? 'D-3' : 'issued')(Math.round($today.diff(DateTime.fromISO($('@issued').item.json.due_on), 'days').days)) }}`;
const isLater = `((steps) => steps.indexOf($json.step) > steps.indexOf($json.reminded || ''))(['', 'issued', 'D-3', 'D0', 'D+3', 'D+10'])`;

const amount = `\${${reais('$json.amount')}}`;
const day = `\${DateTime.fromISO($json.due_on).toFormat('dd/MM')}`;
/** @param {string} hello @param {[string, string, string]} when will be due, is due today, was due @param {string} line */
const message = (hello, [later, today, before], line) =>
	`={{ ((days) => \`${hello} ${amount} \${days > 0 ? '${later}' : days === 0 ? '${today}' : '${before}'} ${day}. ${line}: \${$json.line}\`)(Math.round(DateTime.fromISO($json.due_on).diff($today, 'days').days)) }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Boletos and reminders', 'Régua de cobrança com boleto'),
	summary: say(
		'Issues the boletos of a table, and reminds three days before, on the day, three and ten days after, until paid',
		'Emite os boletos de uma tabela e lembra três dias antes, no dia, três e dez dias depois, até o pagamento',
	),
	about: say(
		`## Boletos and reminders
**You need:** a boleto connection (Boleto: Create Connection) and its ID in **Issue**; your charges in the data table **${TABLE}** (the first run makes it): number (each once), customer, document, state, CEP, e-mail, amount, \`due_on\` as 2026-11-27, \`status\` empty. **Boletos have no test mode: with a real bank a real person owes real money.** The local Pluggy takes all.
**What happens every morning:** a row without status is issued, once: it is \`issuing\` before the bank is asked, so that no second run issues it again (one that stays so: look at the bank). One that the bank does not take becomes \`refused\`, with the \`reason\`: mend the row and empty its status. Then each open boleto is looked up; at the steps issued, D-3, D0, D+3 and D+10 its customer gets one message. Paid or cancelled: no more.
**To send it:** switch on **Gmail**, give it its credential. What passes while it is off counts as sent: to send it again, empty the column \`reminded\`.
**To change:** the days in **Step**, the text in **Message**. With the Pluggy Trigger (\`boleto/updated\`) you know at once what is paid.`,
		`## Régua de cobrança com boleto
**Você precisa de:** uma conexão de boleto (Boleto: Create Connection) e o ID dela em **Emitir**; suas cobranças na tabela de dados **${TABLE}** (a primeira execução cria): número (sem repetir), cliente, documento, UF, CEP, e-mail, valor, \`due_on\` (vencimento) como 2026-11-27, \`status\` vazio. **Boleto não tem modo de teste: com banco de verdade, alguém passa a dever de verdade.** A Pluggy local aceita tudo.
**O que acontece toda manhã:** a linha sem status é emitida, uma só vez: fica \`issuing\` antes de o banco ser chamado, para que outra execução não emita de novo (se ficar assim, confira no banco). A que o banco não aceita fica \`refused\`, com o motivo em \`reason\`: corrija a linha e esvazie o status. Depois cada boleto em aberto é consultado; nos passos emitido, D-3, D0, D+3 e D+10 o cliente recebe uma mensagem. Pago ou cancelado: nada mais.
**Para enviar:** ative o **Gmail** e informe a credencial. O que passa com ele desligado conta como enviado: para enviar de novo, esvazie a coluna \`reminded\` da linha.
**Para mudar:** os dias em **Passo**, o texto em **Mensagem**. Com o Pluggy Trigger (\`boleto/updated\`) você sabe na hora o que foi pago.`,
	),
	nodes: {
		start: everyDay(say('Every Morning', 'Toda manhã'), 9),
		table: makeTable(say('Boleto Table', 'Tabela de boletos'), TABLE, {
			...{ number: 'string', customer: 'string', document: 'string', state: 'string' },
			...{ cep: 'string', email: 'string', amount: 'number', due_on: 'string' },
			...{ status: 'string', reminded: 'string', boleto_id: 'string', line: 'string' },
			reason: 'string',
		}),
		rows: rowsOf(say('All Rows', 'Todas as linhas'), TABLE, {}, { executeOnce: true }),
		new: only(
			say('Not Issued', 'Não emitidos'),
			condition(`={{ $json.status ?? '' }}`, 'string', 'empty'),
			// By its number a row gets its boleto: with one number twice, the boleto of somebody else.
			holds(
				`!!$json.number && $('@rows').all().filter(({ json }) => json.number === $json.number).length === 1`,
			),
			condition(`={{ $json.boleto_id ?? '' }}`, 'string', 'empty'),
		),
		// Only what is still without a status: of two runs at the same time one gets the row.
		reserve: tableRows(
			say('Reserve', 'Reservar'),
			'update',
			TABLE,
			[
				['number', 'eq', '={{ $json.number }}'],
				['status', 'isEmpty'],
			],
			{ status: 'issuing' },
		),
		issue: pluggy(
			say('Issue', 'Emitir'),
			'boleto',
			'issue',
			{
				boletoConnectionId: '',
				seuNumero: `={{ $('@new').item.json.number }}`,
				amount: `={{ $('@new').item.json.amount }}`,
				dueDate: `={{ $('@new').item.json.due_on }}`,
				payerName: `={{ $('@new').item.json.customer }}`,
				payerTaxNumber: `={{ $('@new').item.json.document }}`,
				payerAddressState: `={{ $('@new').item.json.state }}`,
				payerAddressZipCode: `={{ $('@new').item.json.cep }}`,
				additionalFields: {
					...{ fineType: 'PERCENTAGE', fineValue: '2' },
					...{ interestType: 'PERCENTAGE', interestValue: '1' },
				},
			},
			// One that the bank refuses does not keep the others waiting.
			goesOn,
		),
		// Where nobody knows what became of it, it stays `issuing`.
		keep: upsert(say('Keep Boleto', 'Guardar boleto'), TABLE, number, {
			...number,
			status: `={{ ${isBoleto} ? 'open' : $json.error && $json.error.code !== 'OUTCOME_UNKNOWN' ? 'refused' : 'issuing' }}`,
			boleto_id: `={{ ${isBoleto} ? $json.id : '' }}`,
			line: `={{ $json.digitableLine ?? '' }}`,
			reason: REASON,
		}),
		again: rowsOf(say('Rows Now', 'Linhas agora'), TABLE, {}, { executeOnce: true }),
		issued: only(
			say('Open Ones', 'Em aberto'),
			condition(`={{ $json.boleto_id ?? '' }}`, 'string', 'notEmpty'),
			condition(`={{ ['paid', 'cancelled'].includes($json.status) }}`, 'boolean', 'false'),
		),
		// One that cannot be looked up may be paid, so nobody is reminded of it.
		get: pluggy(
			say('Get Boleto', 'Buscar boleto'),
			'boleto',
			'get',
			{ boletoId: '={{ $json.boleto_id }}' },
			{ onError: 'continueErrorOutput' },
		),
		status: upsert(say('Keep Status', 'Guardar status'), TABLE, issued, {
			...issued,
			status: '={{ $json.status.toLowerCase() }}',
			reason: '',
		}),
		step: set(say('Step', 'Passo'), { step }, { keep: true }),
		due: only(
			say('To Remind', 'A lembrar'),
			holds(`['open', 'overdue'].includes($json.status)`),
			holds(isLater),
		),
		message: set(
			say('Message', 'Mensagem'),
			{
				text: say(
					message(
						`Hello \${$json.customer}, your boleto of`,
						['is due on', 'is due today,', 'was due on'],
						'To pay it',
					),
					message(
						`Olá, \${$json.customer}! Seu boleto de`,
						['vence em', 'vence hoje,', 'venceu em'],
						'Linha digitável',
					),
				),
			},
			{ keep: true },
		),
		// What was not sent is not marked, and sent the next morning.
		send: eachOnce(
			email(say('Gmail', 'Gmail'), '=Boleto {{ $json.number }}', '={{ $json.text }}', {
				to: '={{ $json.email }}',
			}),
		),
		mark: upsert(
			say('Mark Step', 'Marcar passo'),
			TABLE,
			{ number: `={{ $('@message').item.json.number }}` },
			{
				number: `={{ $('@message').item.json.number }}`,
				reminded: `={{ $('@message').item.json.step }}`,
			},
		),
	},
	rows: [
		['start', 'table', 'rows', 'new', 'reserve', 'issue', 'keep'],
		[null, null, 'again', 'issued', 'get', 'status', 'step', 'due'],
		[null, null, null, null, null, 'message', 'send', 'mark'],
	],
	flow: [
		['start', 'table', 'rows', 'new', 'reserve', 'issue', 'keep'],
		['table', 'again', 'issued', 'get', 'status', 'step', 'due', 'message', 'send', 'mark'],
	],
	meta: { dataTables: [TABLE], demo: { runs: 2 } },
};
