/** Why reconcile-pix asks a person, and what came of it. */
import { say } from '../../../scripts/examples/texts.mjs';

/** @type {Record<string, import('../../../scripts/examples/texts.mjs').Text>} */
export const reasons = {
	several: say(
		'Several invoices fit this PIX: {invoices}. Which one does it pay?',
		'Este PIX serve para mais de uma cobrança: {invoices}. Qual delas ele paga?',
	),
	severalPayments: say(
		'{count} PIX fit invoice {invoices}. Which one pays it? Perhaps it was paid twice.',
		'{count} PIX servem para a cobrança {invoices}. Qual deles a paga? Talvez tenha sido paga duas vezes.',
	),
	less: say(
		'{difference} less than invoice {invoices}.',
		'{difference} a menos que a cobrança {invoices}.',
	),
	more: say(
		'{difference} more than invoice {invoices}.',
		'{difference} a mais que a cobrança {invoices}.',
	),
	together: say(
		'The amount is that of these invoices together: {invoices}.',
		'O valor é a soma destas cobranças: {invoices}.',
	),
	otherAmounts: say(
		'The payer has several open invoices ({invoices}), none of this amount.',
		'Quem pagou tem mais de uma cobrança em aberto ({invoices}), nenhuma deste valor.',
	),
	onlyAmount: say(
		'Only the amount fits ({invoices}): the payer is somebody else, or unknown.',
		'Só o valor confere ({invoices}): quem pagou é outra pessoa ou não foi informado.',
	),
	namesake: say(
		'Name and amount fit invoice {invoices}, but the CPF or CNPJ is another one.',
		'Nome e valor conferem com a cobrança {invoices}, mas o CPF ou CNPJ é outro.',
	),
	days: say(
		'Payer and amount fit invoice {invoices}, the days do not: paid before it was issued, long after it was due, or it has no days.',
		'Quem pagou e o valor conferem com a cobrança {invoices}, mas as datas não: pago antes da emissão, muito depois do vencimento, ou a cobrança está sem datas.',
	),
	otherId: say(
		'Payer and amount fit invoice {invoices}, but the PIX carries the txid of another charge.',
		'Quem pagou e o valor conferem com a cobrança {invoices}, mas o PIX traz o txid de outra cobrança.',
	),
	broken: say(
		'Invoice {invoices} has no valid amount, or its number stands there twice. Correct it in the table.',
		'A cobrança {invoices} está sem valor válido, ou o número aparece duas vezes. Corrija na tabela.',
	),
	notOpen: say(
		'The PIX names invoice {invoices}, which is not open any more. Paid twice?',
		'O PIX é da cobrança {invoices}, que já não está em aberto. Paga duas vezes?',
	),
	twice: say(
		'The same payer already paid this amount for invoice {invoices}. Paid twice?',
		'Quem pagou já tinha pago este valor na cobrança {invoices}. Paga duas vezes?',
	),
	byHand: say(
		'Invoice {invoices} was marked as paid by hand. Is this its payment?',
		'A cobrança {invoices} foi marcada como paga à mão. É este o pagamento dela?',
	),
	waits: say(
		'It fits invoice {invoices}, about which another question is open.',
		'Serve para a cobrança {invoices}, que já tem outra dúvida em aberto.',
	),
	none: say('No open invoice fits.', 'Nenhuma cobrança em aberto corresponde.'),
	ownReturn: say(
		'Money that you had sent came back: no payment of a customer.',
		'Devolução de um PIX que você tinha enviado: não é pagamento de cliente.',
	),
	returned: say(
		'This payment was sent back (in whole or in part).',
		'Este pagamento foi devolvido (no todo ou em parte).',
	),
	wentBack: say(
		'{amount} went back to the payer of invoice {invoices}. Write "reopen" if it is unpaid again.',
		'{amount} voltaram para quem pagou a cobrança {invoices}. Escreva "reabrir" se ela voltou a ficar em aberto.',
	),
	gone: say(
		'The payment of invoice {invoices} is no longer in the statement. Look it up at the bank; write "reopen" if it is unpaid.',
		'O pagamento da cobrança {invoices} não está mais no extrato. Confira no banco; escreva "reabrir" se ela não foi paga.',
	),
	decided: say('Decided: pays {invoices}.', 'Decidido: paga {invoices}.'),
	ignored: say('Decided: to be ignored.', 'Decidido: ignorar.'),
	reopened: say(
		'Decided: {invoices} is open again.',
		'Decidido: {invoices} voltou a ficar em aberto.',
	),
	unclear: say(
		'"{decision}" is no decision that can be carried out: write the numbers of open invoices, or "ignore".',
		'"{decision}" não é uma decisão possível: escreva os números de cobranças em aberto, ou "ignorar".',
	),
	solved: say('Solved meanwhile.', 'Resolvido nesse meio-tempo.'),
};
