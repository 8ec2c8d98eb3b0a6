/** The payer's pages: what is asked (`/pay`), and the bank's yes or no (`/consent`). */
import { dayOf } from '../time/clock.mjs';
import { LINKING_BANKS } from '../payments/enrollments.mjs';
import { dayText, maskTaxNumber, requireTaxNumber } from '../payments/fields.mjs';
import { approveIntent, createIntent, rejectIntent } from '../payments/requests.mjs';
import { scheduleDays } from '../payments/schedules.mjs';
import { answerPreauthorization } from '../payments/smartTransfers.mjs';
import { isPayable, isWaiting, waitingIntent } from '../payments/statuses.mjs';
import { abilityFor } from '../routes/paymentIntents.mjs';
import { isUuid } from '../http/validate.mjs';
import { go, PageError, preparePages, show } from './forms.mjs';
import { brDate, fieldOf, html, money } from './html.mjs';
import { intentResult, preauthorizationResult } from './payerResult.mjs';

const INTERVALS = /** @type {Record<string, string>} */ ({
	WEEKLY: 'toda semana',
	MONTHLY: 'todo mês',
	QUARTERLY: 'a cada três meses',
	SEMESTER: 'a cada seis meses',
	YEARLY: 'todo ano',
});
const MOCK_CPF = '761.092.776-73';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function payerPages(app, { book, features, options, store }) {
	app.register(async (/** @type {any} */ scope) => {
		preparePages(scope, options.page ? '/' : undefined);
		scope.addHook('onRequest', async () => {
			book.run();
			if (!features.payments) {
				throw new PageError(403, 'Pagamentos desligados', 'Este cliente não tem pagamentos.');
			}
		});
		const open = { config: { isOpen: true } };

		scope.get('/pay/:id', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const row = find(book.requests, request);
			const waiting = waitingIntent(book, row);
			if (waiting) return go(reply, `/consent/${waiting.id}`);
			return showPay(reply, row);
		});

		scope.post('/pay/:id', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const row = find(book.requests, request);
			const form = request.body ?? {};
			const connector = banksFor(row).find((one) => String(one.id) === form.connectorId);
			const errors = /** @type {Record<string, string>} */ ({});
			const known = row.customer?.cpf;
			let cpf = known;
			try {
				cpf ??= requireTaxNumber('cpf', form.cpf ?? '', 'cpf');
			} catch {
				errors.cpf = 'Digite os 11 números do CPF.';
			}
			if (!connector) errors.connectorId = 'Escolha o seu banco.';
			if (!isPayable(book, row) || Object.keys(errors).length > 0) {
				return showPay(reply, row, form, errors);
			}
			const payer = { connector, cpf, cnpj: row.customer?.cnpj, name: row.customer?.name };
			const name = payer.name ?? (row.automaticPix ? 'Pagador do Sandbox' : undefined);
			const intent = createIntent(book, row, { ...payer, name }, book.now());
			return go(reply, `/consent/${intent.id}`);
		});

		scope.get('/consent/:id', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const row = findConsent(request);
			const isOpen = row.recipients ? row.status === 'CREATED' : isWaiting(row);
			if (isOpen) return showConsent(reply, row);
			return show(reply, row.recipients ? preauthorizationResult(row) : intentResult(row));
		});

		scope.post('/consent/:id', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const row = findConsent(request);
			const { answer } = request.body ?? {};
			if (!['approve', 'reject'].includes(answer)) {
				throw new PageError(400, 'Escolha uma resposta', 'Aprove ou recuse o pedido.');
			}
			const isApproved = answer === 'approve';
			const isOpen = row.recipients ? row.status === 'CREATED' : isWaiting(row);
			if (isOpen && row.recipients) answerPreauthorization(book, row, isApproved, book.now());
			else if (isOpen) (isApproved ? approveIntent : rejectIntent)(book, row, book.now());
			return go(reply, `/consent/${row.id}`);
		});
	});

	/** @param {any} row */
	const banksFor = (row) =>
		store.connectors.filter(
			(one) => one[abilityFor(row)] && (!row.isBiometric || LINKING_BANKS.includes(one.id)),
		);

	/** @param {Map<string, any>} table @param {any} request */
	function find(table, { params: { id } }) {
		const row = isUuid(id) ? table.get(id.toLowerCase()) : undefined;
		if (row) return row;
		throw new PageError(404, 'Pagamento não encontrado', 'Confira o endereço do pagamento.');
	}

	/** @param {any} request */
	const findConsent = (request) => {
		const id = String(request.params.id).toLowerCase();
		return book.preauthorizations.get(id) ?? find(book.intents, request);
	};

	/** @param {any} reply @param {any} row @param {Record<string, string>} [form] @param {Record<string, string>} [errors] */
	function showPay(reply, row, form = {}, errors = {}) {
		const title = row.automaticPix ? 'Autorizar Pix Automático' : 'Pagar com Pix';
		if (!isPayable(book, row)) {
			const [last] = book.list('intents', row.clientId, (one) => one.request === row);
			if (last) return go(reply, `/consent/${last.id}`);
			const text = row.status === 'EXPIRED' ? 'O prazo para pagar acabou.' : 'Nada a pagar aqui.';
			throw new PageError(410, 'Pagamento encerrado', text);
		}
		const options = banksFor(row).map(({ id, name }) => ({ value: String(id), label: name }));
		const known = row.customer?.cpf;
		const retry = row.errorDetail
			? html`<p class="error" role="alert">
					A última tentativa não deu certo: ${row.errorDetail.providerMessage}
				</p>`
			: '';
		const body = html`<section class="card">
				<h1>${title}</h1>
				${retry} ${requestDetails(row)}
			</section>
			<form class="card" method="post" action="/pay/${row.id}">
				<h2>De onde sai o dinheiro</h2>
				${fieldOf({
					name: 'connectorId',
					label: 'Seu banco',
					options,
					value: form.connectorId ?? String(row.customer?.connector?.id ?? ''),
					error: errors.connectorId,
					focus: errors.connectorId,
				})}
				${known
					? html`<p>CPF <strong>${maskTaxNumber(known)}</strong></p>`
					: fieldOf({
							name: 'cpf',
							label: 'Seu CPF',
							mode: 'numeric',
							hint: `No sandbox, por exemplo ${MOCK_CPF}`,
							value: form.cpf,
							error: errors.cpf,
							focus: errors.cpf && !errors.connectorId,
						})}
				<button>Continuar no banco</button>
			</form>`;
		return show(reply, { title, body }, Object.keys(errors).length > 0 ? 400 : 200);
	}

	/** @param {any} reply @param {any} row an intent or a preauthorization */
	function showConsent(reply, row) {
		const { cpf, cnpj } = row.payer ?? row;
		const bank = row.connector?.name ?? 'Aplicativo do seu banco';
		const title = `Autorizar no ${bank}`;
		const masked = maskTaxNumber(cnpj ?? cpf);
		const body = html`<section class="card">
			<p class="soft">${bank}</p>
			<h1>Você autoriza?</h1>
			${row.recipients ? preauthorizationDetails(row) : requestDetails(row.request)}
			${masked
				? html`<p class="small">${cnpj ? 'Seu CNPJ' : 'Seu CPF'} <strong>${masked}</strong></p>`
				: ''}
			<form method="post" action="/consent/${row.id}">
				<button name="answer" value="approve">Aprovar</button>
				<button name="answer" value="reject" class="plain">Recusar</button>
			</form>
		</section>`;
		return show(reply, { title, body });
	}
}

