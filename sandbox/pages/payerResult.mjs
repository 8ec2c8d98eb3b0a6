/** What the payer sees after the answer. */
import { html, money } from './html.mjs';

const REFRESH_SECONDS = 2;

/** @type {Record<string, [kind: 'good' | 'bad' | 'wait', title: string, text: string]>} */
const RESULTS = {
	CONSENT_AUTHORIZED: ['wait', 'Pagamento em andamento', 'O seu banco recebeu a autorização.'],
	PAYMENT_PENDING: ['wait', 'Pagamento em andamento', 'O seu banco está enviando o Pix.'],
	PAYMENT_SETTLEMENT_PROCESSING: [
		'wait',
		'Pagamento em andamento',
		'O Pix está a caminho do recebedor.',
	],
	PAYMENT_PARTIALLY_ACCEPTED: [
		'wait',
		'Falta uma aprovação',
		'Outro responsável pela conta também precisa aprovar.',
	],
	PAYMENT_COMPLETED: ['good', 'Pagamento concluído', 'O recebedor já tem o dinheiro.'],
	CONSUMED: ['good', 'Pagamento agendado', 'O banco paga sozinho nas datas combinadas.'],
	AUTHORIZED: ['good', 'Pix Automático autorizado', 'O banco paga sozinho nas próximas datas.'],
	CONSENT_REJECTED: ['bad', 'Pagamento recusado', 'Você não autorizou. Nada foi cobrado.'],
	PAYMENT_REJECTED: ['bad', 'Pagamento não concluído', 'O banco recusou. Nada foi cobrado.'],
	PAYMENT_TIMEOUT: ['bad', 'Tempo esgotado', 'A autorização não veio a tempo. Comece de novo.'],
	REVOKED: ['bad', 'Autorização cancelada', 'Não haverá novos pagamentos.'],
	CANCELED: ['bad', 'Pagamento cancelado', 'Este pagamento foi substituído ou cancelado.'],
	ERROR: ['bad', 'Pagamento não concluído', 'Os dados não foram aceitos. Nada foi cobrado.'],
};

/** Where the bank's own reason says more. */
const WITH_REASON = ['PAYMENT_REJECTED', 'ERROR'];

/** @param {any} intent */
export function intentResult(intent) {
	const { request, status, errorDetail } = intent;
	const isAutomatic = request.automaticPix && status === 'CONSENT_AUTHORIZED';
	const key = isAutomatic && request.status === 'AUTHORIZED' ? 'AUTHORIZED' : status;
	const [kind, title, text] = RESULTS[key] ?? RESULTS.ERROR;
	const callback = { good: 'success', bad: 'error', wait: 'pending' }[kind];
	const canRetry = kind === 'bad' && ['CREATED', 'ERROR'].includes(request.status);
	return resultPage({
		kind,
		title,
		text: errorDetail && WITH_REASON.includes(status) ? errorDetail.providerDetail : text,
		amount: request.amount,
		id: request.id,
		link: request.callbackUrls?.[callback],
		retry: canRetry ? `/pay/${request.id}` : undefined,
	});
}

/** @param {any} row */
export function preauthorizationResult(row) {
	const isGood = row.status === 'COMPLETED';
	return resultPage({
		kind: isGood ? 'good' : 'bad',
		title: isGood ? 'Transferências autorizadas' : 'Transferências não autorizadas',
		text: isGood ? 'Você já pode voltar ao aplicativo.' : (row.errorDetail?.detail ?? ''),
		id: row.id,
		link: row.callbackUrls?.[isGood ? 'success' : 'error'],
	});
}

/**
 * @param {{ kind: 'good' | 'bad' | 'wait', title: string, text: string, amount?: number, id: string,
 *   link?: string, retry?: string }} result
 */
function resultPage({ kind, title, text, amount, id, link, retry }) {
	const isWaiting = kind === 'wait';
	const body = html`<section class="card ${kind}" role="status">
		<h1>${title}</h1>
		${amount === undefined ? '' : html`<p class="amount">${money(amount)}</p>`}
		<p>${text}</p>
		${isWaiting ? html`<progress aria-label="Em andamento"></progress>` : ''}
		<p class="soft small">Código <code>${id}</code></p>
		${link ? html`<a class="button" href="${link}" rel="noreferrer">Voltar ao site</a>` : ''}
		${retry ? html`<a class="button plain" href="${retry}">Tentar de novo</a>` : ''}
	</section>`;
	return { title, body, refresh: isWaiting ? REFRESH_SECONDS : undefined };
}