/** @param {Array<[string, unknown]>} rows */
const details = (rows) =>
	html`<dl>
		${rows
			.filter(([, value]) => value !== undefined && value !== '')
			.map(
				([name, value]) =>
					html`<dt>${name}</dt>
						<dd>${value}</dd>`,
			)}
	</dl>`;

/** @param {any} row a payment request */
export function requestDetails(row) {
	const { recipient, pixName, amount, description, schedule, automaticPix } = row;
	const main = amount === undefined ? '' : html`<p class="amount">${money(amount)}</p>`;
	return html`${main}
	${details([
		['Para', recipient?.name ?? pixName ?? 'Recebedor do aplicativo'],
		[recipient?.taxNumber.length === 14 ? 'CNPJ' : 'CPF', maskTaxNumber(recipient?.taxNumber)],
		['Banco', recipient?.paymentInstitution.name],
		['Descrição', description],
		...(schedule ? scheduleRows(schedule, amount) : []),
		...(automaticPix ? automaticRows(automaticPix) : []),
	])}`;
}

/** @param {any} schedule @param {number} amount @returns {Array<[string, unknown]>} */
function scheduleRows(schedule, amount) {
	const days = scheduleDays(schedule).map((day) => brDate(dayText(day)));
	if (days.length === 1) return [['Data', days[0]]];
	return [
		['Pagamentos', `${days.length} × ${money(amount)}`],
		['Período', `${days[0]} a ${days[days.length - 1]}`],
		['Datas', days.length > 6 ? `${days.slice(0, 6).join(', ')}…` : days.join(', ')],
	];
}

/** @param {any} rules @returns {Array<[string, unknown]>} */
function automaticRows(rules) {
	const { fixedAmount, minimumVariableAmount: low, maximumVariableAmount: high } = rules;
	const limits = [low && `de ${money(low)}`, high && `até ${money(high)}`].filter(Boolean);
	const { firstPayment, expiresAt } = rules;
	const date = firstPayment?.date ? `em ${brDate(firstPayment.date)}` : 'hoje';
	return [
		['Valor', fixedAmount ? money(fixedAmount) : limits.join(' ') || 'variável'],
		['Repete', INTERVALS[rules.interval]],
		['A partir de', brDate(rules.startDate)],
		['Até', expiresAt ? brDate(dayText(dayOf(Date.parse(expiresAt)))) : 'você cancelar'],
		['Primeiro pagamento', firstPayment ? `${money(firstPayment.amount)} ${date}` : undefined],
	];
}

/** @param {any} row */
function preauthorizationDetails({ recipients, configuration = {}, dataConsent }) {
	const { totalAllowedAmount, transactionLimit } = configuration;
	return html`<p>Transferências inteligentes entre as suas contas, sem nova confirmação.</p>
		${details([
			...recipients.map((/** @type {any} */ one) => [
				'Para',
				`${one.name} · ${one.paymentInstitution.tradeName}`,
			]),
			['Limite total', totalAllowedAmount && money(totalAllowedAmount)],
			['Limite por transferência', transactionLimit && money(transactionLimit)],
			['Também compartilha', dataConsent ? 'o saldo da conta' : undefined],
		])}`;
}
